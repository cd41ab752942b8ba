/// <summary>Configuration that depends on the host's own facts.</summary>
public sealed partial class Rack : Role
{
    /// <summary>Where everything is written.</summary>
    public AbsolutePath Folder { get; set; }

    public override void Define(Host host)
    {
        var facts = host.UserFacts;
        var row = facts.Text("rack.row", fallback: "unknown");
        var unit = facts.Number("rack.unit");
        var disks = facts["load.disks"]?.EnumerateArray().Select(disk => disk.GetString()) ?? [];

        host.Directory(Folder).Mode("0755").Parents();
        host.File(Folder / "place").Content($"row {row}, unit {unit}\n").Mode("0644");
        host.File(Folder / "disks").Content($"{string.Join('\n', disks)}\n").Mode("0644");

        // Gathered once a run; a fact that nobody reads costs nothing.
        host.Echo($"Call {facts.Text("contact.name")} before you touch this host.").When(facts.Flag("contact.callFirst"));
    }
}
