// Errors: what is a failure, what is a change, and what happens then.
//
//   dotnet run --project examples/Errors -- apply
//   dotnet run --project examples/Errors -- apply --set careful.answer=many      # an exception in a procedure: exit code 1
//
// It writes below ~/opsmop-errors; --set folder=/some/where writes elsewhere.
return await Cli.RunAsync<Errors>(args);
