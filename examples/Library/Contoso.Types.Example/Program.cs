// A policy that uses the library. The tests run it in memory; on a machine it needs root.
//
//   dotnet run --project Contoso.Types.Example -- plan
//   dotnet run --project Contoso.Types.Example -- docs --out docs --examples Contoso.Types.Example
return await Cli.RunAsync<Contoso.Types.Example.Examples>(args);
