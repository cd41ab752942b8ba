using Microsoft.CodeAnalysis;
using OpsMop.Parsing;

namespace OpsMop.Analyzers;

/// <summary>Commands that cannot be run as they are written: what the run time's own parsers say of the text, said while it is being typed.</summary>
internal sealed class CommandFaults : PolicyRule
{
    public static readonly DiagnosticDescriptor ShellSyntax = Rule.Error(
        CommandFault.Shell,
        Category.Idempotence,
        "A command with shell syntax, or a shell that is not needed",
        """
        `Command` starts a program without a shell. A pipe, a redirection or a variable in its text would be passed to the program as an argument, so it is an
        **error**: use `Shell`, or put the text in quotes where the program is to get it as it is.

        The other way round it is a **warning**: a `Shell` whose script is one program with its arguments needs no shell. `Command` starts the program itself;
        nothing can be expanded, split or misread on the way. The warning is silent where the two might differ: patterns, `~`, variables, assignments,
        comments, and programs that are also builtins of the shell, such as `test` and `echo`.
        """);

    public static readonly DiagnosticDescriptor PastQuoting = Rule.Error(
        CommandFault.Unquoted,
        Category.Security,
        "Text that reaches a shell past the quoting",
        """
        The holes of a command are quoted: whatever they hold is one argument. There are ways around that, and each lets whoever decides the text decide what
        the host runs:

        - a hole inside quotes, behind a backslash or `$`, in a comment or in backticks, where quoting it is not possible: take the quotes away;
        - a hole in a script that another shell reads, as in `sh -c {script}`, `eval {text}`, `ssh host {command}`: the quoting holds for the first shell, and
          the second one reads the text as syntax. Use `Shell`, or give the value as a parameter of the script: `sh -c 'grep "$1" list' sh {text}`;
        - `CommandText.Verbatim(text)` of what is not constant: nothing in it is quoted. Write an interpolated string.

        Numbers, ports, modes, units, durations, checksums and networks hold nothing that a shell could misread, and are fine everywhere but inside quotes, where no hole may stand.
        Where the text as a whole is a command that you trust, say so where everybody sees it:
        `#pragma warning disable OPM4006 // the command comes from our own release`.
        """);

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [InvalidValues.Rule, ShellSyntax, PastQuoting];

    public override void Check(PolicyBody body, Report report)
    {
        HashSet<(IOperation, string)>? said = null;
        foreach (var use in body.Commands)
        {
            if (Find(use) is { } fault && !IsOfASecondShell(use, fault) && (said ??= []).Add((use.Source.Origin, fault.Id)))
            {
                var text = fault.Id == CommandFault.Shell && use.Source.Parts[fault.Part] is { } literal ? CommandSplitter.ShellSyntaxOf(literal, fault.Offset) : null;
                report.Add(
                    fault.Id == CommandFault.Shell ? ShellSyntax : fault.Id == CommandFault.Unquoted ? PastQuoting : InvalidValues.Rule,
                    use.IsHere ? use.Source.LocationOf(fault.Part, fault.Offset, text?.Length ?? 1) : use.Value.Syntax.GetLocation(),
                    use.Property is null ? fault.Message : $"{use.Prefix}{use.Property.Name}: {fault.Message}");
            }
        }
    }

    private static CommandFault? Find(CommandUse use)
    {
        var parts = use.Source.Parts;
        if (parts.Count == 0)
        {
            // Nothing is written at all, which OPM2002 says.
            return null;
        }

        switch (use.IsShell)
        {
            case true:
                return ShellScanner.FindFault(parts) ?? Glued(use);
            case false:
                var words = CommandSplitter.Split(parts);
                return words.Fault ?? Glued(use) ?? words.ShellFault;
            default:
                // Who runs it, nobody sees here: only what is wrong either way is wrong.
                return ShellScanner.FindFault(parts) is not null ? CommandSplitter.Split(parts).Fault : null;
        }
    }

    /// <summary>A hole in quotes of <c>sh -c '…'</c>: without the quotes it would be as wrong, and <see cref="PastTheQuoting"/> says what to do.</summary>
    private static bool IsOfASecondShell(CommandUse use, CommandFault fault) =>
        use.IsHere && fault.Id == CommandFault.Unquoted && fault.Part < use.Source.Parts.Count && use.Source.Parts[fault.Part] is null
        && PastTheQuoting.Find(use).Any(found => found.Hole == use.Source.Parts.Take(fault.Part).Count(part => part is null));

    private static CommandFault? Glued(CommandUse use)
    {
        var holes = use.Source.Holes;
        return holes.Any(hole => IsList(hole.Type))
            ? CommandSplitter.FindGluedList(use.Source.Parts, number => IsList(holes[number].Type))
            : null;
    }

    /// <summary>Whether each element of a hole becomes an argument of its own.</summary>
    private static bool IsList(ITypeSymbol? type) =>
        type is IArrayTypeSymbol
        || (type is INamedTypeSymbol { SpecialType: not SpecialType.System_String } named
            && (named.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IReadOnlyList_T
                || named.AllInterfaces.Any(one => one.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IReadOnlyList_T)));
}
