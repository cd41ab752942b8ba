// Variables: where a value comes from. Lowest to highest: the default in the class, the data of environment, group and host,
// the code that adds the role, --set.
//
//   dotnet run --project examples/VariableScoping -- validate --verbose                    # all variables, with types and defaults
//   dotnet run --project examples/VariableScoping -- apply
//   dotnet run --project examples/VariableScoping -- apply --set shop.port=9090
//   dotnet run --project examples/VariableScoping -- apply --set 'blog.upstreams=[{name: one, port: 9001}]'
//   dotnet run --project examples/VariableScoping -- apply --set @examples/VariableScoping/production.yaml
//
// What is wrong is found before anything is touched, with a suggestion and exit code 65:
//
//   dotnet run --project examples/VariableScoping -- apply --set shop.prot=9090
//   dotnet run --project examples/VariableScoping -- apply --set shop.port=90900
//
// It writes below ~/opsmop-variables; --set folder=/some/where writes elsewhere.
return await Cli.RunAsync<VariableScoping>(args);
