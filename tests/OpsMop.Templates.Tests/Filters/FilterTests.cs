using System.Globalization;

namespace OpsMop.Templates.Tests;

public sealed class FilterTests
{
    private static readonly string[] s_values =
    [
        "0", "1", "-1", "42", "9223372036854775808", "-2.5", "0.1", "1e16", "true", "none", "''", "'a'", "'Hello World'", "'  two  words '", "'é ß ǆ ŉ'",
        "'ΑΣ ΣΑΣ.'", "'😀 b'", "\"it's\"",
        "'line\\nnext\\r\\n\\nlast'", "'<p class=\"x\">A &amp; B</p>'", "'<b>x</b>'|safe", "'42'", "' 3.7 '", "'0x1F'", "'1e3'", "'1_000'", "[]",
        "[3, 1, 2]", "['b', 'A', 'a', 'B']", "[1, 2.0, true, 1]",
        "[[1, 2], [3]]", "[{'n': 2, 'k': 'x'}, {'n': 1, 'k': 'Y'}, {'n': 2, 'k': 'y'}]", "(1, 2)", "{}", "{'b': 1, 'A': [1, 2], 'c': none}",
        "{1: 'x', 2: 'y'}", "range(5)", "[none, none]", "[1, 'a']", "nothing",
        "'a,b;c-d(e'", "'https://example.org/x?a=b&c=d (see www.test.com), me@example.org.'", "'word ' * 30", "'x' * 100", "[''] * 3", "'tab\\there'",
        "['x', '<y>', 3.5, none]",
    ];

    private static readonly string[] s_filters =
    [
        "abs", "attr('n')", "batch(2)|list", "batch(2, 'x')|list", "batch(3, none)|list", "capitalize", "center", "center(9)", "center(0)", "count",
        "default('d')", "default('d', true)", "d",
        "dictsort", "dictsort(true)", "dictsort(false, 'value')", "dictsort(reverse=true)", "e", "escape|string", "e|e|upper", "forceescape",
        "filesizeformat", "filesizeformat(true)", "first", "float", "float(7)",
        "format(1)", "groupby('k')", "groupby('n')", "groupby('k', case_sensitive=true)", "groupby('z', default='q')", "indent", "indent(2)",
        "indent(2, true)", "indent(2, true, true)", "indent('> ')", "int", "int(9)", "int(0, 16)", "int(base=0)",
        "items|list", "join", "join(', ')", "join('<')", "join(attribute='n')", "last", "length", "list", "lower", "map('upper')|list", "map('int', 7)|list",
        "map(attribute='n')|list", "map(attribute='z', default=0)|list",
        "max", "max(attribute='n')", "min", "min(case_sensitive=true)", "pprint", "reject|list", "reject('odd')|list", "rejectattr('n')|list",
        "rejectattr('n', 'eq', 2)|list", "replace('a', 'b')", "replace('', '-')", "replace('l', 'L', 1)", "replace('e', '<i>')",
        "reverse", "reverse|list", "round", "round(1)", "round(-1)", "round(0, 'ceil')", "round(1, 'floor')", "safe", "safe|upper", "safe + '<'",
        "select|list", "select('string')|list", "select('>', 1)|list", "selectattr('n', 'gt', 1)|list", "selectattr('k')|list",
        "slice(2)|list", "slice(3, 'f')|list", "sort", "sort(true)", "sort(case_sensitive=true)", "sort(attribute='n')", "sort(attribute='n,k')",
        "sort(reverse=true, attribute='k')", "string", "striptags", "sum", "sum(start=10)", "sum('n')", "sum(attribute='n', start=0.5)",
        "title", "tojson", "tojson(2)", "tojson(indent='<')", "trim", "trim('ae')", "truncate(10)", "truncate(10, true)", "truncate(5, false, '', 0)",
        "truncate(7, leeway=0)", "truncate(8, true, '…')", "unique|list", "unique(true)|list", "unique(attribute='k')|map(attribute='n')|list",
        "upper", "urlencode", "urlize", "urlize(15)", "urlize(target='_blank', nofollow=true, rel='me')", "wordcount", "wordwrap(10)", "wordwrap(5, false)",
        "wordwrap(7, true, '|')", "wordwrap(8, break_on_hyphens=false)", "xmlattr", "xmlattr(false)",
        "map('nofilter')|list", "select('notest')|list", "upper(1)", "center(wdith=3)", "replace('a')", "batch", "sort(foo=1)", "map|list",
        "selectattr|list", "format(x=1)",
    ];

    [Jinja2Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_filter_gives_what_Jinja2_gives(int part) => Differences.None(
        from filter in s_filters.Where((_, i) => i % 4 == part)
        from value in s_values
        select $"({value})|{filter}",
        1300);

    [Jinja2Fact]
    public void A_test_says_what_Jinja2_says() => Differences.None(
        from test in (string[])["boolean", "callable", "defined", "divisibleby(3)", "divisibleby(0)", "eq(1)", "equalto('a')", "escaped", "even", "false",
            "filter", "float", "ge(1)", "gt('a')", "in([1, 'a', none])", "in('Hello World!')", "integer", "iterable",
            "le(2)", "lower", "lt(1.5)", "mapping", "ne(none)", "none", "number", "odd", "sameas(none)", "sameas(true)", "sequence", "string", "test",
            "true", "undefined", "upper", "eq", "odd(1)", "nosuch"]
        from value in s_values.Append("'upper'").Append("'odd'").Append("range").Append("'x'.upper").Append("dict")
        select $"({value}) is {test}",
        1500,
        static e => e.EndsWith("er", StringComparison.Ordinal)
            && (e.Contains("(range)", StringComparison.Ordinal) || e.Contains("(dict)", StringComparison.Ordinal)
                || e.Contains(".upper)", StringComparison.Ordinal)));

    [Jinja2Fact]
    public void Globals_are_Jinja2s() => Differences.None(
        [
            "range(3)|list", "range(1, 4)", "range(5, 0, -2)|list", "range(0)", "range()", "range(1, 2, 0)", "range('a')", "range(1.0)",
            "range(2) == range(0, 2)", "range(0) == range(2, 1)", "range(10)[2:8:2]|list", "3 in range(1, 9, 2)", "4 in range(1, 9, 2)", "2.0 in range(3)",
            "range(10**12)|length", "range(3)|last", "range(3)|reverse|list", "range(3).start", "range(1, 9, 2).index(5)", "range(3).count(1)",
            "range(5)|sum", "range(3)|max",
            "dict()", "dict(a=1, b='x')", "dict({'a': 1}, b=2)", "dict([('a', 1), ['b', 2]])", "dict(1)", "dict([1])", "dict({}, {})", "dict(a=1).items()",
            "dict(a=1).keys()", "dict(a=1).values()", "dict(a=1).keys()|list", "'a' in dict(a=1).keys()",
            "namespace(a=1).a", "namespace(a=1)", "namespace({'x': [1]}, y=2)", "namespace().b", "namespace(a=1)['a']", "namespace() == namespace()",
            "namespace(items=1).items",
            "cycler(1, 2).next()", "cycler(1, 2).current", "cycler()", "cycler('a').next() ~ cycler('b').next()", "joiner()()", "joiner('|')() ~ 'x'",
            "joiner(sep='-').sep", "range is callable", "cycler('a') is iterable",
            "rang(3)", "range(3).foo", "lipsum is defined and false",
        ],
        45,
        static e => e.Contains("lipsum", StringComparison.Ordinal));

    [Jinja2Fact]
    public void Lazy_sequences_are_lazy_as_in_Python() => Differences.None(
        [
            "[1, 2]|map('string')", "[1]|select", "[1]|map('upper')|length", "[1, 2]|map('string')|first", "[1, 2]|map('nofilter') is defined",
            "[]|map('nofilter')|list", "[1]|map('nofilter')|list", "([1, 2]|select)|join", "[1, 2]|reverse", "[1, 2]|batch(1)", "[3, 1]|unique|sort",
            "[1, 2]|map('string')|last", "[1]|reverse|last", "'abc'|reverse", "(1, 2)|reverse|list", "{'a': 1}|reverse|list",
            "[1, 2]|map('string') is iterable", "[1, 2]|map('string') is sequence", "([]|select) and 'true'", "[1, 2]|slice(2)|map('first')|list",
            "[1, 2]|map('string')|tojson", "2 in [1, 2]|select",
            "[[1, 2]]|map('map', 'string')|map('list')|list", "[1, 2, 3]|select('odd')|map('string')|join('-')", "[4, 5]|reverse|reverse|list",
            "{'a': 1}|items", "{'a': 1}.items()|reverse|list", "[1, 2]|map('string')|string", "[(1, 2)]|map('list')|list", "'ab'|map('upper')|list",
            "[1]|select|reverse|list",
        ],
        25);

    [Jinja2Fact]
    public void Json_is_what_Jinja2_writes() => Differences.None(
        from value in (string[])["'\\u007f\\u0000\\x1f é 😀 </script>\\\\ \\''", "{'b': 1, 'a': {'z': [], 'y': {}}}", "{1: 2, 0: 3}", "{none: 1}",
            "{true: 1, 0: 2}", "{1.5: 1}", "{(1, 2): 1}", "{'a': 1, 2: 3}", "[1, [2, [3, []]], {}]", "1e400", "-1e400", "1e16", "[none, true, 1.0]",
                "(1, (2,))", "range(3)", "2**70", "{'a<b': '&'}", "nothing", "[nothing]", "{'x': 'y'|safe}", "dict(a=1).items()"]
        from form in (string[])["tojson", "tojson(2)", "tojson(0)", "tojson('\t')", "tojson|upper", "tojson ~ '<'", "tojson|e", "tojson(-1)"]
        select $"({value})|{form}",
        150);

    [Jinja2Fact]
    public void Long_values_are_printed_as_pprint_prints_them()
    {
        var random = new Random(7);
        string Make(int depth)
        {
            int n = random.Next(1, 7);
            return (depth == 0 ? random.Next(4, 8) : random.Next(8)) switch
            {
                0 => "[" + string.Join(", ", Enumerable.Range(0, n).Select(_ => Make(depth - 1))) + "]",
                1 => "{" + string.Join(", ", Enumerable.Range(0, n).Select(i => $"'key{random.Next(99)}': {Make(depth - 1)}")) + "}",
                2 => "(" + string.Concat(Enumerable.Range(0, n).Select(_ => Make(depth - 1) + ", ")) + ")",
                3 => "{" + string.Join(", ", Enumerable.Range(0, n).Select(i => $"{i * 7 % 5}: {Make(depth - 1)}")) + "}",
                4 => random.Next(1000000).ToString(CultureInfo.InvariantCulture),
                5 => "'" + string.Concat(Enumerable.Repeat("word with\\nlines ", random.Next(12))) + "'",
                6 => "'" + new string('x', random.Next(100)) + "'",
                _ => "none",
            };
        }

        Differences.None(Enumerable.Range(0, 500).Select(i => $"({Make(i % 4 + 1)})|pprint"), 250);
    }

    [Jinja2Fact]
    public void Words_are_wrapped_as_textwrap_wraps_them()
    {
        var random = new Random(3);
        string[] words = ["a", "the", "goof-ball,", "--", "use", "-b", "option!", "x" + new string('y', 20), "well-known-thing", "e.g.", "don't", "é-é-é",
            "one--two", "1-2", "😀-b", "(sic)", "\\t", "  ", "\\n", "a-", "-", "ab-cd"];
        string[] arguments = ["(10)", "(5)", "(20, false)", "(7, wrapstring='|')", "(12, break_on_hyphens=false)", "(1)",
            "(15, false, break_on_hyphens=false)", "", "(3, true, '<br>'|safe)", "(0)"];
        Differences.None(
            Enumerable.Range(0, 400).Select(i =>
                $"'{string.Join(random.Next(5) == 0 ? "" : " ", Enumerable.Range(0, random.Next(1, 15)).Select(_ => words[random.Next(words.Length)])).Replace("'", "\\'", StringComparison.Ordinal)}'|wordwrap{arguments[i % arguments.Length]}"),
            350);
    }

    [Jinja2Fact]
    public void Urls_are_found_where_Jinja2_finds_them() => Differences.None(
        from text in (string[])["http://a.b", "https://example.com/a_(b)", "(http://x.org)", "www.example.com.", "example.com", "example.net/x",
            "example.xyz", "me@example.org", "mailto:me@example.org", "mailto:", "http://1.2.3.4:80/x", "http://[::1]/", "http://[2001:db8::1]:8080",
                "<https://a.de>", "https://ä.de/ü",
            "ftp://x.y", "tel:123", "http://", "https://localhost", "a@b", "x http://a.bc, y", "http://a.bc\\nhttp://d.ef", "https://xn--bcher-kva.example",
            "HTTP://UPPER.COM", "http://a.bc?x=<y>&z", "www.😀.com", "foo:bar@baz.com", "https://a.b/&lt;", "((www.test.org))", "http://a.b-c.de.",
            "\\thttp://a.bc "]
        from arguments in (string[])["", "(8)", "(target='x')", "(extra_schemes=['tel:', 'ftp://'])", "(rel='a b')", "(nofollow=true)",
            "(extra_schemes=['bad'])"]
        select $"'{text}'|urlize{arguments}",
        200);

    [Jinja2Fact]
    public void Tags_are_taken_away_and_characters_named_as_in_Jinja2() => Differences.None(
        from text in (string[])["a<b>c", "a < b", "a > b < c > d", "<!-- x --> y <!-- z", "<!-- <b> --><i>t</i>", "&amp;&lt;&nbsp;x", "&ampx", "&notit;",
            "&notin;", "&#65;&#x41;&#X41;", "&#0;&#128;&#xD800;&#1114112;&#11;&#xfffe;", "&#;&#x;&", "&nosuch;", "&Aacute",
                "&CounterClockwiseContourIntegral;", "&#9999999999999;", "x &copy y", "&#38;amp;", "&lt;b&gt;"]
        from form in (string[])["'{0}'|striptags", "'{0}'|safe|striptags", "('{0}'|safe).unescape()", "('{0}'|safe).striptags()", "'{0}'|e|striptags"]
        select string.Format(CultureInfo.InvariantCulture, form, text),
        80);
}
