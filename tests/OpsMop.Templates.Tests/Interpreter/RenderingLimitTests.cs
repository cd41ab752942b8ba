using System.Runtime.ExceptionServices;

namespace OpsMop.Templates.Tests;

/// <summary>A template that was tampered with does not take the process with it, not even on a small stack.</summary>
public sealed class RenderingLimitTests
{
    [Theory]
    [InlineData("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}")]
    [InlineData("{% macro m(n) %}{% if true %}{% for x in [1] %}{% with y = (1 + (2 * (3 - m(n)|length))) %}{{ y }}{% endwith %}{% endfor %}{% endif %}{% endmacro %}{{ m(1) }}")]
    [InlineData("{% macro m() %}{% call m() %}{{ caller() }}{% endcall %}{% endmacro %}{{ m() }}")]
    [InlineData("{% block a %}{{ self.a() }}{% endblock %}")]
    [InlineData("{% for x in [1] recursive %}{{ loop([x]) }}{% endfor %}")]
    [InlineData("{% include 'main' %}")]
    [InlineData("{% import 'main' as m %}")]
    [InlineData("{% extends 'main' %}")]
    [InlineData("{% macro f(n) %}{% set x %}{% filter upper %}{{ f(n)|trim|lower|replace('a', f(n)) }}{% endfilter %}{% endset %}{% endmacro %}{{ f(1) }}")]
    public void What_calls_itself_without_an_end_is_reported(string template)
    {
        var options = new TemplateOptions { Loader = new DictionaryTemplateLoader(new Dictionary<string, string> { ["main"] = template }) };
        TemplateException fault = Assert.Throws<TemplateException>(() => OnASmallStack(() => Template.Parse(template, options).RenderString([])));
        Assert.Contains("nested", fault.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Expressions_as_deep_as_the_parser_takes_them_are_rendered_on_a_small_stack()
    {
        string deep = string.Concat(Enumerable.Repeat("(1 + ", 40)) + "1" + new string(')', 40);
        string nested = string.Concat(Enumerable.Repeat("{% if true %}", 60)) + "{{ " + deep + " }}" + string.Concat(Enumerable.Repeat("{% endif %}", 60));
        OnASmallStack(() => Assert.Equal("41", Template.Parse(nested).RenderString([])));
    }

    [Theory]
    [InlineData("{% for x in range(1000000) %}{% for y in range(1000000) %}xxxxxxxxxxxxxxxx{% endfor %}{% endfor %}")]
    [InlineData("{{ 'a' * 10 ** 9 }}")]
    [InlineData("{{ range(10 ** 12) | list }}")]
    [InlineData("{{ 10 ** (10 ** 9) }}")]
    [InlineData("{{ 'a' | center(10 ** 9) }}")]
    public void What_grows_without_an_end_is_reported(string template) =>
        Assert.Throws<TemplateException>(() => Template.Parse(template, new TemplateOptions { Limits = new TemplateLimits { Characters = 100_000 } }).RenderString([]));

    [Fact]
    public void A_rendering_is_cancelled()
    {
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        var template = Template.Parse("{% for x in range(1000000) %}{% for y in range(1000000) %}{% endfor %}{% endfor %}");
        Assert.ThrowsAny<OperationCanceledException>(() => template.RenderString([], cancel.Token));
    }

    private static void OnASmallStack(Action action)
    {
        ExceptionDispatchInfo? failed = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    action();
                }
                catch (Exception exception)
                {
                    failed = ExceptionDispatchInfo.Capture(exception);
                }
            },
            256 * 1024);
        thread.Start();
        thread.Join();
        failed?.Throw();
    }
}
