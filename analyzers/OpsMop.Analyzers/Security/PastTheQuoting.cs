using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OpsMop.Analyzers;

/// <summary>Text that a second shell reads, and text that nobody quotes: what <see cref="CommandFaults.PastQuoting"/> says beyond the run time's own checks.</summary>
internal sealed class PastTheQuoting : PolicyRule
{
    private static readonly HashSet<string> s_shells = new(["sh", "bash", "dash", "ash", "zsh", "ksh"]);

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [CommandFaults.PastQuoting];

    public override void Check(PolicyBody body, Report report)
    {
        foreach (var call in body.Invocations)
        {
            if (CommandUse.IsVerbatim(call, body.Types) && call.Arguments is [{ Value: var text }] && !IsConstant(text, body))
            {
                report.Add(
                    CommandFaults.PastQuoting,
                    text.Syntax.GetLocation(),
                    "The text is not constant, and nothing in it is quoted: whoever decides what it holds decides what runs. Write an interpolated string, whose holes are quoted.");
            }
        }

        HashSet<IOperation>? seen = null;
        foreach (var use in body.Commands)
        {
            if (use is { IsHere: true, Source.Holes.Count: > 0 } && (seen ??= []).Add(use.Source.Origin))
            {
                Check(use, report);
            }
        }
    }

    /// <summary>Whether all of an expression's arms are constant.</summary>
    private static bool IsConstant(IOperation text, PolicyBody body) => ConstantReader.Arms(text).All(arm => body.Constants.TryRead(arm, out _));

    /// <summary>The holes that a second shell reads, with the program that is or calls it.</summary>
    public static IEnumerable<(int Hole, string Program)> Find(CommandUse use)
    {
        foreach (var command in use.Source.Script.Commands)
        {
            // sudo and env hand their arguments over as they are; the program behind them counts.
            if (command.Program is not { } program)
            {
                continue;
            }

            foreach (var number in Scripts(program, [.. command.Arguments]).SelectMany(word => word.Holes))
            {
                if (use.Source.HoleValues[number] is null && MayMislead(use.Source.Holes[number].Type))
                {
                    yield return (number, program);
                }
            }
        }
    }

    private static void Check(CommandUse use, Report report)
    {
        foreach (var (hole, program) in Find(use))
        {
            report.Add(
                CommandFaults.PastQuoting,
                use.Source.Holes[hole].Syntax.GetLocation(),
                $"{use.Prefix}the hole is quoted once, and {program} reads what it holds as a script. {Remedy(program)}");
        }
    }

    private static string Remedy(string program) => program switch
    {
        "ssh" => "Pass it on the standard input, or run a role on that host.",
        "eval" => "Run the command without eval.",
        "su" or "runuser" => "Use .As(\"user\") and run the command itself.",
        _ => "Use Shell, or pass it as a parameter of the script: " + program + " -c 'echo \"$1\"' " + program + " {value}.",
    };

    /// <summary>The words that a program hands to a shell.</summary>
    private static IEnumerable<ShellWord> Scripts(string program, IReadOnlyList<ShellWord> arguments)
    {
        if (program == "eval")
        {
            return arguments;
        }

        if (s_shells.Contains(program))
        {
            for (var i = 0; i < arguments.Count; i++)
            {
                if (arguments[i].Constant is not { } text || text.Length == 0 || text[0] is not ('-' or '+'))
                {
                    // A script file, and what it is given.
                    return [];
                }

                if (arguments[i].HasLetter('c'))
                {
                    return arguments.Skip(i + 1).SkipWhile(word => word.IsOption && word.Constant is not null).Take(1);
                }

                i += text is "-o" or "+o" or "-O" or "--rcfile" or "--init-file" ? 1 : 0;
            }

            return [];
        }

        if (program is "su" or "runuser")
        {
            for (var i = 0; i + 1 < arguments.Count; i++)
            {
                if (arguments[i].Text is "-c" or "--command" || arguments[i].HasLetter('c'))
                {
                    return [arguments[i + 1]];
                }
            }

            return arguments.Where(word => word.Text.StartsWith("--command=", StringComparison.Ordinal));
        }

        return program == "ssh" ? RemoteCommand(arguments) : [];
    }

    /// <summary>What ssh sends: all words behind the host, which the shell there reads as one line.</summary>
    private static IEnumerable<ShellWord> RemoteCommand(IReadOnlyList<ShellWord> arguments)
    {
        const string Valued = "bcDEeFIiJLlmOopQRSWw";
        for (var i = 0; i < arguments.Count; i++)
        {
            var word = arguments[i];
            if (!word.IsOption)
            {
                return arguments.Skip(i + 1);
            }

            i += word.Text.Length == 2 && Valued.IndexOf(word.Text[1]) >= 0 ? 1 : 0;
        }

        return [];
    }

    /// <summary>Whether a value of the type can hold what a shell reads as syntax.</summary>
    private static bool MayMislead(ITypeSymbol? type) =>
        type is not null
        && (type.SpecialType == SpecialType.System_String
            || type is IArrayTypeSymbol
            || (type.SpecialType == SpecialType.None && type.TypeKind is TypeKind.Class or TypeKind.Interface)
            || type.Name == "AbsolutePath");
}
