// dotnet build                      finds what is wrong, before there is a host
// dotnet run -- plan                says what would change
// dotnet run -- apply               changes it
// dotnet run -- docs                lists the types of resources
return await Cli.RunAsync<Policy1.Site>(args);
