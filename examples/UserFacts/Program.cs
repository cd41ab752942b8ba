// User facts: what a host says of itself.
//
// Files in /etc/opsmop/facts.d, and in ~/.opsmop/facts.d of the user who runs the agent, are facts named after the file: JSON, YAML,
// and executables that print JSON. This folder has one of each:
//
//   mkdir -p ~/.opsmop/facts.d && cp examples/UserFacts/facts.d/* ~/.opsmop/facts.d/
//   dotnet run --project examples/UserFacts -- facts
//   dotnet run --project examples/UserFacts -- apply
//
// A fact that the host does not state has the fallback that the policy gives, so it runs without them too.
// It writes below ~/opsmop-user-facts; --set folder=/some/where writes elsewhere.
return await Cli.RunAsync<RackExample>(args);
