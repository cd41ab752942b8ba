// Procedures: what comes next depends on what has happened.
//
//   dotnet run --project examples/Procedures -- plan
//   dotnet run --project examples/Procedures -- apply
//   dotnet run --project examples/Procedures -- apply                                 # it is released already
//   dotnet run --project examples/Procedures -- apply --set release.version=2.0
//
// It writes below ~/opsmop-procedures; --set folder=/some/where writes elsewhere.
return await Cli.RunAsync<Procedures>(args);
