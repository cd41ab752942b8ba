// Together: files that are only right or wrong as a set. They are checked before any of them is put in place.
//
//   dotnet run --project examples/Together -- apply
//   dotnet run --project examples/Together -- apply --set server.listen=nowhere --set server.root=/srv     # refused; both files stay
//
// As root on Linux the check sees the new files at their real paths, in a mount namespace of its own. Elsewhere it sees them where they
// are staged, beside their targets: the first one is passed to it, and a file that it includes by its real path is still the old one.
// It writes below ~/opsmop-together; --set folder=/some/where writes elsewhere.
return await Cli.RunAsync<TogetherExample>(args);
