// Model check: what the build knows of a policy before there is a host.
//
//   dotnet build examples/ModelCheck                     # ModelCheck: model checked in 0.2 s: 1 policy on debian and freebsd, 2 data files, 1 example host
//   dotnet build examples/ModelCheck -v n                # ... and what it could not check
//
// Break it, and build again: write a name wrong in environments/production.yaml, take the "else" out of Site.cs, name a template that is not there.
//
//   printf 'ada\ngrace\n' > /tmp/customers
//   dotnet run --project examples/ModelCheck -- apply --set customer-list=/tmp/customers --set @examples/ModelCheck/environments/test.yaml
//
// It writes below ~/opsmop-model-check; --set folder=/some/where writes elsewhere.
return await Cli.RunAsync<ModelCheck>(args);
