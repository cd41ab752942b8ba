using System.Globalization;

namespace OpsMop.Templates.Tests;

public sealed class StringMethodTests
{
    private static readonly string[] s_texts =
    [
        "''", "'a'", "'Hello World'", "'hello'", "'HELLO'", "'  pad\\t '", "'a,b,,c'", "'😀x😀y'", "'é'", "'ß'", "'ﬁ'", "'ǅ'", "'ΟΔΟΣ ΣΑΣ'", "'İi'", "'123'",
        "'١٢'", "'²'", "'½'", "'五'", "'a1_b'", "'1a'", "'l1\\nl2\\r\\nl3\\x0bl4\\u2028l5'", "'tab\\tx\\ty'", "'they\\'re bill\\'s'", "'-42'", "'+7'",
        "'\\x00'", "'\\u200b'", "'aXbXc'|safe",
    ];

    private static readonly string[] s_calls =
    [
        "capitalize()", "casefold()", "center(9)", "center(10, '*')", "center(6, '😀')", "center(3, 'ab')", "count('l')", "count('')", "count('a', 1)",
        "count('x', 0, 2)", "endswith('o')", "endswith(('x', 'y', 'c'))", "endswith('', 99)", "expandtabs()", "expandtabs(3)", "expandtabs(0)",
        "find('x')", "find('')", "find('', 5)", "find('l', 3, -1)", "find('y', -1)", "index('a')", "isalnum()", "isalpha()", "isascii()", "isdecimal()",
        "isdigit()", "isidentifier()", "islower()", "isnumeric()", "isprintable()", "isspace()", "istitle()", "isupper()",
        "join(['1', '2'])", "join('ab')", "join([1])", "join([])", "ljust(8)", "ljust(8, '-')", "lower()", "lstrip()", "lstrip('ha ')", "partition(',')",
        "partition('l')", "partition('')", "removeprefix('a')", "removesuffix('o')", "replace('a', 'é')", "replace('', '.')", "replace('l', 'L', 1)",
        "replace('', '.', 2)", "replace('x', '', -1)",
        "rfind('l')", "rfind('')", "rfind('x', 1)", "rindex('b')", "rjust(8)", "rjust(8, '0')", "rpartition(',')", "rpartition('X')", "rsplit()",
        "rsplit(',')", "rsplit(none, 1)", "rsplit(',', 1)", "rsplit('l', 1)", "rstrip()", "rstrip('o ')", "split()", "split(',')", "split(none, 1)",
        "split(',', 1)", "split('X')", "split('')", "split(maxsplit=1)", "split(sep='l')",
        "splitlines()", "splitlines(true)", "splitlines(keepends=true)", "startswith('h')", "startswith(('H', 'a'))", "startswith('l', 2)", "startswith(1)",
        "strip()", "strip('a ,😀')", "strip(none)", "swapcase()", "title()", "upper()", "zfill(7)", "zfill(1)", "nosuch()", "upper(1)", "center()",
        "center('a')", "find(1)", "__class__", "_x is defined", "format()", "upper", "split",
    ];

    [Jinja2Fact]
    public void A_method_of_a_string_gives_what_Pythons_gives() => Differences.None(
        from text in s_texts
        from call in s_calls
        select $"({text}).{call}",
        2500,
        static e => e.EndsWith("__class__", StringComparison.Ordinal) || e.EndsWith(".upper", StringComparison.Ordinal)
            || e.EndsWith(".split", StringComparison.Ordinal));

    [Jinja2Fact]
    public void Cases_are_mapped_as_Unicode_does_in_full()
    {
        // Every character that has a case or a category of note, in portions; those that came after Python's Unicode are left out.
        IEnumerable<string> portions = Enumerable.Range(0, 0x20000).Where(static c => c is not ('"' or '\\' or '\'' or (>= 0xd800 and < 0xe000) or < 0x20))
            .Where(static c => System.Globalization.CharUnicodeInfo.GetUnicodeCategory(c) < UnicodeCategory.Control && !IsNew(c))
            .Chunk(40)
            .Select(static chunk => string.Concat(chunk.Select(static c => char.ConvertFromUtf32(c) + " ")))
            .Where(static (_, i) => i % 7 == 0 || i < 200);
        Differences.None(portions.SelectMany(static text =>
            (string[])[$"'{text}'.upper() ~ '{text}'.lower()", $"'{text}'.title() ~ '{text}'.casefold() ~ '{text}'.swapcase()"]), 600);
    }

    [Jinja2Fact]
    public void Characters_are_what_Python_says()
    {
        IEnumerable<int> characters = Enumerable.Range(1,
            0x3400).Concat(Enumerable.Range(0xa000, 0x1000)).Concat(Enumerable.Range(0xf900, 0x700)).Concat(Enumerable.Range(0x10100,
                0x300)).Concat(Enumerable.Range(0x1d400, 0x500))
            .Where(static c => c is not ('"' or '\\' or '\'' or '\n' or '\r') && c is < 0xd800 or >= 0xe000 && !IsNew(c));
        Differences.None(
            characters.Chunk(24).Where(static (_, i) => i % 6 == 0).SelectMany(static chunk =>
                ((string[])["isalpha", "isalnum", "isdigit", "isdecimal", "isnumeric", "isprintable", "isspace", "islower", "isupper", "istitle",
                    "isidentifier"])
                .Select(method => "[" + string.Join(", ", chunk.Select(c => $"'{Escape(c)}'.{method}()")) + "]")),
            1000);
    }

    [Jinja2Fact]
    public void Formats_with_percent_signs_are_Pythons() => Differences.None(
        from format in (string[])["%s", "%5s|", "%-5s|", "%.2s", "%r", "%a", "%d", "%5d", "%-5d|", "%05d", "%+d", "% d", "%i", "%u", "%x", "%X", "%#x",
            "%#o", "%o", "%08.3f", "%.0f", "%e", "%.2E", "%g", "%G", "%#g", "%.3g", "%c", "%%", "%5%", "%*d", "%.*f", "%ld", "%.3d", "%+.2f", "%-8.2f|",
                "%05s", "%s %s", "%(a)s", "%(a)5.1f", "%", "%y", "%(a", "a"]
        from arguments in (string[])["1", "-42", "3.14159", "1e20", "-0.0", "'str'", "'é😀'", "none", "true", "[1]", "(1,)", "(5, 2.5)", "('a', 'b')", "()",
            "{'a': 2.25}", "{}", "2**70", "1e400", "\"it's\""]
        select $"'{format}' % {(arguments[0] == '-' ? $"({arguments})" : arguments)}",
        800);

    [Jinja2Fact]
    public void Formats_with_braces_are_Pythons() => Differences.None(
        (from spec in (string[])["", "5", "<5", ">5", "^6", "*^7", "05", "=+6", "+", " ", "-", "d", "b", "#b", "o", "#x", "X", "#X", "c", "n", "e", ".2e",
            "E", "f", ".0f", ".1F", "g", ".3g", "G", "%", ".1%", "s", ".2s", "5.1s", ",", "_", ",d", "_x", "010,", "012,.2f", "#.3g", ".3", ".10", "#",
                "x<4", "😀^5", "r", "5d5", ".", "=5", "0<6", ",x", ",_", "_,", "+08.2f", "<08", "1000", "_b", "09_x", ".2d"]
        from value in (string[])["0", "7", "-1234567", "3.14159", "-0.5", "1e16", "1234567.891", "'text'", "'é😀z'", "true", "none", "[1]", "2**70",
            "([1e308].pop() * 10)", "100.0"]
        select $"'{{:{spec}}}'.format({value})")
        .Concat(
        [
            "'{} {}'.format(1, 2)", "'{1} {0}'.format(1, 2)", "'{a} {b}'.format(a=1, b=2)", "'{} {0}'.format(1)", "'{0} {}'.format(1)", "'{} {}'.format(1)",
            "'{a}'.format(1)", "'{{}}'.format(1)", "'{'.format(1)", "'}'.format(1)", "'{0[1]}'.format([1, 2])", "'{0[a]}'.format({'a': 5})",
            "'{a[b][0]}'.format(a={'b': [7]})",
            "'{0.real}'.format(5)", "'{!r}'.format('x')", "'{!s:>5}'.format('x')", "'{!a}'.format('é')", "'{!x}'.format(1)", "'{:{}}'.format('x', 5)",
            "'{:{w}.{p}f}'.format(3.14159, w=8, p=2)", "'{0:{0}}'.format(5)", "'{a.b}'.format(a={'b': 1})", "'{0.x}'.format(1)", "'{0[9]}'.format([1])",
            "'{:}'.format(1)", "'{0!r:>6}'.format('a')", "'{x}'.format_map({'x': 1})", "'{x}'.format_map({})",
            "'<{}>'.format('<')", "('<b>{}</b>'|safe).format('<x>')", "('%s<'|safe) % '<'", "('%s %s'|safe) % ('<', 1)", "('%(a)s'|safe) % {'a': '>'}",
            "('%r'|safe) % '<'", "('%d'|safe) % 5", "('%.2f'|safe) % 1.5", "('{:>5}'|safe).format(7)", "('a'|safe) + '<'", "'<' + ('a'|safe)",
            "('<'|safe).join(['<', 1])", "('a'|safe) * 2", "('a<b'|safe).split('<')", "('ab'|safe)[0]", "('ab'|safe).replace('a', '<')", "[('a'|safe)]",
            "('a'|safe) == 'a'", "('<'|safe).partition('<')",
            "'%s'|format('a')", "'%s %s'|format('a', 1)", "'%(x)s'|format(x=1)", "'%s'|format", "'a'|format", "'%s'|format(1, x=2)", "'%s'|e|format('<')",
        ]),
        800);

    [Jinja2Fact]
    public void Methods_of_other_values_are_Pythons() => Differences.None(
        [
            "(5).bit_length()", "(-255).bit_length()", "(255).bit_count()", "(1.0).is_integer()", "(1.5).is_integer()", "(5).real", "(2.5).imag",
            "(7).numerator", "true.bit_length()", "(2.5).bit_length()",
            "[1, 2].index(2)", "[1, 2].index(5)", "[1, 1, 2].count(1)", "[3, 1].copy()", "(1, 2).index(2)", "(1, 1).count(1)", "{'a': 1}.get('a')",
            "{'a': 1}.get('b')", "{'a': 1}.get('b', 2)", "{'a': 1}.items()", "{'a': 1}.keys()", "{'a': 1}.values()", "{}.items()", "{'items': 1}.items",
            "{'items': 1}['items']", "{'a': 1}.pop('a')", "{'a': 1}.pop('b')", "{'a': 1}.pop('b', 5)",
            "{'a': 1}.setdefault('a', 5)", "{'a': 1}.setdefault('b', 5)", "{'a': 1}.popitem()", "{}.popitem()", "{'a': 1}.copy()",
            "{'a': 1}.keys() == {'a': 2}.keys()", "{'a': 1}.items() == {'a': 1}.items()", "{'a': 1} == {'a': 1.0}", "{1: 2, 1.0: 3, true: 4}", "{[]: 1}",
            "{'a': 1}[[]]", "[] in {}", "{(1, []): 1}", "{'a': [1, {'b': (2,)}]}", "{'a': 1}.get([])", "[1, 2].append", "[3, 1, 2].pop()",
            "[3, 1, 2].pop(0)", "[].pop()", "[1].pop(5)", "[1].remove(5)",
            "[1, 2].reverse()", "[2, 1].sort()", "[1].extend([2])", "[1].insert(0, 2)", "[1].clear()", "{'a': 1}.update({'b': 2})", "{'a': 1}.update(b=2)",
            "{'a': 1}.clear()", "{}.fromkeys(['a', 'b'], 0)", "[1, 2, 3] < [1, 3]", "(1, 2) < (1, 2, 0)", "[1] < (1,)", "[nothing]", "[1].nosuch",
            "[[1, 'a'], (2,)] == [[1, 'a'], (2,)]", "1 < 2 < 3", "1 < 3 < 2", "3 > 2 > 1 == 1", "1 == 1.0 == true",
        ],
        65);

    private static bool IsNew(int c) => UnicodeSince15.Contains(c);

    private static string Escape(int c) => c < 0x80 ? $"\\x{c:x2}" : char.ConvertFromUtf32(c);
}
