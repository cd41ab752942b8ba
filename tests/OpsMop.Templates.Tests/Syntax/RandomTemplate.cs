using System.Text;
using OpsMop.Templates.Syntax;

namespace OpsMop.Templates.Tests.Syntax;

/// <summary>Makes templates by chance: most are right, all have what people and fools write.</summary>
internal sealed class RandomTemplate(int seed, SyntaxOptions options)
{
    private static readonly string[] Names =
    [
        "a", "b", "foo", "x1", "_p", "loop", "items", "if", "in", "not", "is", "and", "or", "else", "recursive", "with", "true", "none", "None", "é", "名",
        "caller",
    ];

    private static readonly string[] Numbers =
    [
        "0", "1", "42", "1_000", "0x1F", "0o17", "0b1_01", "00", "1e3", "1.5e-3", "2.5", "1_0.2_5", "1E5", "12345678901234567890", "0xFFFFFFFFFFFFFFFFFF",
        "1e999", "9223372036854775807",
    ];

    private static readonly string[] Strings =
    [
        "''", "'s'", "\"t\"", "'a\\nb'", "'\\x41\\u00e9\\U0001F600'", "'it\\'s'", "\"q\\\"\"", "'\\101\\7\\d\\é\\\\'", "'é名😀'",
        "'}}'", "'%}'", "'{{ x }}'", "'a\nb'", "'a\\\nb'", "'\\😀\\名'",
    ];

    private static readonly string[] Filters = ["upper", "default", "join", "a.b", "map", "e"];

    private static readonly string[] Tests = ["defined", "divisibleby", "in", "none", "odd", "sameas", "a.b", "eq"];

    private static readonly string[] Texts =
    [
        "text", " ", "  ", "\n", "\r\n", "\r", "\n\n", " \n ", "\t", "  \n\t", "é", "<a>", "{", "}", "%", "#", "{ {", "} }", "- ", "+",
        "a\n  b", "\u00a0\n", "\u2003", "\x1c", "\v", "\f",
    ];

    private readonly Random _random = new(seed);

    public static SyntaxOptions[] OptionSets { get; } =
    [
        SyntaxOptions.Default,
        new() { TrimBlocks = true, LstripBlocks = true },
        new() { TrimBlocks = true, KeepTrailingNewline = false },
        new() { LstripBlocks = true, LineStatementPrefix = "#", LineCommentPrefix = "##" },
        new() { TrimBlocks = true, LineStatementPrefix = "%", LineCommentPrefix = "%#" },
        new() { BlockStart = "<%", BlockEnd = "%>", VariableStart = "<%=", VariableEnd = "%>", CommentStart = "<%#", CommentEnd = "%>" },
        new() { BlockStart = "[%", BlockEnd = "%]", VariableStart = "[[", VariableEnd = "]]", CommentStart = "[#", CommentEnd = "#]", LstripBlocks = true },
        new() { BlockStart = "{", BlockEnd = "}", VariableStart = "${", VariableEnd = "}", CommentStart = "{*", CommentEnd = "*}", TrimBlocks = true },
        new()
        {
            BlockStart = "<!--", BlockEnd = "-->", VariableStart = "(((", VariableEnd = ")))", CommentStart = "<!---", CommentEnd = "--->",
            LstripBlocks = true, TrimBlocks = true,
        },
        new() { LineStatementPrefix = "{", LineCommentPrefix = "//", LstripBlocks = true, KeepTrailingNewline = false },
    ];

    public string Next(int size = 4)
    {
        var text = Body(size, false);
        return _random.Next(3) == 0 ? Mutate(text) : text;
    }

    /// <summary>A text with a few characters or pieces taken out, put in, doubled or swapped.</summary>
    public string Mutate(string text)
    {
        string[] pieces =
        [
            options.BlockStart, options.BlockEnd, options.VariableStart, options.VariableEnd, options.CommentStart, options.CommentEnd,
            "-", "+", " ", "\n", "'", "\"", "(", ")", "[", "]", "{", "}",
            "|", ".", ",", ":", "=", "==", "!", "!=", "*", "**", "/", "//", "%", "~", "if", "else", "elif", "endif", "for", "endfor", "in", "is",
            "not", "and", "or",
            "raw", "endraw", "set", "endset",
            "block", "endblock", "\\", "0", "1.5", "_", "x", "é", "😀", "²", "\u00b7", ";", "<", ">=", "&", "?", "@", "#", "##", "\0",
            "do", "break", "required", "scoped", "autoescape",
        ];
        var result = new StringBuilder(text);
        for (int i = _random.Next(3); i >= 0; i--)
        {
            int at = _random.Next(result.Length + 1);
            int length = Math.Min(_random.Next(4) == 0 ? _random.Next(20) : 1, result.Length - at);
            switch (_random.Next(4))
            {
                case 0:
                    result.Remove(at, length);
                    break;
                case 1:
                    result.Insert(at, Pick(pieces));
                    break;
                case 2:
                    result.Insert(at, result.ToString(at, length));
                    break;
                default:
                    result.Remove(at, length).Insert(Math.Min(at, result.Length), Pick(pieces));
                    break;
            }
        }

        return result.ToString();
    }

    public string Expression(int depth)
    {
        if (depth <= 0)
        {
            return _random.Next(6) switch { 0 => Pick(Numbers), 1 => Pick(Strings), _ => Pick(Names) };
        }

        string E() => Expression(depth - 1 - _random.Next(2));
        var space = Pick("", " ", " ", "  ", "\n");
        return _random.Next(26) switch
        {
            0 => $"{E()}{space}{Pick("+", "-", "*", "/", "//", "%", "**", "~")}{space}{E()}",
            1 => $"{E()} + {E()} {Pick("~", "*", "-", "**")} {E()}",
            2 => $"{E()} {Pick("and", "or")} {E()}",
            3 => $"not {E()}",
            4 => $"{E()} {Pick("==", "!=", "<", ">", "<=", ">=", "in", "not in")} {E()}",
            5 => $"{E()}<{E()} not  in {E()}=={E()}",
            6 => $"({E()})",
            7 => $"({E()}, {E()}{Pick("", ",")})",
            8 => $"[{E()}, {E()}{Pick("", ",", ", " + E())}]",
            9 => $"{{{E()}: {E()}{Pick("", ",", ", 'k':" + E())}}}",
            10 => $"{E()} if {E()} else {E()}",
            11 => $"{E()} if {E()}",
            12 => $"{E()}{space}|{space}{Pick(Filters)}{Arguments(depth)}",
            13 => $"{E()} is {Pick("", "not ")}{Pick(Tests)}{Pick("", "", Arguments(depth), " " + E())}",
            14 => $"{E()}.{Pick(Pick(Names), Pick(Names), "0", "1", "upper")}",
            15 => $"{E()}[{Pick(E(), E() + ":" + E(), ":", "::" + E(), E() + "," + E(), ":" + E() + ":", "")}]",
            16 => $"{Pick(Names)}{Arguments(depth)}",
            17 => $"{Pick("-", "+", "- ", "--")}{E()}",
            18 => Pick("()", "[]", "{}", "(1,)", "1, 2", "''\"x\" 'y'"),
            19 => $"{E()} ~ {E()} ~ {E()}",
            20 => $"{Pick(Names)}.{Pick(Names)}({E()})[{E()}]",
            21 => $"{E()}|{Pick(Filters)}|{Pick(Filters)}{Arguments(depth)} is {Pick(Tests)}",
            _ => Pick(Names),
        };
    }

    private string Arguments(int depth)
    {
        string E() => Expression(depth - 2);
        return _random.Next(7) switch
        {
            0 => "()",
            1 => $"({E()})",
            2 => $"({E()}, {E()},)",
            3 => $"({E()}, k={E()})",
            4 => $"(k={E()}, l={E()}, *{Pick(Names)}, **{Pick(Names)})",
            5 => $"(*{E()}, {Pick("k=" + E(), "**" + E(), "k=1, k=2")})",
            _ => "",
        };
    }

    private string Body(int depth, bool inLoop)
    {
        var result = new StringBuilder();
        for (int i = _random.Next(1, 5); i > 0; i--)
        {
            result.Append(_random.Next(3) == 0 ? Pick(Texts) : Node(depth, inLoop));
            result.Append(_random.Next(3) == 0 ? Pick(Texts) : "");
        }

        return result.ToString();
    }

    private string Tag(string content)
    {
        if (options.LineStatementPrefix is { } prefix && _random.Next(3) == 0)
        {
            return $"\n{Pick("", "  ", "\t")}{prefix}{Pick("", "", " ", "-", "+")} {content.Replace("\n", " ")}{Pick("\n", "\n", "  \n\n", "\n  ")}";
        }

        var inner = Pick("", "", "-", "+") + Pick(" ", " ", "", "\n") + content + Pick(" ", " ", "\n") + Pick("", "", "-", "+");
        return options.BlockStart + inner + options.BlockEnd + Pick("", "", "\n", " \n");
    }

    private string Node(int depth, bool inLoop)
    {
        string E() => Expression(_random.Next(4));
        string B(bool loop = false) => depth <= 0 ? Pick(Texts) : Body(depth - 2, loop);
        string Target() => Pick("x", "y", "k, v", "(k, v)", "a, (b, c)", "a,", "loop", "x.y", "1", "[a]");
        if (depth <= 0 || _random.Next(3) == 0)
        {
            return options.VariableStart + Pick("", "", "-", "+") + Pick(" ", " ", "") + E() + Pick(" ", " ", "") + Pick("", "", "-", "") + options.VariableEnd;
        }

        return _random.Next(30) switch
        {
            0 or 1 => Tag($"if {E()}{Pick("", "", ":")}") + B(inLoop) + Tag("endif"),
            2 => Tag($"if {E()}") + B(inLoop) + Tag($"elif {E()}") + B(inLoop) + Tag($"elif {E()}") + B(inLoop) + Tag("else") + B(inLoop) + Tag("endif"),
            3 or 4 or 5 => Tag($"for {Target()} in {E()}{Pick("", "", ", " + E())}{Pick("", "", " if " + E())}{Pick("", "", " recursive")}") + B(true)
                + Pick("", "", Tag("else") + B(inLoop)) + Tag("endfor"),
            6 => Tag($"set {Pick(Target(), "ns.x")} = {E()}{Pick("", ", " + E())}"),
            7 => Tag($"set {Target()}{Pick("", "|upper", " | join(1) | e")}") + B(inLoop) + Tag("endset"),
            8 => Tag($"macro {Pick(Names)}({Pick("", "a", "a, b=" + E(), "a=1, b", "a, a", "caller", "caller=none", "a,")})") + B() + Tag("endmacro"),
            9 => Tag($"call{Pick(" ", "(x) ", "(x, y=1) ")}{Pick(Names)}{Arguments(2)}") + B() + Tag("endcall"),
            10 => Tag($"filter {Pick(Filters)}{Arguments(2)}{Pick("", "|" + Pick(Filters))}") + B(inLoop) + Tag("endfilter"),
            11 => Tag($"with {Pick("", Target() + " = " + E(), "a=1, b=" + E(), "a, b = 1")}") + B(inLoop) + Tag("endwith"),
            12 => BlockTag(B()),
            13 => Tag($"include {E()}{Pick("", " ignore missing")}{Pick("", " with context", " without context")}"),
            14 => Tag($"import {E()} as {Pick(Names)}{Pick("", " with context", " without context")}"),
            15 => Tag($"from {E()} import {Pick("a", "a, b as c", "a, with context", "with context", "_a", "a as _b without context", "a, b,")}"),
            16 => Tag($"extends {E()}"),
            17 => Tag($"do {E()}"),
            18 => Tag($"print {Pick("", E(), E() + ", " + E())}"),
            19 => Tag(Pick("break", "continue")),
            20 or 21 => options.BlockStart + Pick("", "-", "+") + " raw " + Pick("", "-") + options.BlockEnd + Pick("\n", " ", "") + B()
                + options.BlockStart + Pick("", "-", "+") + " endraw " + Pick("", "-", "+") + options.BlockEnd + Pick("", "\n"),
            22 or 23 => options.CommentStart + Pick("", "-", "+") + Pick(" c ", "", B()) + Pick("", "-", "+") + options.CommentEnd + Pick("", "\n"),
            24 => options.LineCommentPrefix is { } comment ? Pick("", "\n", "  ", "x") + comment + Pick(" c\n", "\n", "-c\n") : "",
            25 => Tag(Pick("autoescape true", "endif", "unknown", "else", "trans", "raw", "", "1", "end")),
            _ => Pick(Texts),
        };
    }

    private string BlockTag(string body)
    {
        string name = Pick("b", "c", "d", "e", "f", "g") + _random.Next(20);
        return Tag($"block {name}{Pick("", "", " scoped")}{Pick("", "", " required", "-x")}")
            + Pick(body, " ", options.CommentStart + options.CommentEnd)
            + Tag("endblock" + Pick("", " " + name, " other"));
    }

    private T Pick<T>(params T[] choices) => choices[_random.Next(choices.Length)];
}
