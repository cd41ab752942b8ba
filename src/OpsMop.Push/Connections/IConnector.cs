namespace OpsMop.Push.Connections;

/// <summary>Connects to hosts and starts a command there. OpenSSH does it, here or on a relay.</summary>
internal interface IConnector : IAsyncDisposable
{
    /// <summary>
    /// Connects, becomes the user of <c>sudo</c> if asked, and starts a script. It returns when the script has printed its greeting, the line that begins with
    /// <see cref="Greeting.Mark"/>: whatever a login prints before that is dropped, and what follows is the caller's.
    /// </summary>
    /// <param name="target">The host.</param>
    /// <param name="script">The script: one line for <c>sh -c</c>, without single quotes, backslashes and exclamation marks, which login shells understand in different ways.</param>
    /// <param name="attempted">Told when a connection is being made, and again for each try after a refusal that passes (too many connections at the same time).</param>
    /// <param name="cancel">Gives the connection up.</param>
    /// <exception cref="UnreachableException">The host cannot be reached, does not let us in, or <c>sudo</c> does not.</exception>
    ValueTask<IRemoteProcess> ConnectAsync(ConnectionTarget target, string script, Action<int, string?>? attempted = null, CancellationToken cancel = default);
}
