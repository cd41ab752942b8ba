namespace OpsMop.Analyzers;

/// <summary>Programs that change nothing.</summary>
internal static class ReadOnlyPrograms
{
    private static readonly HashSet<string> s_always = new(
    [
        "grep", "egrep", "fgrep", "test", "[", "cat", "ls", "stat", "head", "tail", "wc", "df", "du", "id", "whoami", "groups", "uname", "ps", "pgrep", "which", "getent",
        "dpkg-query", "true", "false", "sleep", "echo", "printf", "diff", "cmp", "sha256sum", "sha1sum", "md5sum", "cksum", "pwd", "readlink", "realpath",
        "basename", "dirname",
        "ping", "sort", "awk", "cut", "tr", "uniq", "jq", "nproc", "free", "uptime", "lsblk", "findmnt", "mountpoint", "ss", "netstat", "journalctl",
        "apt-cache", "pg_isready", "exit", ":",
    ]);

    private static readonly Dictionary<string, string[]> s_verbs = new()
    {
        ["systemctl"] = ["is-active", "is-enabled", "is-failed", "status", "show", "cat", "list-units", "list-timers", "list-unit-files"],
        ["git"] = ["status", "log", "rev-parse", "diff", "describe", "ls-remote", "ls-files", "show"],
        ["dpkg"] = ["-l", "-s", "-L", "--list", "--status", "--compare-versions"],
        ["rpm"] = ["-q", "-qa", "-qi"],
        ["nginx"] = ["-t", "-v", "-V", "-T"],
        ["sshd"] = ["-t", "-T"],
        ["docker"] = ["ps", "inspect", "images", "logs"],
        ["hostname"] = ["-f", "-s", "-I"],
    };

    private static readonly string[] s_sending = ["-X", "--request", "-d", "--data", "--data-raw", "--data-binary", "-F", "--form", "-T", "--upload-file", "-o", "-O", "--output", "--remote-name"];

    /// <summary>Whether all that a script runs changes nothing.</summary>
    public static bool Has(ShellScript script) => script is { IsIntricate: false, Commands.Count: > 0 } && script.Commands.TrueForAll(Has);

    /// <summary>Whether a script ends in a failure by its own words; it never counts as changed.</summary>
    public static bool AlwaysFails(ShellScript script) =>
        script is { IsIntricate: false, Commands: { Count: > 0 } commands }
        && commands[commands.Count - 1] is { PipedFrom: null } last
        && (last.Program == "false" || (last.Program == "exit" && last.Operands.FirstOrDefault()?.Constant is { } code && code.Trim('0').Length > 0))
        && commands.TrueForAll(Has);

    private static bool Has(ShellCommand command)
    {
        if (command.Redirections.Exists(redirection => redirection.WritesFile) || command.Program is not { } program)
        {
            return false;
        }

        var first = command.Arguments.FirstOrDefault()?.Text;
        return s_always.Contains(program)
            || (s_verbs.TryGetValue(program, out var verbs) && first is not null && verbs.Contains(first))
            || (program == "curl" && !command.HasOption(s_sending)
                && !command.Arguments.Any(word => word.HasLetter('o') || word.HasLetter('O') || word.HasLetter('X') || word.HasLetter('d')));
    }
}
