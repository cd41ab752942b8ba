using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace OpsMop.Analyzers;

/// <summary>Pipes whose first commands may fail without anybody noticing.</summary>
internal sealed class LostFailures : PolicyRule
{
    /// <summary>The call that a code fix adds.</summary>
    public const string Call = nameof(Call);

    public static readonly DiagnosticDescriptor Rule = Analyzers.Rule.Warning(
        "OPM3007",
        Category.Idempotence,
        "A failure is lost in a pipe",
        """
        A script ends as the last command of a pipe ends. `mysqldump shop | gzip > shop.sql.gz` succeeds though the dump failed, and leaves a valid, empty archive;
        with `Creates` it is never made again.

        Add `.Pipefail()`: the script fails if any command of a pipe does. `bash` runs it then, which must be on the host: `set -o pipefail` is an error in the `sh`
        of Debian. Where there is no bash, write to a file first, and read that in a command of its own.

        The rule speaks up where a program that fetches, dumps, unpacks or decrypts feeds something that keeps or acts on what it gets. `echo x | cmd`,
        `grep x f | wc -l` and loops are not its matter, a script that mentions `pipefail` or `PIPESTATUS` has thought of it, and where a reader may stop early (`head`, `grep -q`)
        `pipefail` would take the broken pipe for a failure.
        """);

    /// <summary>Programs that can fail half way for reasons outside of the policy.</summary>
    private static readonly HashSet<string> s_producers = new(
    [
        "curl", "wget", "mysqldump", "mariadb-dump", "mysql", "mariadb", "pg_dump", "pg_dumpall", "psql", "mongodump", "sqlite3", "redis-cli", "tar", "cpio",
        "dd", "ssh", "scp", "rsync", "git",
        "gpg", "openssl", "age", "zcat", "gunzip", "gzip", "bzip2", "bzcat", "xz", "xzcat", "zstd", "zstdcat", "unzip", "docker", "podman", "kubectl", "aws",
        "gsutil", "restic", "borg", "zfs",
        "btrfs", "ldapsearch", "slapcat", "pv",
    ]);

    /// <summary>Programs that only look at what they get: without a redirection nothing is kept.</summary>
    private static readonly HashSet<string> s_filters = new(
    [
        "grep", "egrep", "fgrep", "wc", "head", "tail", "sort", "uniq", "cut", "tr", "awk", "sed", "jq", "cat", "less", "more", "column", "diff", "cmp",
        "sha256sum", "sha1sum", "md5sum", "cksum",
        "read", "true", "logger", "fold", "nl", "xxd", "od", "test",
    ]);

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Check(PolicyBody body, Report report)
    {
        foreach (var use in body.Commands)
        {
            if (use is not { IsMain: true, IsShell: true, Resource: { } resource, Property: { } property }
                || use.Source.Text.IndexOf('|') < 0
                || use.Source.Script is not { IsIntricate: false } script
                || use.Source.Text.Contains("pipefail") || use.Source.Text.Contains("PIPESTATUS")
                || (property.FailsWithPipes is { } given && (resource.IsOpen || resource.Of(given).Any())))
            {
                continue;
            }

            if (script.Commands.Find(command => command.PipedFrom is not null && !command.IsPiped && Loses(command) is not null) is { } last
                && Loses(last) is { } producer)
            {
                var word = producer.Words[producer.ProgramIndex];
                report.Add(
                    Rule,
                    use.At(word.Start, word.End),
                    $"{use.Prefix}if {producer.Program} fails, the pipe goes on and the script succeeds. " +
                    (property.FailsWithPipes is { } name ? $"Add .{name}(), or write to a file first." : "Write to a file first."),
                    property.FailsWithPipes is { } call ? ImmutableDictionary<string, string?>.Empty.Add(Call, call + "()") : null);
            }
        }
    }

    /// <summary>The command whose failure is lost in the pipe that ends here; <see langword="null"/> where none is, or it does not matter.</summary>
    private static ShellCommand? Loses(ShellCommand last)
    {
        var keeps = last.Program is null || !s_filters.Contains(last.Program);
        ShellCommand? producer = null;
        for (var command = last; command is not null; command = command.PipedFrom)
        {
            if (command.PipedFrom is not null && StopsReading(command))
            {
                return null;
            }

            keeps |= command.Redirections.Exists(redirection => redirection.WritesOutput) || command.Program == "tee";
            producer = command != last && command.Program is { } program && s_producers.Contains(program) && !IsFed(command) ? command : producer;
        }

        return keeps ? producer : null;
    }

    /// <summary>
    /// Whether a command may stop before it has read all: the one that feeds it then ends by a signal, which is no failure, and would be one under pipefail.
    /// </summary>
    private static bool StopsReading(ShellCommand command) => command.Program switch
    {
        "head" or "read" => true,
        "grep" or "egrep" or "fgrep" => command.HasLetter('q') || command.HasLetter('m') || command.HasOption("--quiet", "--max-count"),
        "sed" => command.Arguments.Any(word => word.Text.IndexOf('q') >= 0),
        "awk" => command.Arguments.Any(word => word.Text.Contains("exit")),
        _ => false,
    };

    /// <summary>A compressor in the middle, fed by echo, has nothing to fail on.</summary>
    private static bool IsFed(ShellCommand command) => command.PipedFrom?.Program is "echo" or "printf" or "yes";
}
