/// <summary>A release: install beside the old version, switch over, look whether it works.</summary>
public sealed partial class Release : Procedure
{
    /// <summary>Where the versions are.</summary>
    public AbsolutePath Folder { get; set; }

    /// <summary>The version to release.</summary>
    public string Version { get; set; } = "1.0";

    public override async Task RunAsync(Session host)
    {
        // A query only reads, so it runs in a plan too.
        var installed = await host.QueryShell($"cat {Folder / "current/version"} 2>/dev/null");
        if (installed.Output.Trim() == Version)
        {
            await host.Echo($"Version {Version} is released already.");
            return;
        }

        var version = Folder / Version;
        await host.Directory(version).Mode("0755").Parents();
        var files = await host.File(version / "version").Content($"{Version}\n").Mode("0644");
        await host.Link(Folder / "current").Target(Version);
        if (files.Changed)
        {
            await host.Echo($"Version {Version} is new on {host.Name}.");
        }

        // A plan ends here: only after the changes above can anybody answer.
        var answer = await host.Query($"cat {Folder / "current/version"}");
        if (answer.Output.Trim() != Version)
        {
            await host.Fail($"Version {Version} does not run: {answer.Error}");
        }
    }
}
