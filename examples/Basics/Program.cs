// Basics: a policy, a role, variables, a loop, conditions, With and tags.
//
//   dotnet run --project examples/Basics -- plan
//   dotnet run --project examples/Basics -- apply
//   dotnet run --project examples/Basics -- apply --tags pages --set site.title="Good evening"
//   dotnet run --project examples/Basics -- apply --set site.draft=true
//
// It writes below ~/opsmop-basics; --set folder=/some/where writes elsewhere.
return await Cli.RunAsync<Basics>(args);
