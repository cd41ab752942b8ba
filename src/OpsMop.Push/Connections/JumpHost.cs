using OpsMop.Engine.Processes;

namespace OpsMop.Push.Connections;

/// <summary>A connection to a host that others are reached through: one login, however many they are.</summary>
internal sealed class JumpHost : IAsyncDisposable
{
    /// <summary>What its <c>ssh</c> prints when others can go through.</summary>
    public const string Ready = "opsmop-jump-ready";

    // Should we be killed, the socket that is its standard input closes, and it must not outlive us. ssh itself reads nothing there. $$ is ssh, once it is started.
    private const string Watcher = "exec 3<&0; { read -r end <&3; kill $$; } >/dev/null 2>&1 & exec 3<&-; exec \"$@\" </dev/null";

    private readonly ToolProcess? _ssh;

    /// <param name="socket">The control socket.</param>
    /// <param name="ssh">The <c>ssh</c>; <see langword="null"/> for a connection that is kept, which is nobody's child.</param>
    /// <param name="errors">What <c>ssh</c> says on standard error, while it says it.</param>
    public JumpHost(string socket, ToolProcess? ssh, LastWords? errors) => (Socket, _ssh, Errors) = (socket, ssh, errors ?? new(0));

    /// <summary>What <c>ssh</c> has said on standard error: why the jump host did not connect to others, without their names. Nothing where the connection is kept.</summary>
    public LastWords Errors { get; }

    /// <summary>The control socket.</summary>
    public string Socket { get; }

    /// <summary>Whether it can no longer be gone through.</summary>
    public bool HasEnded => _ssh is null ? !KeptConnection.IsAlive(Socket) : _ssh.Exited.IsCompleted;

    /// <summary>The same <c>ssh</c>, which ends when we do.</summary>
    /// <param name="ssh">The command.</param>
    public static ToolCommand EndingWithUs(ToolCommand ssh) =>
        new ToolCommand("/bin/sh") { Environment = ssh.Environment }.WithArguments(["-c", Watcher, "sh", ssh.Program, .. ssh.Arguments]);

    /// <summary>Ends it, unless it is kept.</summary>
    public ValueTask DisposeAsync() => _ssh is null ? default : EndAsync(_ssh);

    /// <summary>Ends a jump's <c>ssh</c> and the watcher beside it.</summary>
    /// <param name="ssh">The process.</param>
    public static async ValueTask EndAsync(ToolProcess ssh)
    {
        // The watcher sees the end of its input and does it; ssh removes its socket.
        await ssh.Input.DisposeAsync().ConfigureAwait(false);
        await ssh.DisposeAsync().ConfigureAwait(false);
    }
}
