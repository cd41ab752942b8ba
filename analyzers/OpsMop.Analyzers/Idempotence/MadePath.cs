using Microsoft.CodeAnalysis.CSharp;

namespace OpsMop.Analyzers;

/// <summary>The path that a command makes, where the command itself names it.</summary>
internal static class MadePath
{
    /// <summary>The path as C#; <see langword="null"/> where it is not certain.</summary>
    public static string? Find(CommandSource source)
    {
        if (source.Script.Single is not { IsPiped: false } command || source.Script.Commands[0].Redirections.Count > 0)
        {
            return null;
        }

        var operands = command.Operands.ToList();
        var made = command.Program switch
        {
            "touch" when operands.Count == 1 && !command.Arguments.Any(word => word.IsOption) => operands[0],
            "mkdir" when operands.Count == 1 && command.Arguments.All(word => !word.IsOption || word.Text is "-p" or "--parents") => operands[0],

            // Where the target may be a folder that is there already, the copy is below it.
            "cp" when operands.Count == 2 && Extension(operands[0].Text) is { } extension && Extension(operands[1].Text) == extension
                && command.Arguments.All(word => !word.IsOption || word.Text is "-p" or "-a" or "-r" or "-R") => operands[1],
            _ => null,
        };
        return made is null || made.IsExpanded || made.HasGlob || made.HasTilde ? null : CodeOf(made, source, mustBePath: true);
    }

    /// <summary>A word as C#: the expression of the hole that it is, or a literal; <see langword="null"/> where it is put together from both.</summary>
    /// <param name="word">The word.</param>
    /// <param name="source">The command that it stands in.</param>
    /// <param name="mustBePath">Whether it must be an absolute path.</param>
    public static string? CodeOf(ShellWord word, CommandSource source, bool mustBePath)
    {
        if (word.Holes.Count == 0)
        {
            return word.Constant is { } text && (!mustBePath || text.StartsWith("/", StringComparison.Ordinal)) ? SymbolDisplay.FormatLiteral(text, quote: true) : null;
        }

        return word.Holes is [var number] && word.End - word.Start == 1
            && source.Holes[number] is var hole
            && (mustBePath ? hole.Type?.Name == "AbsolutePath" : hole.Type?.SpecialType == Microsoft.CodeAnalysis.SpecialType.System_String)
            ? hole.Syntax.ToString()
            : null;
    }

    private static string? Extension(string path)
    {
        var name = path.Substring(path.LastIndexOf('/') + 1);
        return name.LastIndexOf('.') is > 0 and var dot ? name.Substring(dot) : null;
    }
}
