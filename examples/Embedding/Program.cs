// Another program runs a policy: it plans, shows what would change, and applies. The engine is a library, and its events are the
// same records that the command line prints.
//
//   dotnet run --project examples/Embedding -- /tmp/embedding
using OpsMop.Engine;

var folder = args is [{ } first] ? first : throw new ArgumentException("Say where to write: Embedding /some/where");
var engine = new PolicyEngine(new Motd { Folder = folder }, new EngineOptions
{
    StateDirectory = folder + ".state",
    Sinks = { new ChangeLog(Console.Out) },
});

var plan = await engine.PlanAsync();
Console.WriteLine($"{plan.Changed} changes are foreseen.");
var done = await engine.ApplyAsync();
Console.WriteLine($"{done.Changed} changes are made, {done.Failed} failed.");
return done.Failed == 0 ? 0 : 1;
