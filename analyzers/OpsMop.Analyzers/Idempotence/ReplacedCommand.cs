using Microsoft.CodeAnalysis.CSharp;
using OpsMop.Generators;

namespace OpsMop.Analyzers;

/// <summary>A command whose work a type does.</summary>
internal sealed class ReplacedCommand
{
    private ReplacedCommand(ShellCommand command, string[] entry, ResourceTypeInfo type, ShellWord last, ShellWord? target)
    {
        Command = command;
        Entry = entry;
        Type = type;
        Last = last;
        Target = target;
    }

    public ShellCommand Command { get; }

    /// <summary>The words of <c>[InsteadOf]</c>.</summary>
    public string[] Entry { get; }

    public ResourceTypeInfo Type { get; }

    /// <summary>The last word of the command that says what it does.</summary>
    public ShellWord Last { get; }

    /// <summary>What the command is about, where one word says it.</summary>
    public ShellWord? Target { get; }

    /// <summary>Whether the type is about a path: small things that scripts do on the way.</summary>
    public bool IsPath => IsAboutPath(Type);

    /// <summary>Whether the command changes a part of what the type manages as a whole.</summary>
    public bool ChangesPart => IsPath && (Entry.Contains(">>") || Entry[0] == "sed" || (Entry[0] == "tee" && (Command.HasOption("--append") || Command.HasLetter('a'))));

    /// <summary>The call to write: <c>host.Package("nginx")</c>.</summary>
    public string Call => $"host.{Identifier.Pascal(Type.Name)}({(Target?.Constant is { } text ? SymbolDisplay.FormatLiteral(text, quote: true) : "…")})";

    /// <summary>
    /// Compares a command with the words of <c>[InsteadOf]</c>: the program, then options, a <c>*</c> for any word, a redirection, or the words in order,
    /// options between them.
    /// </summary>
    public static ReplacedCommand? Match(ShellCommand command, string[] entry, ResourceTypeInfo type)
    {
        var words = command.Words;
        var last = words[command.ProgramIndex];
        ShellWord? target = null;
        var at = command.ProgramIndex + 1;
        foreach (var wanted in entry.Skip(1))
        {
            if (wanted[0] == '>')
            {
                if (command.Redirections.Find(one => one.Operator == wanted && one.WritesOutput) is not { } redirection)
                {
                    return null;
                }

                target = redirection.Target;
            }
            else if (wanted[0] == '-')
            {
                if (command.Arguments.FirstOrDefault(word => HasOption(word, wanted)) is not { } option)
                {
                    return null;
                }

                last = option.Start > last.Start ? option : last;
            }
            else
            {
                var mayBeValue = false;
                while (at < words.Count && words[at].Text != wanted && (wanted != "*" || words[at].IsOption) && (words[at].IsOption || mayBeValue))
                {
                    mayBeValue = words[at].IsOption && words[at].Text.IndexOf('=') < 0;
                    at++;
                }

                if (at >= words.Count || (wanted != "*" && words[at].Text != wanted))
                {
                    return null;
                }

                target = wanted == "*" ? words[at] : target;
                last = words[at++];
            }
        }

        var isAboutPath = IsAboutPath(type);
        var operands = words.Skip(at).Where(word => !word.IsOption).ToList();
        if (target is null)
        {
            // Nothing to do it to: "apt-get -f install", or a list of holes that may be empty.
            if (operands.Count == 0)
            {
                return null;
            }

            target = operands.Count == 1 ? operands[0] : isAboutPath ? operands.FindLast(word => word.Text.StartsWith("/", StringComparison.Ordinal)) : null;
        }

        return CommandLimits.IsBeyond(command, isAboutPath, target) ? null : new ReplacedCommand(command, entry, type, last, target);
    }

    private static bool IsAboutPath(ResourceTypeInfo type) => type.Properties.Any(property => property is { IsKey: true, Claim: "Path" });

    private static bool HasOption(ShellWord word, string option) =>
        word.Text == option
        || (option.Length == 2 && word.HasLetter(option[1]))
        || (option.StartsWith("--", StringComparison.Ordinal) && word.Text.StartsWith(option + "=", StringComparison.Ordinal));
}
