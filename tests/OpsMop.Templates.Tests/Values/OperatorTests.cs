namespace OpsMop.Templates.Tests;

public sealed class OperatorTests
{
    private static readonly string[] s_values =
    [
        "0", "1", "-1", "3", "-7", "255", "9223372036854775807", "9223372036854775808", "18446744073709551616", "-9223372036854775808", "0.0", "-0.0", "0.1",
        "1.5", "-2.5",
        "1e16", "1e-5", "123456789012345680.0", "true", "false", "none", "''", "'a'", "'é'", "'😀b'", "\"it's\"", "'\\n'", "'%s'", "[]", "[1]",
        "[1, 'a', none]", "()", "(1,)", "('a', 2.0)",
        "{}", "{'a': 1}", "{1: [2], 'b': {'c': none}}", "range(3)", "'<b>'|safe",
    ];

    [Jinja2Theory]
    [InlineData("+")]
    [InlineData("-")]
    [InlineData("*")]
    [InlineData("/")]
    [InlineData("//")]
    [InlineData("%")]
    [InlineData("==")]
    [InlineData("!=")]
    [InlineData("<")]
    [InlineData("<=")]
    [InlineData(">")]
    [InlineData(">=")]
    [InlineData("in")]
    [InlineData("not in")]
    [InlineData("~")]
    [InlineData("and")]
    [InlineData("or")]
    public void An_operator_gives_what_Jinja2_gives(string op) => Differences.None(
        from left in s_values
        from right in s_values
        where op != "*" || !(IsHuge(left) || IsHuge(right)) || !(IsText(left) || IsText(right))
        select $"({left}) {op} ({right})",
        1200);

    [Jinja2Fact]
    public void Powers_are_Pythons() => Differences.None(
        from left in s_values
        from right in (string[])["0", "1", "2", "-1", "-3", "63", "0.5", "-0.5", "100", "1e3", "true", "'a'", "none"]
        select $"(({left}) ** ({right}))|string|truncate(200, true, leeway=0)",
        400,
        static e => e.Contains("0.5)", StringComparison.Ordinal));

    [Jinja2Fact]
    public void Signs_truth_and_text_are_Pythons() => Differences.None(
        from value in s_values
        from form in (string[])["-({0})", "+({0})", "not ({0})", "[{0}]", "({0}) if ({0}) else 'no'", "({0})|string", "[[{0}, {0}]]|string", "{{'k': {0}}}",
            "({0}, {0})", "({0})|pprint"]
        select string.Format(System.Globalization.CultureInfo.InvariantCulture, form, value),
        300);

    [Jinja2Fact]
    public void Numbers_are_written_as_Python_writes_them()
    {
        var random = new Random(1);
        var numbers = new List<string>();
        for (int i = 0; i < 1500; i++)
        {
            double d = BitConverter.Int64BitsToDouble(random.NextInt64());
            d = i % 3 == 0 ? random.NextDouble() * Math.Pow(10, random.Next(-8, 22)) : i % 3 == 1 ? Math.Round(random.NextDouble() * 1000, random.Next(5)) : d;
            if (double.IsFinite(d))
            {
                numbers.Add(d.ToString("E17", System.Globalization.CultureInfo.InvariantCulture).Replace("E+", "e+", StringComparison.Ordinal).Replace("E-",
                    "e-", StringComparison.Ordinal));
            }
        }

        string[] forms = ["{0}", "{0}|round(2)", "'%.3f'|format({0})", "'%g'|format({0})", "'%.4e'|format({0})", "'{{:,.1f}}'.format({0})", "{0} // 7",
            "{0} % 0.3", "{0}|round(1, 'ceil')"];
        Differences.None(numbers.Select((n, i) => string.Format(System.Globalization.CultureInfo.InvariantCulture, forms[i % forms.Length], n)), 1300);
    }

    [Jinja2Fact]
    public void Whole_numbers_of_any_size_are_divided_exactly() => Differences.None(
        from left in (string[])["2**53 + 1", "-(2**64)", "10**30", "3**200", "-(7**77)", "2**1000", "5", "-5", "10**22 + 1"]
        from right in (string[])["3", "-3", "2**53 + 1", "-(2**64) - 1", "10**15", "7**50", "2**900", "-1"]
        from op in (string[])["/", "//", "%", "+", "-", "*", "<", "=="]
        select $"({left}) {op} ({right})",
        500);

    [Jinja2Fact]
    public void Items_and_slices_are_Pythons() => Differences.None(
        (from value in (string[])["'abcdef'", "'a😀é\U0001d7d8z'", "[1, 2, 3, 4, 5]", "(1, 2, 3)", "range(10)", "range(10, 0, -3)", "''", "'<b>x</b>'|safe"]
        from slice in (string[])["0", "1", "-1", "-2", "true", ":", "1:", ":2", "-2:", ":-1", "::2", "::-1", "1:4:2", "4:1:-1", "-100:100", "10:", "3:1",
            "none:2", "::-2", ":0:-1", "9223372036854775807:", "::9223372036854775807"]
        select $"({value})[{slice}]")
        .Concat(from value in (string[])["{'a': 1, 1: 'one', (1, 2): 't', none: 'n', 2.5: 'f'}"]
        from key in (string[])["'a'", "1", "1.0", "true", "(1, 2)", "none", "2.5"]
        select $"({value})[{key}]"),
        160);

    [Jinja2Fact]
    public void What_is_not_there_is_an_error_unless_it_is_asked_for() => Differences.None(
        from form in (string[])["{0}", "{0} is defined", "{0} is undefined", "{0}|default('d')", "{0} is none", "{0} is string", "{0} is callable",
            "[{0}]|length", "{0}|d(none)|string", "{0} == 1", "not {0}", "{0} ~ 'a'", "{0} in []",
            "1 in {0}", "{0} + 1", "{0}|length", "{0}|list", "{0}|upper", "{0} is sequence", "{0} is mapping", "{0} is number", "{0} is odd",
            "{0} is escaped", "{0}|items|list", "{0} is iterable", "[1, {0}] is defined", "{0} and 1", "{0} or 1", "({0}).x is defined", "-{0}",
            "{0}|int(5)"]
        from missing in (string[])["nothing", "{{}}.x", "[].x", "[1][5]", "none.x", "'a'.nope", "'a'[7]", "(1).x", "{{'a': 1}}.b", "{{'a': 1}}['b']",
            "[]|first", "[]|last", "[]|max", "[1]['a']", "range(2)[9]"]
        select string.Format(System.Globalization.CultureInfo.InvariantCulture, form,
            string.Format(System.Globalization.CultureInfo.InvariantCulture, missing)),
        400);

    private static bool IsHuge(string value) => value.Length > 15;

    private static bool IsText(string value) =>
        value.Contains('\'', StringComparison.Ordinal) || value.Contains('[', StringComparison.Ordinal) || value.Contains('(', StringComparison.Ordinal);
}
