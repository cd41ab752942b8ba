// Change detection: what happens because something else has changed.
//
//   dotnet run --project examples/ChangeDetection -- apply                             # two reloads are asked for, one is made
//   dotnet run --project examples/ChangeDetection -- apply                             # nothing
//   dotnet run --project examples/ChangeDetection -- apply --set site.title=New        # a reload
//
// A failure on the way to the handler does not lose it:
//
//   dotnet run --project examples/ChangeDetection -- apply --set site.title=Newer --set site.broken=true
//   dotnet run --project examples/ChangeDetection -- apply --set site.title=Newer      # nothing changes, but the reload is made up for
//
// It writes below ~/opsmop-change-detection; --set folder=/some/where writes elsewhere.
return await Cli.RunAsync<ChangeDetection>(args);
