using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace OpsMop.Analyzers;

/// <summary>Commands that do what a type of resource does: <c>[InsteadOf]</c>.</summary>
internal sealed class CommandsInsteadOfTypes : PolicyRule
{
    /// <summary>What a code fix writes after <c>host.</c>.</summary>
    public const string Replacement = nameof(Replacement);

    public static readonly DiagnosticDescriptor Rule = Analyzers.Rule.Warning(
        "OPM3002",
        Category.Idempotence,
        "A command where a type exists",
        """
        The command does what a type of resource does. The type looks first and does nothing where nothing is to do; its plan says what would change, its diff shows
        it, and an undo takes it back. Of a command nobody knows any of that.

        The rule reads `[InsteadOf]` of the types of the project and of all packages, so it names a type only where it is there, and knows yours as it knows ours.
        It looks behind `sudo`, `env`, options and paths (`/usr/bin/apt-get -y install`). What a script does to single files on its way (`mkdir`, `rm`, `curl -o`)
        is left alone unless it is all that the script does. Silent as well: handlers, procedures and what stands behind `WhenChanged`; the questions `Unless` and
        `OnlyIf`; patterns and variables of the shell, which a type does not expand; and options that no type has, such as `curl --header`, `chmod +x`,
        `apt-get install ./local.deb`, `systemctl --user`.

        The fix replaces a command that is word for word what the type does, and has no settings that would be lost.
        """);

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Check(PolicyBody body, Report report)
    {
        foreach (var use in body.Commands)
        {
            if (use is not { IsMain: true, Resource: { } resource }
                || use.Source.Script is not { IsIntricate: false } script
                || script.Commands.Select(body.Compilation.TypesForCommands.Find).OfType<ReplacedCommand>().ToList() is not { Count: > 0 } replaced
                || OnDemand.Is(resource, body))
            {
                continue;
            }

            foreach (var one in replaced)
            {
                if (one.Type.Symbol.Equals(resource.Type.Symbol, SymbolEqualityComparer.Default) || (one.IsPath ? !IsAlone(one, script) : IsStep(one, replaced, script)))
                {
                    continue;
                }

                var words = one.Command.Words;
                report.Add(
                    Rule,
                    use.At(words[one.Command.ProgramIndex].Start, one.Last.End),
                    use.Prefix + Advice(one),
                    use.IsHere && resource is { IsOpen: false, Settings.Count: 0 } && CommandReplacement.Find(one, use.Source) is { } code
                        ? ImmutableDictionary<string, string?>.Empty.Add(Replacement, code)
                        : null);
            }
        }
    }

    private static string Advice(ReplacedCommand one)
    {
        var command = string.Join(" ", one.Entry.Where(word => word != "*"));
        return one.ChangesPart
            ? $"what '{command}' does to a part of a file is done again in the next run. Use {one.Call} for the whole file, or for a file of your own in a folder such as conf.d."
            : $"{one.Call} does what '{command}' does, and knows when there is nothing to do. Use it instead.";
    }

    /// <summary>Whether the script does nothing else; the echo that feeds a tee belongs to it.</summary>
    private static bool IsAlone(ReplacedCommand one, ShellScript script) =>
        script.Commands.TrueForAll(command => command == one.Command || command == one.Command.PipedFrom);

    /// <summary>Whether it is one of several steps that belong together: stop the service, move its data, start it.</summary>
    private static bool IsStep(ReplacedCommand one, IReadOnlyList<ReplacedCommand> replaced, ShellScript script) =>
        script.Commands.Count > replaced.Count && replaced.Any(other => other.Type == one.Type && !other.Entry.SequenceEqual(one.Entry));
}
