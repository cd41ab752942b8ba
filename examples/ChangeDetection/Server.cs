/// <summary>A server that other roles include. Its handler is a property, so that they can notify it.</summary>
public sealed partial class Server : Role
{
    /// <summary>Where its files are.</summary>
    public AbsolutePath Folder { get; set; }

    /// <summary>Lets the server read its configuration anew.</summary>
    public Handler Reload { get; private set; } = null!;

    public override void Define(Host host)
    {
        // A real one would be: host.Service("nginx").Reloaded()
        Reload = host.Handler("reload server", () => host.Shell($"echo reloaded >> {Folder / "reloads.log"}"));
        host.File(Folder / "server.conf").Content("workers 4\n").Mode("0644").Notifies(Reload);
    }
}
