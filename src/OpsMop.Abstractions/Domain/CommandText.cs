using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using OpsMop.Parsing;

namespace OpsMop;

/// <summary>
/// A command with holes: <c>Command($"git -C {dir} pull")</c>. It is made from an interpolated string only, so that what the holes hold can never
/// be read as words or syntax: without a shell a hole is one argument, with a shell it is quoted. Write no quotes around holes.
/// </summary>
/// <remarks>A string that the program makes at run time needs <see cref="Verbatim"/>, where everybody sees it.</remarks>
[InterpolatedStringHandler]
public sealed class CommandText : IDomainValue
{
    private static readonly string[] s_reserved =
    [
        "if", "then", "else", "elif", "fi", "do", "done", "case", "esac", "while", "until", "for", "in", "function", "select", "time", "coproc",
    ];

    // Literals and holes in order. Neighbouring literals are one part: syntax may span them.
    private readonly List<Part> _parts;
    private CommandFault? _holeFault;
    private Reading? _reading;

    /// <summary>Begins a command; for the compiler.</summary>
    /// <param name="literalLength">How many characters are literal.</param>
    /// <param name="formattedCount">How many holes there are.</param>
    public CommandText(int literalLength, int formattedCount) => _parts = new List<Part>((formattedCount * 2) + 1);

    /// <summary>Always true: a command that is not given is <see langword="null"/>.</summary>
    public bool IsGiven => true;

    /// <summary>What is wrong with the command for <c>Command</c> and <c>Shell</c> alike, such as a hole that was not given or stands inside quotes.
    /// Who runs it asks <see cref="ArgumentsError"/> or <see cref="ShellError"/>, which have the rest.</summary>
    public string? Error => Fault?.Message;

    /// <summary>What is wrong with it as a command without a shell, <see cref="Error"/> included; <see langword="null"/> if nothing is.</summary>
    public string? ArgumentsError => ArgumentsFault?.Message;

    /// <summary>What is wrong with it as a script of a shell, <see cref="Error"/> included; <see langword="null"/> if nothing is.</summary>
    public string? ShellError => ShellFault?.Message;

    /// <summary>Whether the literal text has something outside quotes that only a shell understands, such as <c>|</c>.</summary>
    public bool HasShellSyntax => Read().Words.ShellSyntax is not null;

    /// <summary>What <see cref="Error"/> says, with its rule.</summary>
    internal CommandFault? Fault => _holeFault ?? (Read() is { Arguments: { } fault, Shell: not null } ? fault : null);

    /// <summary>What <see cref="ArgumentsError"/> says, with its rule.</summary>
    internal CommandFault? ArgumentsFault => _holeFault ?? Read().Arguments;

    /// <summary>What <see cref="ShellError"/> says, with its rule.</summary>
    internal CommandFault? ShellFault => _holeFault ?? Read().Shell;

    /// <summary>
    /// A command from a string that the program made. It is read as literal text: words split at blanks, quotes and all; nothing in it is quoted for you.
    /// </summary>
    /// <param name="command">The command.</param>
    public static CommandText Verbatim(string command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var text = new CommandText(command.Length, 0);
        text.AppendLiteral(command);
        return text;
    }

    /// <summary>Appends literal text; for the compiler.</summary>
    /// <param name="value">The text.</param>
    public void AppendLiteral(string value)
    {
        _reading = null;
        if (_parts.Count > 0 && _parts[^1].Literal is { } before)
        {
            _parts[^1] = new Part(before + value, null, null);
        }
        else if (value.Length > 0)
        {
            _parts.Add(new Part(value, null, null));
        }
    }

    /// <summary>Appends an argument, which may be empty. <see langword="null"/> is an error.</summary>
    /// <param name="value">The argument.</param>
    public void AppendFormatted(string? value) =>
        AppendHole(value, value is null ? "A hole of the command holds nothing (null); give it a value, or build the command without it." : null);

    /// <summary>Appends a number.</summary>
    /// <param name="value">The number.</param>
    public void AppendFormatted(int value) => AppendHole(value.ToString(CultureInfo.InvariantCulture), null);

    /// <summary>Appends a number.</summary>
    /// <param name="value">The number.</param>
    public void AppendFormatted(long value) => AppendHole(value.ToString(CultureInfo.InvariantCulture), null);

    /// <summary>Appends a character: without this, C# would take it for a number.</summary>
    /// <param name="value">The character.</param>
    public void AppendFormatted(char value) => AppendHole(value.ToString(), null);

    /// <summary>Appends a path.</summary>
    /// <param name="value">The path.</param>
    public void AppendFormatted(AbsolutePath value) => AppendValue(value);

    /// <summary>Appends a mode, as four octal digits.</summary>
    /// <param name="value">The mode.</param>
    public void AppendFormatted(UnixMode value) => AppendValue(value);

    /// <summary>Appends a port.</summary>
    /// <param name="value">The port.</param>
    public void AppendFormatted(Port value) => AppendValue(value);

    /// <summary>Appends the name of a unit, with its type.</summary>
    /// <param name="value">The name.</param>
    public void AppendFormatted(UnitName value) => AppendValue(value);

    /// <summary>Appends a duration in its canonical text, such as <c>1m30s</c>.</summary>
    /// <param name="value">The duration.</param>
    public void AppendFormatted(Duration value) => AppendValue(value);

    /// <summary>Appends a checksum, as 64 hexadecimal digits.</summary>
    /// <param name="value">The checksum.</param>
    public void AppendFormatted(Sha256 value) => AppendValue(value);

    /// <summary>Appends a network.</summary>
    /// <param name="value">The network.</param>
    public void AppendFormatted(Cidr value) => AppendValue(value);

    /// <summary>Appends each element as an argument of its own. The hole must stand alone, with blanks around it. An empty list is no argument.</summary>
    /// <param name="values">The arguments.</param>
    public void AppendFormatted(IReadOnlyList<string>? values)
    {
        if (values is null)
        {
            AppendFormatted((string?)null);
            return;
        }

        _reading = null;
        string[] copy = [.. values];
        _parts.Add(new Part(null, null, copy));
        foreach (string value in copy)
        {
            Check(value, value is null ? "A list in the command has an element that holds nothing (null); leave it out." : null);
        }
    }

    /// <summary>Appends a text. One with a secret in it is an error: arguments are seen by every user of the machine.</summary>
    /// <param name="value">The text.</param>
    public void AppendFormatted(Text? value)
    {
        if (value is { IsSecret: true })
        {
            AppendSecret();
        }
        else
        {
            AppendHole(value?.Reveal(), value is null ? "A hole of the command holds nothing (null); give it a value, or build the command without it." : value.Error);
        }
    }

    /// <summary>Does not compile: arguments are seen by every user of the machine.</summary>
    /// <param name="value">The secret.</param>
    [Obsolete("A secret in a command can be seen by every user of the machine: use .SecretFile(…) or .Stdin(…).", error: true)]
    public void AppendFormatted(Secret? value) => AppendSecret();

    /// <summary>The program and its arguments, for a process that no shell starts.</summary>
    /// <exception cref="InvalidOperationException">The command is wrong; see <see cref="ArgumentsError"/>.</exception>
    public IReadOnlyList<string> ToArguments()
    {
        if (ArgumentsError is { } error)
        {
            throw new InvalidOperationException(error);
        }

        Part[] holes = [.. _parts.Where(part => part.Literal is null)];
        var arguments = new List<string>();
        foreach (IReadOnlyList<CommandPiece> word in Read().Words.Words)
        {
            if (word.Count == 1 && word[0].Literal is null && holes[word[0].Hole].List is { } list)
            {
                arguments.AddRange(list);
            }
            else
            {
                arguments.Add(word.Count switch
                {
                    0 => "",
                    1 => word[0].Literal ?? holes[word[0].Hole].Value!,
                    _ => string.Concat(word.Select(piece => piece.Literal ?? holes[piece.Hole].Value)),
                });
            }
        }

        return arguments;
    }

    /// <summary>The script for <c>sh -c</c>: literal text as it is, each hole quoted.</summary>
    /// <exception cref="InvalidOperationException">The command is wrong; see <see cref="ShellError"/>.</exception>
    public string ToShell() => ShellError is { } error ? throw new InvalidOperationException(error) : Print();

    /// <summary>The script for <c>sh -c</c>, for people; also where it is wrong.</summary>
    public override string ToString() => Print();

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\r' or '\n';

    private static bool IsPlain(string value)
    {
        foreach (char c in value)
        {
            if (!(char.IsAsciiLetterOrDigit(c) || c is '_' or '@' or '%' or '+' or ':' or ',' or '.' or '/' or '-'))
            {
                return false;
            }
        }

        return value.Length > 0 && Array.IndexOf(s_reserved, value) < 0;
    }

    private void AppendValue<T>(T value)
        where T : struct, IDomainValue =>
        AppendHole(
            value.ToString(),
            value.IsGiven ? value.Error : $"A hole of the command holds a {typeof(T).Name} that was not given; give it a value, or build the command without it.");

    private void AppendSecret()
    {
        _holeFault ??= new CommandFault(CommandFault.Secret, SecretFaults.InCommand, 0, 0);
        AppendHole("***", null);
    }

    private void AppendHole(string? value, string? error)
    {
        _reading = null;
        _parts.Add(new Part(null, value ?? "", null));
        Check(value, error);
    }

    private void Check(string? value, string? error)
    {
        error ??= value!.Contains('\0') ? "A hole of the command holds a NUL character, which no argument can have; remove it." : null;
        if (error is not null)
        {
            _holeFault ??= new CommandFault(CommandFault.Invalid, error, 0, 0);
        }
    }

    private string Print()
    {
        var script = new StringBuilder();
        for (int i = 0; i < _parts.Count; i++)
        {
            Part part = _parts[i];
            if (part.Literal is not null)
            {
                script.Append(part.Literal);
            }
            else if (part.List is { } list)
            {
                for (int j = 0; j < list.Length; j++)
                {
                    AppendQuoted(j == 0 ? script : script.Append(' '), list[j] ?? "", IsPlain(list[j] ?? ""));
                }
            }
            else
            {
                // Without quotes only where the neighbours cannot make something else of it: a name after $x, an assignment, a number before >.
                char before = i == 0 ? ' ' : _parts[i - 1].Literal?[^1] ?? '\0';
                char after = i + 1 == _parts.Count ? ' ' : _parts[i + 1].Literal?[0] ?? '\0';
                bool apart = (IsBlank(before) || before is '=' or '/' or ':' or ',') && (IsBlank(after) || after is ';' or '|' or '&' or ')' or '/' or ':' or ',');
                AppendQuoted(script, part.Value!, apart && IsPlain(part.Value!));
            }
        }

        return script.ToString();
    }

    private static void AppendQuoted(StringBuilder script, string value, bool plain)
    {
        if (plain)
        {
            script.Append(value);
        }
        else
        {
            script.Append(ShellQuoting.Quote(value));
        }
    }

    private Reading Read()
    {
        if (_reading is { } known)
        {
            return known;
        }

        string?[] literals = [.. _parts.Select(part => part.Literal)];
        CommandWords words = CommandSplitter.Split(literals);
        bool[] lists = [.. _parts.Where(part => part.Literal is null).Select(part => part.List is not null)];
        CommandFault? glued = CommandSplitter.FindGluedList(literals, hole => lists[hole]);
        return _reading = new Reading(words, words.Fault ?? glued ?? words.ShellFault, ShellScanner.FindFault(literals) ?? glued);
    }

    private readonly record struct Part(string? Literal, string? Value, string[]? List);

    private sealed record Reading(CommandWords Words, CommandFault? Arguments, CommandFault? Shell);
}
