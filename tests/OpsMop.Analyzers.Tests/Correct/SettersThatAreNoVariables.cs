// Functions, streams and handlers in a role: none of them can be set by everybody, so none is a variable.
public partial class Worker : Role
{
    private Func<string, string>? _format;

    public Handler Restart { get; private set; } = null!;

    public Action<string>? Log { get; internal set; }

    public Stream? Scratch { get; init; }

    public static Func<int>? Shared { get; set; }

    protected Func<string, string> Format { get => _format ??= static text => text.Trim(); set => _format = value; }

    [Obsolete("gone", error: true)]
    public Action? Old { get; set; }

    public override void Define(Host host)
    {
        Restart = host.Handler("restart worker", () => host.Service("worker").Restarted());
        host.File("/etc/worker.conf").Content(Format(" threads 4 ")).Mode("0644").Notifies(Restart);
    }
}
