namespace OpsMop;

/// <summary>Runs <c>git</c> for one checkout: as its owner, without questions, and with nothing of it written into anybody's configuration.</summary>
internal sealed class GitTool
{
    private readonly string[] _prefix;
    private readonly Dictionary<string, string> _environment;
    private readonly TimeSpan? _limit;

    /// <summary>Git for a checkout.</summary>
    /// <param name="want">The checkout.</param>
    public GitTool(GitResource want)
    {
        // The directory may be another user's than the one who runs git, such as root's agent in an image: said for this call only.
        _prefix = ["git", "-c", $"safe.directory={want.Path}", "-c", "advice.detachedHead=false", "-c", "gc.autoDetach=false"];
        _environment = new() { ["LC_ALL"] = "C", ["GIT_TERMINAL_PROMPT"] = "0", ["GIT_OPTIONAL_LOCKS"] = "0" };
        if (want.SshKey.IsGiven || want.KnownHosts.IsGiven)
        {
            // git gives the command to a shell.
            var ssh = "ssh -o BatchMode=yes -o StrictHostKeyChecking=yes";
            if (want.SshKey.IsGiven)
            {
                ssh += $" -o IdentitiesOnly=yes -i {ShellQuoting.Quote(want.SshKey.Value)}";
            }

            if (want.KnownHosts.IsGiven)
            {
                ssh += $" -o {ShellQuoting.Quote($"UserKnownHostsFile=\"{want.KnownHosts}\"")}";
            }

            _environment["GIT_SSH_COMMAND"] = ssh;
        }

        _limit = want.Common.Timeout;
    }

    /// <summary>Asks something; it is for the caller to look at how it ended.</summary>
    /// <param name="system">Where.</param>
    /// <param name="user">Who asks; <see langword="null"/> for the agent's user.</param>
    /// <param name="cancel">Ends it.</param>
    /// <param name="arguments">What is asked, without <c>git</c>.</param>
    /// <exception cref="ProviderException">There is no git.</exception>
    public async ValueTask<ProcessResult> QueryAsync(ISystemReader system, string? user, CancellationToken cancel, params string[] arguments)
    {
        var result = await system.QueryAsync(Request(user, arguments), cancel).ConfigureAwait(false);
        if (result.ExitCode == ProcessResult.NotFound && user is not null)
        {
            // In a plan the user may be yet to be made. What can be told without them is told; the plan knows that it is not certain.
            result = await system.QueryAsync(Request(null, arguments), cancel).ConfigureAwait(false);
        }

        return result.ExitCode == ProcessResult.NotFound
            ? throw new ProviderException("The program git is not installed. Declare host.Package(\"git\") above.")
            : result;
    }

    /// <summary>The same, for what cannot fail but in an odd way.</summary>
    /// <inheritdoc cref="QueryAsync"/>
    public async ValueTask<string> AskAsync(ISystemReader system, string? user, CancellationToken cancel, params string[] arguments)
    {
        var result = await QueryAsync(system, user, cancel, arguments).ConfigureAwait(false);
        return result.Succeeded ? result.Output : throw SystemTool.Failure("git " + string.Join(' ', arguments), result);
    }

    /// <summary>Runs what changes something; a failure throws.</summary>
    /// <param name="system">Where.</param>
    /// <param name="user">Who runs it; <see langword="null"/> for the agent's user.</param>
    /// <param name="cancel">Ends it.</param>
    /// <param name="arguments">What is run, without <c>git</c>.</param>
    public async ValueTask RunAsync(ISystem system, string? user, CancellationToken cancel, params IReadOnlyList<string> arguments)
    {
        var result = await system.RunAsync(Request(user, arguments), cancel).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw SystemTool.Failure("git " + string.Join(' ', arguments), result);
        }
    }

    /// <summary>Runs what may fail.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public async ValueTask<bool> TryAsync(ISystem system, string? user, CancellationToken cancel, params IReadOnlyList<string> arguments) =>
        (await system.RunAsync(Request(user, arguments), cancel).ConfigureAwait(false)).Succeeded;

    private ProcessRequest Request(string? user, IReadOnlyList<string> arguments) =>
        new([.. _prefix, .. arguments]) { Environment = _environment, User = user, Timeout = _limit };
}
