// One role for each type of resource, named after it. Each shows what the type can do.
//
//   dotnet run --project examples/Types -- apply
//   dotnet run --project examples/Types -- apply --set example=file          # only one
//   dotnet run --project examples/Types -- graph
//
// What needs root and changes the machine runs only when it is asked for:
//
//   sudo dotnet run --project examples/Types -- plan --set example=service
//
// Those that end with -gone take away what the example of their type has made:
//
//   sudo dotnet run --project examples/Types -- apply --set example=user
//   sudo dotnet run --project examples/Types -- apply --set example=user-gone
//
// They write below ~/opsmop-types; --set folder=/some/where writes elsewhere.
return await Cli.RunAsync<Types>(args);
