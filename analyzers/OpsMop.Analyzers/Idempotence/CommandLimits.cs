namespace OpsMop.Analyzers;

/// <summary>What commands can do and types cannot: there the policy is not pointed to a type.</summary>
internal static class CommandLimits
{
    private static readonly Dictionary<string, string[]> s_options = new()
    {
        ["curl"] =
        [
            "-X", "--request", "-d", "--data", "--data-raw", "--data-binary", "--data-urlencode", "--json", "-F", "--form", "-T", "--upload-file",
            "-u", "--user", "-H", "--header", "-b", "-c", "-K", "--config", "-E", "--cert", "--cacert", "-w", "--write-out", "--resolve",
            "-x", "--proxy", "-C", "-I", "--head", "--unix-socket", "-z", "--time-cond", "-n", "--netrc", "--oauth2-bearer", "--key",
        ],
        ["wget"] =
        [
            "--post-data", "--post-file", "--header", "--user", "--password", "-r", "--recursive", "-m", "--mirror", "--spider", "-i", "-c",
            "--method", "-N", "--timestamping", "--ca-certificate", "--certificate", "-P",
        ],
        ["chmod"] = ["--reference"],
        ["chown"] = ["--reference", "--from", "-h", "--no-dereference"],
        ["chgrp"] = ["--reference", "-h", "--no-dereference"],
        ["touch"] = ["-d", "-t", "-r", "-m", "-a", "-c", "--date", "--reference", "--no-create"],
        ["ln"] = ["-t", "-r", "--relative", "--target-directory"],
        ["rm"] = ["-i", "-I"],
        ["apt-get"] = ["-s", "--simulate", "--dry-run", "-d", "--download-only", "--reinstall", "-t", "--target-release", "-f", "--fix-broken"],
        ["apt"] = ["-s", "--simulate", "--dry-run", "-d", "--download-only", "--reinstall", "-t", "--target-release", "-f", "--fix-broken"],
        ["aptitude"] = ["-s", "--simulate", "-d", "--download-only", "-t", "--target-release"],
        ["systemctl"] = ["--user", "--global", "--root", "--runtime", "-H", "--host", "-M", "--machine", "--no-block"],
        ["useradd"] = ["-p", "--password", "-e", "--expiredate", "-K", "--key", "-R", "--root", "-P", "--prefix", "-f", "--inactive", "-o", "-k"],
        ["adduser"] = ["--disabled-login"],
        ["usermod"] = ["-p", "--password", "-e", "--expiredate", "-L", "--lock", "-U", "--unlock", "-l", "--login", "-f", "--inactive", "-R", "--root", "-o", "-v", "-w", "-V", "-W", "--add-subuids", "--add-subgids"],
        ["groupmod"] = ["-n", "--new-name", "-p", "--password", "-o"],
        ["groupadd"] = ["-p", "--password", "-o", "-K"],
    };

    /// <summary>Whether no type does what a command does.</summary>
    /// <param name="command">The command.</param>
    /// <param name="isAboutPath">Whether the type in question is about a path.</param>
    /// <param name="target">What the command is about, where one word says it.</param>
    public static bool IsBeyond(ShellCommand command, bool isAboutPath, ShellWord? target)
    {
        if (command.Depth > 0 || command.Arguments.Any(word => word.IsExpanded || word.HasGlob || word.HasTilde || word.Text.IndexOf('{') >= 0))
        {
            return true;
        }

        // What a pipe brings, the policy does not know; "echo text | tee file" it does.
        if (isAboutPath && (command.IsPiped || command.PipedFrom is not null and not { Program: "echo" or "printf", PipedFrom: null }))
        {
            return true;
        }

        if (isAboutPath && (target is { IsExpanded: true } or { HasGlob: true } or { HasTilde: true } || IsKernels(target?.Text)))
        {
            return true;
        }

        var program = command.Program!;
        return (s_options.TryGetValue(program, out var options)
            && (command.HasOption(options) || options.Any(option => option.Length == 2 && program is not "curl" && command.HasLetter(option[1]))))
            || program switch
            {
                "curl" => command.Arguments.Any(word => word.Text is "-" or "/dev/null"),
                "wget" => command.Arguments.Any(word => word.Text is "-" or "/dev/null" || word.Text.EndsWith("O-", StringComparison.Ordinal)),

                // "+x" says nothing of the rest of the mode.
                "chmod" => command.Operands.FirstOrDefault() is { } mode && mode.Text.IndexOfAny(['+', '-']) >= 0,
                "apt-get" or "apt" or "aptitude" => command.Operands.Any(word =>
                    word.HasPath || word.Text.IndexOf('/') >= 0 || word.Text.EndsWith(".deb", StringComparison.Ordinal) || word.Text.EndsWith("-", StringComparison.Ordinal)),

                // Copies and joins what others wrote; a here-document is the policy's own text.
                "cat" => command.Operands.Any() || !command.Redirections.Exists(one => one.Operator == "<<"),

                // A copy of what is on the host.
                "tee" => command.Redirections.Exists(one => one.Operator == "<"),
                "systemctl" => command.Operands.Any(word => word.Text.EndsWith(".target", StringComparison.Ordinal)),
                _ => false,
            };
    }

    /// <summary>Below these folders are no files: writing to them tells the kernel something.</summary>
    private static bool IsKernels(string? path) =>
        path is not null
            && (path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal)
                || path.StartsWith("/sys/", StringComparison.Ordinal));
}
