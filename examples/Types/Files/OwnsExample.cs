/// <summary>Paths that belong to the policy alone: what is there and not declared goes.</summary>
public sealed partial class OwnsExample : Role
{
    /// <summary>Where everything is written.</summary>
    public AbsolutePath Folder { get; set; }

    /// <summary>The sites. Take one away, and its file goes.</summary>
    public IReadOnlyList<string> Sites { get; set; } = ["blog", "shop"];

    public override void Define(Host host)
    {
        host.Directory(Folder).Mode("0755").Parents();
        foreach (var site in Sites)
        {
            host.File(Folder / $"{site}.conf").Content($"site {site}\n").Mode("0644");
        }

        host.Owns($"{Folder}/*.conf").Except("local-*.conf");
    }
}
