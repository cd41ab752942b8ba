// One role for each type of resource, named after it. Each shows what the type can do.
//
//   dotnet run --project examples/Types -- apply
//   dotnet run --project examples/Types -- apply --tags file          # only one
//   dotnet run --project examples/Types -- graph
//
// Users, groups, packages and services need root, so they are only there when asked for:
//
//   sudo dotnet run --project examples/Types -- plan --set privileged=true --tags service
//
// It writes below ~/opsmop-types; --set folder=/some/where writes elsewhere.
return await Cli.RunAsync<Types>(args);
