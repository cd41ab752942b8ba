using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using OpsMop.Generators;

namespace OpsMop.Analyzers;

/// <summary>Scripts that need no shell: the warning of OPM3006, whose error <see cref="CommandFaults"/> reports.</summary>
internal sealed class NeedlessShell : PolicyRule
{
    /// <summary>The method that a code fix calls instead.</summary>
    public const string Method = nameof(Method);

    /// <summary>Programs that a shell has built in, some of which exist only there.</summary>
    private static readonly HashSet<string> s_builtins = new(
    [
        "cd", ".", ":", "[", "test", "export", "ulimit", "umask", "source", "eval", "exec", "set", "unset", "read", "wait", "trap", "command", "type", "hash",
        "alias", "unalias", "local",
        "return", "exit", "shift", "times", "let", "declare", "jobs", "fg", "bg", "getopts", "builtin", "shopt", "echo", "printf", "kill", "true", "false",
        "pwd", "readonly", "break",
        "continue", "pushd", "popd", "time", "enable", "logout", "caller", "mapfile", "disown", "suspend", "history", "typeset", "select", "function", "in", "esac",
    ]);

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [CommandFaults.ShellSyntax];

    public override void Check(PolicyBody body, Report report)
    {
        foreach (var use in body.Commands)
        {
            if (use is { IsMain: true, IsShell: true, IsHere: true, Resource: { } resource, Property: { IsArgument: true, WithoutShell: { } type } property }
                && resource.Argument(property) is { } argument
                && ConstantReader.Arms(argument).Take(2).Count() == 1
                && !resource.Settings.Any(setting => setting.Property?.Name == property.FailsWithPipes)
                && NeedsNone(use.Source)
                && !(body.Compilation.TypesForCommands.ReplaceAll(use.Source.Script) && !OnDemand.Is(resource, body)))
            {
                var method = Identifier.Pascal(type);
                report.AddWarning(
                    CommandFaults.ShellSyntax,
                    resource.Location,
                    $"{resource.Name}: nothing in the script needs a shell. Use {method}, which starts the program itself.",
                    resource is { IsOpen: false } && !resource.Has("FailedWhen") && KnownTypes.Is(ConstantReader.Arms(argument).First().Type, body.Types.CommandText)
                        && argument.Syntax is not Microsoft.CodeAnalysis.CSharp.Syntax.IdentifierNameSyntax
                        ? ImmutableDictionary<string, string?>.Empty.Add(Method, method)
                        : null);
            }
        }
    }

    private static bool NeedsNone(CommandSource source) =>
        source.Script is { HasSyntax: false, Single: { } command }
        && source.Text.IndexOf('\n') < 0
        && Parsing.CommandSplitter.Split(source.Parts) is { Fault: null, ShellFault: null }
        && command.Words.Count > 0
        && command.Words[0].Constant is { } program
        && !s_builtins.Contains(program)
        && !command.Words.Exists(word => word.Text.IndexOfAny(['{', '}', '\\', '!', '^']) >= 0 || (word.Text.IndexOf('~') >= 0 && !word.IsQuoted));
}
