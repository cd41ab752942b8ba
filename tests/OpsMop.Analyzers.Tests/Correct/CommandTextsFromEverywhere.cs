// Texts of commands in fields, switches, tuples, records and dictionaries.
public static class Texts
{
    public static readonly CommandText Health = $"app health --quiet";

    public static CommandText Of(string name) => $"app status {name}";
}

public sealed record Job(string Name, CommandText Text);

public sealed partial class Site : Role
{
    public string Mode { get; set; } = "fast";

    public override void Define(Host host)
    {
        CommandText text = Mode switch { "fast" => $"app run --fast", "slow" => $"app run", _ => $"app run --mode {Mode}" };
        host.Command(text).Creates("/srv/ran");
        host.Command(Texts.Health).ChangedWhen(_ => false);
        host.Command(Texts.Of("a b")).ChangedWhen(_ => false);

        var (first, second) = (new Job("a", $"app a | cat"), new Job("b", $"app b"));
        foreach (var job in new[] { first, second })
        {
            host.Shell(job.Text).Creates($"/srv/{job.Name}");
        }

        var byName = new Dictionary<string, CommandText> { ["one"] = $"app 1", ["two"] = $"app 2" };
        foreach (var (name, command) in byName)
        {
            host.Command(command).Unless($"app has {name}");
        }
    }
}
