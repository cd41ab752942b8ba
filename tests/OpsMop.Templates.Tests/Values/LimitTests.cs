using System.Diagnostics;

namespace OpsMop.Templates.Tests;

public sealed class LimitTests
{
    [Theory]
    [InlineData("9 ** (9 ** 9)")]
    [InlineData("10 ** 5000")]
    [InlineData("2 ** 100000")]
    [InlineData("(2 ** 900000) * (2 ** 900000)")]
    [InlineData("'a' * 10 ** 9")]
    [InlineData("'a' * 10 ** 30")]
    [InlineData("[1] * 10 ** 9")]
    [InlineData("(1,) * 10 ** 30")]
    [InlineData("range(10 ** 12)|list")]
    [InlineData("range(10 ** 12)|sum")]
    [InlineData("10 ** 30 in range(10 ** 40)|map('int')")]
    [InlineData("'x'|center(10 ** 12)")]
    [InlineData("'x'.ljust(10 ** 9)")]
    [InlineData("'x'.zfill(10 ** 9)")]
    [InlineData("'x\\n'|indent(10 ** 9)")]
    [InlineData("'%1000000000d' % 1")]
    [InlineData("'%.1000000000f' % 1")]
    [InlineData("'%*d' % (10 ** 9, 1)")]
    [InlineData("'{:1000000000}'.format(1)")]
    [InlineData("'{:.1000000000f}'.format(1.0)")]
    [InlineData("'{:01000000000,}'.format(1)")]
    [InlineData("'\\t'.expandtabs(10 ** 9)")]
    [InlineData("('a' * 1000).replace('a', 'b' * 100000)")]
    [InlineData("('<' * 900000)|e")]
    [InlineData("[1]|batch(10 ** 9, 0)|list")]
    [InlineData("[1]|slice(10 ** 9)|list")]
    [InlineData("[1]|tojson(10 ** 9)")]
    [InlineData("('ab' * 100000).split('b')|length + ('a ' * 400000).split()|length")]
    [InlineData("1.5|round(0, 'ceil') * 10 ** 400")]
    [InlineData("'{:' ~ '{' * 5000 ~ '}'.format(1)")]
    public void A_template_that_wants_too_much_is_told_so_soon(string expression)
    {
        var watch = Stopwatch.StartNew();

        Assert.Throws<TemplateException>(() => Evaluation.Render(expression));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed}");
    }

    [Theory]
    [InlineData("v|string")]
    [InlineData("v == w")]
    [InlineData("v < w")]
    [InlineData("v|tojson")]
    [InlineData("v|pprint")]
    public void Values_that_are_nested_without_an_end_are_an_error(string expression)
    {
        Value Nest()
        {
            Value value = 1;
            for (int i = 0; i < 200_000; i++)
            {
                value = new ListValue([value]);
            }

            return value;
        }

        Assert.Throws<TemplateException>(() => Evaluation.Render(expression, new Dictionary<string, Value> { ["v"] = Nest(), ["w"] = Nest() }));
    }

    [Fact]
    public void A_tuple_nested_without_an_end_is_no_key()
    {
        Value value = 1;
        for (int i = 0; i < 200_000; i++)
        {
            value = new TupleValue(value);
        }

        Assert.Throws<TemplateException>(() => Evaluation.Render("{v: 1}", new Dictionary<string, Value> { ["v"] = value }));
    }

    [Fact]
    public void A_list_that_holds_itself_is_written_as_Python_writes_it()
    {
        var list = new ListValue();
        var context = new RenderContext(["test"], Evaluation.Limits, default);
        list.Add(list, context);
        var names = new Dictionary<string, Value> { ["v"] = list };

        Assert.Equal("[[...]]", Evaluation.Render("v", names).ToString());
        Assert.Throws<TemplateException>(() => Evaluation.Render("v|tojson", names));
        Assert.Throws<TemplateException>(() => Evaluation.Render("v|pprint", names));
    }

    [Fact]
    public void A_rendering_that_was_cancelled_stops_within_a_sum()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() => Evaluation.Render("range(1000)|sum", cancel: source.Token));
    }

    [Fact]
    public void Random_is_an_error_that_says_why() =>
        Assert.Contains("change", Assert.Throws<TemplateException>(() => Evaluation.Render("[1, 2]|random")).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("{'port': 1}.prot", "'dict object' has no attribute 'prot'. Did you mean 'port'?")]
    [InlineData("[1][5]", "list object has no element 5")]
    [InlineData("nothing", "'nothing' is undefined")]
    [InlineData("'a'|uper", "No filter named 'uper'. Did you mean 'upper'?")]
    [InlineData("1 is od", "No test named 'od'. Did you mean 'odd'?")]
    [InlineData("'a'|center(widht=3)", "unexpected keyword argument 'widht'. Did you mean 'width'?")]
    [InlineData("'a'|replace('b')", "'replace' is missing the argument 'new'")]
    [InlineData("'a' + 1", "can only concatenate str (not \"int\") to str")]
    [InlineData("1 + 'a'", "unsupported operand type(s) for +: 'int' and 'str'")]
    [InlineData("[1]|map('upper')", "| list")]
    [InlineData("'a'.upper", "call it: .upper(")]
    public void An_error_says_what_to_do(string expression, string part) =>
        Assert.Contains(part, Assert.Throws<TemplateException>(() => Evaluation.Render(expression)).Problem, StringComparison.Ordinal);
}
