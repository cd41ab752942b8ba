using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OpsMop.Templates.Corpus;

/// <summary>Writes a template and values from a seed: statements and expressions that mostly make sense, over values that are awkward.</summary>
internal sealed class CorpusGenerator(int seed)
{
    private static readonly string[] Integers = ["0", "1", "-1", "2", "3", "7", "10", "42", "255", "-5", "100", "9223372036854775807", "18446744073709551616"];

    private static readonly string[] Floats = ["0.5", "1.0", "-2.75", "1e16", "1e-7", "3.14159", "100.0", "2.5", "0.1", "1e300"];

    private static readonly string[] Texts =
    [
        "", "a", "Hello World", "it's", "say \"hi\"", "é", "😀x", "line1\nline2", "  pad ", "<b>&amp;</b>", "a,b,c", "None", "ß", "10", "3.7", "{{ x }}", "tab\there",
        "back\\slash", "The quick brown fox jumps over the lazy dog", "ÀÉî", "1_000", "http://example.com/?a=1&b=2", "x=y", "UPPER", "mixed Case words",
    ];

    private readonly List<(string Name, char Type)> _names = [];
    private readonly Dictionary<string, string> _templates = new(StringComparer.Ordinal);

    // Mixed, or the numbers of one seed would be those of the one before, from the second on.
    private ulong _state = Mix((ulong)seed * 0xD1342543DE82EF95UL);

    private int _made;
    private int _loops;
    private bool _inMacro;

    public CorpusCase Make()
    {
        string values = Values();
        int kind = Below(10);
        string main = kind switch
        {
            0 => Inheritance(),
            1 => Includes(),
            2 => Imports(),
            _ => Body(3, 3 + Below(5)),
        };
        _templates[CorpusCase.Main] = main;
        return new CorpusCase
        {
            Name = $"seed {seed}",
            Templates = _templates,
            Values = values,
            TrimBlocks = Chance(25),
            LstripBlocks = Chance(25),
            KeepTrailingNewline = Chance(80),
        };
    }

    private string Inheritance()
    {
        string top = Body(1, 2);
        string parent = Text() + Block("head", 2) + Text() + "{% block body scoped %}" + Body(2, 2) + "{% endblock %}" + Text() + Block("foot", 1);
        _templates["base"] = parent;
        var child = new StringBuilder("{% extends " + (Chance(80) ? "'base'" : "['none', 'base'][1]") + " %}");
        child.Append(Chance(50) ? top : "");
        if (Chance(70))
        {
            child.Append("{% block head %}").Append(Chance(50) ? "{{ super() }}" : "").Append(Body(2, 2)).Append("{% endblock %}");
        }

        if (Chance(50))
        {
            child.Append("{% block body %}").Append(Body(2, 2)).Append(Chance(50) ? "{{ super() }}{{ self.head() }}" : "").Append("{% endblock %}");
        }

        return child.ToString();
    }

    private string Block(string name, int depth) => "{% block " + name + " %}" + Body(depth, 2) + "{% endblock %}";

    private string Includes()
    {
        int before = _names.Count;
        _templates["part"] = Body(2, 3);
        _names.RemoveRange(before, _names.Count - before);
        return Body(1, 2) + Tag("include 'part'") + Body(1, 1)
            + Pick("{% include 'none' ignore missing %}", "{% include ['none', 'part'] %}", "{% include 'part' with context %}", "{% for q in [1, 2] %}{% include 'part' %}{% endfor %}");
    }

    private string Imports()
    {
        int before = _names.Count;
        var library = new StringBuilder();
        library.Append("{% set answer = 42 %}{% set _hidden = 1 %}");
        library.Append("{% macro one(a, b=2) %}[{{ a }}|{{ b }}").Append("{{ varargs|length }}]{% endmacro %}");
        library.Append("{% macro two(x='d') %}{{ x }}{{ caller(x) if caller is defined else '-' }}{% endmacro %}");
        _templates["library"] = library.ToString();
        string head = Chance(50)
            ? "{% import 'library' as lib %}{{ lib.answer }}{{ lib.one(" + Int(1) + ") }}{{ lib.one(" + Str(1) + ", b=" + Int(1) + ", *[1, 2][2:]) }}"
            : "{% from 'library' import one, two as zwei, answer with context %}{{ one(" + Any(1) + ") }}{{ zwei() }}{% call(v) zwei(" + Str(1) + ") %}<{{ v }}>{% endcall %}{{ answer }}";
        string rest = Body(2, 3);
        _names.RemoveRange(before, _names.Count - before);
        return head + rest;
    }

    private string Body(int depth, int count)
    {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++)
        {
            text.Append(Statement(depth));
            if (Chance(40))
            {
                text.Append(Text());
            }
        }

        return text.ToString();
    }

    private string Inner(int depth)
    {
        int before = _names.Count;
        string body = Body(depth, 1 + Below(2));
        _names.RemoveRange(before, _names.Count - before);
        return body;
    }

    private string Statement(int depth)
    {
        if (depth <= 0 || Chance(35))
        {
            return Chance(15) ? Text() : Print(2);
        }

        switch (Below(19))
        {
            case 0:
            case 1:
                return Tag("if " + Bool(2)) + Inner(depth - 1) + (Chance(30) ? Tag("elif " + Bool(2)) + Inner(depth - 1) : "")
                    + (Chance(50) ? Tag("else") + Inner(depth - 1) : "") + Tag("endif");
            case 2:
            case 3:
            case 4:
                return For(depth);
            case 5:
                return Unpacking(depth);
            case 6:
            case 7:
                return Set();
            case 8:
                string captured = New("c");
                string inner = Inner(depth - 1);
                string result = Tag("set " + captured + (Chance(40) ? " | " + Pick("upper", "trim", "replace('a', 'b')", "length") : "")) + inner + Tag("endset");
                _names.Add((captured, 'y'));
                return result;
            case 9:
                return With(depth);
            case 10:
                return Tag("filter " + Pick("upper", "lower", "trim", "replace('e', '3')", "indent(2)", "title", "e", "trim | upper")) + Inner(depth - 1) + Tag("endfilter");
            case 11:
            case 12:
                return Macro(depth);
            case 13:
                string counter = New("ns");
                return Tag("set " + counter + " = namespace(n=" + Int(1) + ")") + Tag("for k in " + List(1)) + Tag("set " + counter + ".n = " + counter + ".n ~ 'x'")
                    + Tag("endfor") + "{{ " + counter + ".n }}";
            case 14:
                string list = New("v");
                string code = Tag("set " + list + " = [" + Int(1) + "]") + Tag("do " + list + ".append(" + Any(1) + ")") + "{{ " + list + "|length }}";
                _names.Add((list, 'y'));
                return code;
            case 15:
                return "{# a comment #}" + Pick("{% raw %}{{ raw }}{% endraw %}", "{%- raw -%} {% if %} {%- endraw %}", "{#- x -#}");
            case 16:
                return "{% for n in [[1, [2, [3]]], [4]] recursive %}{{ loop.depth }}{% if n is iterable %}({{ loop(n) }}){% else %}{{ n }}{% endif %}{% endfor %}";
            case 17:
                string maybe = Pick("a1", "b1", "z9");
                return Tag("if " + Bool(1)) + Tag("set " + maybe + " = " + Any(1)) + Tag("endif") + "{{ " + maybe + " is defined }}";
            default:
                return Print(3);
        }
    }

    private string For(int depth)
    {
        string name = New("x");
        (string items, char type) = Below(4) switch
        {
            0 => (List(1), 'y'),
            1 => (Ints(1), 'i'),
            2 => (Strs(1), 's'),
            _ => ("u", 'o'),
        };
        int before = _names.Count;
        _names.Add((name, type));
        string condition = Chance(20) ? " if " + Bool(1) : "";
        _loops++;
        var body = new StringBuilder();
        if (Chance(30))
        {
            body.Append("{{ ").Append(Pick(
                "loop.index", "loop.index0", "loop.first", "loop.last", "loop.length", "loop.revindex", "loop.revindex0", "loop.cycle('odd', 'even')",
                "loop.changed(loop.index0 // 2)", "loop.previtem|default('none')", "loop.nextitem is defined", "loop.depth")).Append(" }}");
        }

        body.Append(Body(depth - 1, 1 + Below(2)));
        if (Chance(15))
        {
            body.Append(Tag("if loop.index " + Pick("==", ">", "<") + " " + Below(4))).Append(Pick("{% break %}", "{% continue %}")).Append("{% endif %}").Append(Print(1));
        }

        if (Chance(15))
        {
            body.Append(Tag("set " + name + " = " + Any(1))).Append("{{ ").Append(name).Append(" }}");
        }

        _loops--;
        _names.RemoveRange(before, _names.Count - before);
        return Tag("for " + name + " in " + items + condition) + body + (Chance(25) ? Tag("else") + Inner(depth - 1) : "") + Tag("endfor");
    }

    private string Unpacking(int depth)
    {
        string key = New("k");
        string value = New("w");
        string items = Pick("d.items()", "d|dictsort", "p", "d|items", "[(1, 'a'), (2, 'b')]", "m|groupby('0')");
        int before = _names.Count;
        _names.Add((key, 'y'));
        _names.Add((value, 'y'));
        _loops++;
        string body = "{{ " + key + " }}={{ " + value + " }}" + Body(depth - 1, 1);
        _loops--;
        _names.RemoveRange(before, _names.Count - before);
        return Tag("for " + key + ", " + value + " in " + items) + body + Tag("endfor");
    }

    private string Set()
    {
        string name = New("v");
        (string value, char type) = Typed(2);
        _names.Add((name, type));
        if (Chance(15))
        {
            string second = New("v");
            string result = Tag("set " + name + ", " + second + " = " + value + ", " + Any(1));
            _names.Add((second, 'y'));
            return result;
        }

        return Tag("set " + name + " = " + value);
    }

    private string With(int depth)
    {
        int before = _names.Count;
        string name = New("t");
        (string value, char type) = Typed(2);
        _names.Add((name, type));
        string body = Body(depth - 1, 2);
        _names.RemoveRange(before, _names.Count - before);
        return Tag("with " + name + " = " + value) + body + Tag("endwith");
    }

    private string Macro(int depth)
    {
        string name = New("mac");
        int before = _names.Count;
        bool outer = _inMacro;
        _inMacro = true;
        int loops = _loops;
        _loops = 0;
        string fallback = Any(1);
        _names.Add(("pa", 'y'));
        _names.Add(("pb", 'y'));
        string body = Body(depth - 1, 1 + Below(2)) + Pick("", "{{ kwargs|dictsort }}{{ varargs }}", "{{ caller('z') if caller else 'no' }}", "{{ varargs|length }}");
        _names.RemoveRange(before, _names.Count - before);
        _inMacro = outer;
        _loops = loops;
        string definition = Tag("macro " + name + "(pa, pb=" + fallback + ")") + body + Tag("endmacro");
        string call = Pick(
            "{{ " + name + "(" + Any(1) + ") }}",
            "{{ " + name + "(" + Any(1) + ", " + Any(1) + ") }}",
            "{{ " + name + "(pb=" + Any(1) + ", pa=" + Int(1) + ") }}",
            "{{ " + name + "(*[" + Int(1) + ", " + Str(1) + "]) }}",
            "{{ " + name + "(1)|upper }}",
            body.Contains("caller", StringComparison.Ordinal) ? "{% call(y) " + name + "(" + Str(1) + ") %}[{{ y }}]{% endcall %}" : "{{ " + name + "(**{'pa': " + Int(1) + "}) }}",
            body.Contains("kwargs", StringComparison.Ordinal) ? "{{ " + name + "(1, 2, 3, k=4, *[5]) }}" : "{{ " + name + ".name }}{{ " + name + ".arguments }}");
        return definition + call;
    }

    private string Print(int depth) => "{{" + Pick("", "-", "", "", "", "") + " " + Any(depth) + " " + Pick("", "-", "", "", "", "") + "}}";

    private string Tag(string inside) => "{%" + Pick("", "", "", "", "-", "+", "") + " " + inside + " " + Pick("", "", "", "-", "", "+", "") + "%}";

    private string Text() => Pick(" ", "\n", "text", "\n  ", "a: ", ";\n", "  \n\n", "{ }", "é\n", "# x\n", "\t", "100%\n");

    private (string Code, char Type) Typed(int depth) => Below(6) switch
    {
        0 => (Int(depth), 'i'),
        1 => (Str(depth), 's'),
        2 => (Bool(depth), 'b'),
        3 => (Ints(depth), 'l'),
        4 => (Strs(depth), 'm'),
        _ => (Float(depth), 'f'),
    };

    private string Any(int depth) => Below(12) switch
    {
        0 or 1 or 2 => Int(depth),
        3 or 4 or 5 => Str(depth),
        6 => Bool(depth),
        7 => List(depth),
        8 => Float(depth),
        9 => Dict(depth),
        10 => Pick("none", "missing|default('d')", "missing is defined", "d.nokey|default(1)", "u[0].name", "(1, 'a')", "(none,)", "[]", "{}", "()", "n", "'a' if false"),
        _ => Var('y') ?? Int(depth),
    };

    private string Int(int depth)
    {
        if (depth <= 0 || Chance(30))
        {
            return Var('i') ?? Pick("i", "j", "1", "2", "7", Below(100).ToString(CultureInfo.InvariantCulture), "-3", "0x1f", "1_000");
        }

        return Below(16) switch
        {
            0 => $"{Int(depth - 1)} + {Int(depth - 1)}",
            1 => $"({Int(depth - 1)} - {Int(depth - 1)})",
            2 => $"{Int(depth - 1)} * {Pick("2", "3", "-1", "0")}",
            3 => $"({Int(depth - 1)}) // {Pick("2", "3", "-2", "7")}",
            4 => $"({Int(depth - 1)}) % {Pick("2", "3", "-5", "10")}",
            5 => $"{Str(depth - 1)}|length",
            6 => $"{Ints(depth - 1)}|sum",
            7 => $"{List(depth - 1)}|length",
            8 => $"({Int(depth - 1)})|abs",
            9 => $"{Str(depth - 1)}|int({Below(9)})",
            10 => $"({Int(depth - 1)} if {Bool(depth - 1)} else {Int(depth - 1)})",
            11 => $"({Str(depth - 1)}).{Pick("count('a')", "find('o')", "rfind('e')")}",
            12 => $"-({Int(depth - 1)})",
            13 => $"{Pick("2", "3", "10")} ** {Pick("2", "3", "10", "0")}",
            14 => _loops > 0 && !_inMacro ? "loop.index" : "i",
            _ => $"({Float(depth - 1)})|int",
        };
    }

    private string Float(int depth) => depth <= 0 || Chance(40)
        ? Var('f') ?? Pick("f", "g", "1.5", "0.25", "2e3")
        : Below(6) switch
        {
            0 => $"({Int(depth - 1)}) / {Pick("2", "3", "7")}",
            1 => $"(({Float(depth - 1)})|round({Pick("", "1", "2", "0, 'floor'", "1, 'ceil'")}))",
            2 => $"({Float(depth - 1)} * {Pick("2", "0.5", "-1")})",
            3 => $"({Str(depth - 1)}|float)",
            4 => $"({Float(depth - 1)} + {Int(depth - 1)})",
            _ => $"2 ** -{Below(4) + 1}",
        };

    private string Str(int depth)
    {
        if (depth <= 0 || Chance(30))
        {
            return Var('s') ?? Pick("s", "t", "'abc'", "\"it's\"", "'a' 'b'", "'\\n'", "'é'", "''", "'Foo Bar'", "'%'");
        }

        string inner = Str(depth - 1);
        return Below(26) switch
        {
            0 => $"({inner} ~ {Any(depth - 1)})",
            1 => $"({inner} + {Str(depth - 1)})",
            2 => $"({inner})|upper",
            3 => $"({inner})|{Pick("lower", "title", "capitalize", "trim", "reverse", "string", "e", "striptags", "urlencode", "safe", "forceescape", "wordcount|string")}",
            4 => $"({inner})|replace({Pick("'a', 'b'", "'l', ''", "'', '-'", "'o', '0', 1")})",
            5 => $"({inner})|truncate({Pick("5, true, ''", "8", "9, false, '…', 0", "3, true, '.'")})",
            6 => $"({inner})|center({Below(20)})",
            7 => $"({inner})|indent({Pick("2", "4, true", "1, blank=true", "'> '")})",
            8 => $"({inner})|wordwrap({Pick("5", "10", "8, false", "7, wrapstring='|'")})",
            9 => $"({inner})[{Pick("1:", ":2", "::-1", "-3:", "1:-1", "::2", "5:1:-1")}]",
            10 => $"{Strs(depth - 1)}|join({Pick("','", "", "' '", "', '")})",
            11 => $"({inner}).{Pick("upper()", "lower()", "strip()", "swapcase()", "title()", "replace('a', 'A')", "zfill(6)", "ljust(8, '.')", "rjust(8)", "center(9, '*')", "capitalize()", "lstrip()", "expandtabs(4)", "casefold()")}",
            12 => $"'%s-%s' % ({Any(depth - 1)}, {Int(depth - 1)})",
            13 => $"'%05.1f|%-6s|%x' % ({Float(0)}, {Str(0)}, {Pick("255", "16", "0")})",
            14 => $"'{{0}}:{{1!r}}:{{n:>5}}'.format({Any(depth - 1)}, {Str(depth - 1)}, n={Pick("1", "'a'", "2.5")})",
            15 => $"({Any(depth - 1)})|tojson",
            16 => $"({Any(depth - 1)})|string",
            17 => $"({inner} if {Bool(depth - 1)} else {Str(depth - 1)})",
            18 => $"({inner} * {Pick("0", "2", "-1", "3")})",
            19 => $"'%d items: %s'|format({Pick("1", "2", "i")}, {inner})",
            20 => $"({Any(depth - 1)})|pprint",
            21 => $"({Pick("i", "j", "f", "1000", "1500000", "0")})|filesizeformat{Pick("", "(true)")}",
            22 => $"missing|default({inner})",
            23 => $"({inner} or {Str(depth - 1)})",
            24 => $"({inner})|list|join('.')",
            _ => $"({inner} and {Str(depth - 1)})",
        };
    }

    private string Bool(int depth)
    {
        if (depth <= 0 || Chance(15))
        {
            return Var('b') ?? Pick("b", "c", "true", "false", "not b");
        }

        return Below(15) switch
        {
            0 => $"{Int(depth - 1)} {Pick("==", "!=", "<", "<=", ">", ">=")} {Int(depth - 1)}",
            1 => $"{Str(depth - 1)} {Pick("==", "!=", "<", ">=")} {Str(depth - 1)}",
            2 => $"{Str(depth - 1)} {Pick("in", "not in")} {Str(depth - 1)}",
            3 => $"({Bool(depth - 1)} {Pick("and", "or")} {Bool(depth - 1)})",
            4 => $"not {Bool(depth - 1)}",
            5 => $"({Any(depth - 1)}) is {Pick("", "not ")}{Pick("string", "number", "mapping", "sequence", "iterable", "none", "boolean", "integer", "float", "defined", "undefined", "true", "false", "callable")}",
            6 => $"({Int(depth - 1)}) is {Pick("odd", "even", "divisibleby 3", "divisibleby(2)", "eq 1", "lt 5", "ge(0)", "in [1, 2, 3]")}",
            7 => $"({Int(0)} in {Ints(depth - 1)})",
            8 => $"({Any(depth - 1)} == {Any(depth - 1)})",
            9 => $"1 < {Int(depth - 1)} < 50",
            10 => $"({Str(depth - 1)}) is {Pick("lower", "upper", "sameas 1", "eq 'abc'")}",
            11 => $"'{Pick("k", "a", "zz")}' in d",
            12 => $"({Str(depth - 1)}).{Pick("startswith('a')", "endswith('b')", "isdigit()", "isalpha()", "isupper()", "isspace()", "istitle()", "isalnum()")}",
            13 => _loops > 0 && !_inMacro ? "loop.first" : "b",
            _ => $"{Any(depth - 1)} is defined",
        };
    }

    private string List(int depth) => Below(3) switch { 0 => Ints(depth), 1 => Strs(depth), _ => Mixed(depth) };

    private string Ints(int depth) => depth <= 0 || Chance(30)
        ? Var('l') ?? Pick("l", "[1, 2, 3]", "[3, 1, 2, 3]", "[]", "range(4)|list", "[5]")
        : Below(14) switch
        {
            0 => $"{Ints(depth - 1)}|sort{Pick("", "(reverse=true)")}",
            1 => $"{Ints(depth - 1)}|unique|list",
            2 => $"{Ints(depth - 1)}|reverse|list",
            3 => $"{Ints(depth - 1)}|{Pick("select", "reject")}({Pick("'odd'", "'even'", "'gt', 1", "'divisibleby', 2")})|list",
            4 => $"range({Pick("3", "1, 5", "10, 0, -3", "0")})|list",
            5 => $"({Ints(depth - 1)})[{Pick("1:", ":2", "::-1", "-2:", "1:-1", "::2")}]",
            6 => $"({Ints(depth - 1)} + {Ints(depth - 1)})",
            7 => $"[{Int(depth - 1)}, {Int(depth - 1)}]",
            8 => $"{Ints(depth - 1)}|map('abs')|list",
            9 => $"{Strs(depth - 1)}|map('length')|list",
            10 => "u|map(attribute='id')|list",
            11 => $"({Ints(depth - 1)} * 2)",
            12 => $"u|selectattr('id', '{Pick("gt", "lt", "ge", "ne")}', 1)|map(attribute='id')|list",
            _ => $"({Ints(depth - 1)} if {Bool(depth - 1)} else {Ints(depth - 1)})",
        };

    private string Strs(int depth) => depth <= 0 || Chance(30)
        ? Var('m') ?? Pick("m", "['a', 'b']", "['b', 'A', 'c', 'a']", "['x']", "s.split(',')", "'a b'.split()")
        : Below(12) switch
        {
            0 => $"{Strs(depth - 1)}|sort{Pick("", "(reverse=true)", "(case_sensitive=true)")}",
            1 => $"{Strs(depth - 1)}|unique|list",
            2 => $"{Strs(depth - 1)}|map('{Pick("upper", "lower", "title", "trim", "string", "e")}')|list",
            3 => $"({Str(depth - 1)}).split({Pick("','", "", "' '", "'a', 1")})",
            4 => "d|list",
            5 => "d.keys()|list",
            6 => "u|map(attribute='name')|list",
            7 => $"{Ints(depth - 1)}|map('string')|list",
            8 => $"[{Str(depth - 1)}, {Str(depth - 1)}]",
            9 => $"({Str(depth - 1)}).splitlines()",
            10 => $"({Str(depth - 1)})|list",
            _ => $"({Strs(depth - 1)})[{Pick("1:", ":2", "::-1")}]",
        };

    private string Mixed(int depth) => depth <= 0
        ? Pick("p", "u", "[1, 'a', none]", "[[1, 2], [3]]")
        : Below(10) switch
        {
            0 => $"{List(depth - 1)}|batch({Pick("2", "3, 'x'", "1")})|list",
            1 => $"{List(depth - 1)}|slice({Pick("2", "3, 'x'")})|list",
            2 => "d.items()|list",
            3 => "d|dictsort" + Pick("", "(true)", "(by='value')", "(reverse=true)"),
            4 => $"[{Any(depth - 1)}, {Any(depth - 1)}]",
            5 => $"({Any(depth - 1)}, {Any(depth - 1)})",
            6 => "u|groupby('id')|map('first')|list",
            7 => "u|rejectattr('tags')|list",
            8 => "d.values()|list",
            _ => "u|sort(attribute='name')|map(attribute='name')|list",
        };

    private string Dict(int depth) => Pick(
        "d", "u[0]", "{'a': 1, 'b': [1, 2]}", "dict(a=1, b='x')", "{" + Str(0) + ": " + Any(depth - 1) + "}", "{1: 'one', 'two': 2, none: true}", "dict(d, k=3)");

    private string? Var(char type)
    {
        List<string> fitting = [.. _names.Where(name => name.Type == type || type == 'y').Select(static name => name.Name)];
        return fitting.Count == 0 || Chance(40) ? null : fitting[Below(fitting.Count)];
    }

    private string New(string prefix) => $"{prefix}{_made++}";

    private string Values()
    {
        string text(string value) => "\"" + JsonEncodedText.Encode(value) + "\"";
        string someText() => text(Texts[Below(Texts.Length)]);
        string many(Func<string> make, int most) => "[" + string.Join(", ", Enumerable.Range(0, Below(most)).Select(_ => make())) + "]";
        string one(int id) => "{\"id\": " + id + ", \"name\": " + someText() + ", \"tags\": " + many(someText, 3) + "}";
        return "{" + string.Join(", ", new[]
        {
            "\"i\": " + Pick(Integers),
            "\"j\": " + Below(20),
            "\"f\": " + Pick(Floats),
            "\"g\": " + Pick("0.5", "1.25", "-3.0"),
            "\"s\": " + someText(),
            "\"t\": " + someText(),
            "\"l\": " + many(() => Pick(Integers[..10]), 6),
            "\"m\": " + many(() => text(Pick(Texts[1..])), 5),
            "\"p\": [[1, " + someText() + "], [" + someText() + ", null]]",
            "\"u\": [" + one(1) + ", " + one(Below(3)) + ", " + one(2) + "]",
            "\"d\": {\"k\": 1, \"a\": " + someText() + ", \"zz\": " + many(() => Pick(Integers), 3) + "}".Replace("zz", Pick("zz", "b", "Z"), StringComparison.Ordinal),
            "\"n\": null",
            "\"b\": " + Pick("true", "false"),
            "\"c\": " + Pick("true", "false"),
        }) + "}";
    }

    private string Pick(params string[] choices) => choices[Below(choices.Length)];

    private bool Chance(int percent) => Below(100) < percent;

    // SplitMix64: the same on every version of .NET.
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    private int Below(int count)
    {
        _state += 0x9E3779B97F4A7C15UL;
        return (int)(((UInt128)Mix(_state) * (uint)count) >> 64);
    }
}
