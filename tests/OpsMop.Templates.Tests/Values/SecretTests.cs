namespace OpsMop.Templates.Tests;

public sealed class SecretTests
{
    private const string Password = "hunter2 & <co>";

    private static readonly Dictionary<string, Value> s_names = new()
    {
        ["s"] = Secret.Adopt(Password),
        ["list"] = new ListValue([Secret.Adopt(Password), "open"]),
    };

    [Theory]
    [InlineData("s", "***")]
    [InlineData("'a' ~ s ~ 'b'", "a***b")]
    [InlineData("'a' + s", "a***")]
    [InlineData("s * 2", "***")]
    [InlineData("s|upper", "***")]
    [InlineData("s|e", "***")]
    [InlineData("s|e|e", "***")]
    [InlineData("s|replace('h', 'x')", "***")]
    [InlineData("'x'|replace('x', s)", "***")]
    [InlineData("s.split(' ')[0]", "***")]
    [InlineData("s[:3]", "***")]
    [InlineData("s[0]", "***")]
    [InlineData("s.strip()", "***")]
    [InlineData("s|trim|title|truncate(6)|indent(2, true)|wordwrap(4)|center(40)|reverse", "***")]
    [InlineData("'%s!'|format(s)", "***!")]
    [InlineData("'<%20s>' % s", "<***>")]
    [InlineData("'{}:{:>20}'.format('user', s)", "user:***")]
    [InlineData("list|join(',')", "***,open")]
    [InlineData("','.join(list)", "***,open")]
    [InlineData("list|tojson", "[***, \"open\"]")]
    [InlineData("{'p': s}|tojson(2)", "{\n  \"p\": ***\n}")]
    [InlineData("list|pprint", "***")]
    [InlineData("list|string", "[***, 'open']")]
    [InlineData("list|map('upper')|join", "***OPEN")]
    [InlineData("s|urlencode", "***")]
    [InlineData("{'p': s}|urlencode", "p=***")]
    [InlineData("{'p': s}|xmlattr", " p=\"***\"")]
    [InlineData("s|striptags|urlize", "***")]
    [InlineData("s|default('x')", "***")]
    [InlineData("s|string|safe|upper", "***")]
    [InlineData("s or 'x'", "***")]
    public void What_is_made_of_a_secret_is_shown_as_stars(string expression, string shown)
    {
        Text text = Evaluation.Render(expression, s_names);

        Assert.True(text.IsSecret);
        Assert.Equal(shown, text.ToString());
    }

    [Theory]
    [InlineData("s|length", "14")]
    [InlineData("s == 'hunter2 & <co>'", "True")]
    [InlineData("s == 'other'", "False")]
    [InlineData("s is defined and s is string", "True")]
    [InlineData("'yes' if s else 'no'", "yes")]
    [InlineData("s.startswith('hunter')", "True")]
    [InlineData("'hunter' in s", "True")]
    [InlineData("s in list", "True")]
    [InlineData("s is lower", "True")]
    public void A_secret_may_be_measured_compared_and_tested(string expression, string expected)
    {
        Text text = Evaluation.Render(expression, s_names);

        Assert.False(text.IsSecret);
        Assert.Equal(expected, text.ToString());
    }

    [Theory]
    [InlineData("list")]
    [InlineData("s|list")]
    [InlineData("s|int")]
    [InlineData("s|float")]
    [InlineData("s|wordcount")]
    [InlineData("s|sum")]
    [InlineData("s.find('2')")]
    [InlineData("s.count('h')")]
    [InlineData("s.index('zzz')")]
    [InlineData("s.nosuch")]
    [InlineData("{}[s]")]
    [InlineData("{'a': 1}.pop(s)")]
    [InlineData("'%d' % s")]
    [InlineData("'%c' % s")]
    [InlineData("'{:d}'.format(s)")]
    [InlineData("1 + s")]
    [InlineData("s - 1")]
    [InlineData("[1, s]|sort")]
    [InlineData("s()")]
    [InlineData("[1]|map(s)|list")]
    [InlineData("'a'.center(9, s)")]
    [InlineData("s|filesizeformat")]
    [InlineData("s|groupby('x')")]
    [InlineData("s|round")]
    [InlineData("'{' + s + '}' == '' or ('{' ~ s ~ '}').format(1)")]
    [InlineData("('%(' ~ s ~ ')s') % {}")]
    [InlineData("{s: 1}")]
    public void What_would_show_a_secret_is_an_error_that_does_not(string expression)
    {
        var fault = Assert.Throws<TemplateException>(() => Evaluation.Render(expression, s_names));

        Assert.DoesNotContain("hunter", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("<co>", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_that_was_escaped_is_written_as_it_was_escaped_once() =>
        Assert.Equal("hunter2 &amp; &lt;co&gt;", System.Text.Encoding.UTF8.GetString(Evaluation.Render("s|e|e", s_names).ToUtf8Bytes()));

    [Fact]
    public void An_invalid_domain_value_says_so_where_it_is_used()
    {
        Value mode = Value.OfDomain((UnixMode)"9z9");
        var names = new Dictionary<string, Value> { ["mode"] = mode };

        Assert.NotNull(Evaluation.Render("mode", names).Error);
        Assert.NotNull(Evaluation.Render("'mode: ' ~ mode", names).Error);
        Assert.Throws<TemplateException>(() => Evaluation.Render("mode|upper", names));
    }
}
