// One of several is declared: a flag that is set on the way, a lookup, a search that breaks off, a role that is included in either branch.
public sealed partial class Current : Role
{
    public IReadOnlyList<string> Releases { get; set; } = [];

    public IReadOnlyDictionary<string, string> Pins { get; set; } = new Dictionary<string, string>();

    public bool Verbose { get; set; }

    public override void Define(Host host)
    {
        var found = false;
        foreach (var release in Releases)
        {
            if (release.EndsWith("-stable", StringComparison.Ordinal))
            {
                host.Link("/srv/current").Target(release);
                found = true;
                break;
            }
        }

        if (!found)
        {
            host.Link("/srv/current").Target("none");
        }

        if (Pins.TryGetValue(host.Name, out var pin))
        {
            host.File("/etc/pin").Content(pin).Mode("0644");
        }
        else if (Pins.TryGetValue("default", out pin))
        {
            host.File("/etc/pin").Content(pin).Mode("0644");
        }

        if (Verbose)
        {
            host.Include<Notes>(notes => notes.Level = 2);
        }
        else
        {
            host.Include<Notes>();
        }

        var last = Verbose;
        if (last)
        {
            host.File("/etc/last").Content("verbose\n").Mode("0644");
        }

        last = !Verbose;
        if (last)
        {
            host.File("/etc/last").Content("quiet\n").Mode("0644");
        }
    }
}

public sealed partial class Notes : Role
{
    public int Level { get; set; } = 1;

    public override void Define(Host host) => host.File("/etc/notes").Content($"level {Level}\n").Mode("0644");
}
