using System.Runtime.CompilerServices;

namespace OpsMop;

/// <summary>
/// A host while a <see cref="Procedure"/> works on it. The types of resources add their methods: <c>await host.Package("app").Latest()</c>.
/// A resource that is not awaited does nothing, and does not compile.
/// </summary>
public sealed class Session : HostContext
{
    private readonly ISessionRunner _runner;

    internal Session(HostInfo info, ISessionRunner runner, CancellationToken cancelled)
        : base(info)
    {
        _runner = runner;
        Cancelled = cancelled;
    }

    /// <summary>Cancelled when the run is to stop after the running change.</summary>
    public CancellationToken Cancelled { get; }

    /// <summary>
    /// Runs a command that only reads; it runs in plans too. In a plan, after a change that is still to be made, the answer cannot be known and the procedure's
    /// plan ends here.
    /// </summary>
    /// <param name="command">The command; no shell is in between.</param>
    /// <returns>How it ended. An exit code other than zero is no error.</returns>
    public Task<ProcessResult> Query(CommandText command) =>
        (command.Error ?? command.ArgumentsError) is { } error ? throw new ProviderException(error) : _runner.QueryAsync(new ProcessRequest(command.ToArguments()));

    /// <summary>Runs a shell command that only reads, as <see cref="Query"/> does.</summary>
    /// <param name="script">The command; its holes are quoted.</param>
    /// <returns>How it ended. An exit code other than zero is no error.</returns>
    public Task<ProcessResult> QueryShell(CommandText script) =>
        (script.Error ?? script.ShellError) is { } error ? throw new ProviderException(error) : _runner.QueryAsync(ProcessRequest.Shell(script.ToShell()));

    /// <summary>Plans and applies a resource. Called by generated code.</summary>
    /// <param name="builder">The resource.</param>
    public TaskAwaiter<Outcome> Await(ResourceBuilder builder) => _runner.RunAsync(builder).GetAwaiter();
}
