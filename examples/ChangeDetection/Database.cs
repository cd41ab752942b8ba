/// <summary>A database that has to be restarted before it is used again.</summary>
public sealed partial class Database : Role
{
    /// <summary>Where its files are.</summary>
    public AbsolutePath Folder { get; set; }

    /// <summary>How much it may keep in memory.</summary>
    public int CacheMegabytes { get; set; } = 128;

    public override void Define(Host host)
    {
        var restart = host.Handler("restart database", () => host.Shell($"echo restarted >> {Folder / "restarts.log"}"));
        var conf = host.File(Folder / "database.conf").Content($"cache {CacheMegabytes}\n").Mode("0644").Notifies(restart);

        // Not at the end of the role, but here.
        host.FlushHandlers();

        host.Echo("The database runs with its new configuration.").WhenChanged(conf);
    }
}
