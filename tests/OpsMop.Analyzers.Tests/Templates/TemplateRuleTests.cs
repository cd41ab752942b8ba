using Microsoft.CodeAnalysis;

namespace OpsMop.Analyzers.Tests.Templates;

/// <summary>What analyzers and the compiler say of templates, at their places in the templates.</summary>
public sealed class TemplateRuleTests
{
    private const string Conf = "[Template(\"templates/a.j2\")] private partial Text Conf(IReadOnlyList<Upstream> upstreams);";

    private const string Plain = "[Template(\"templates/a.j2\")] private partial Text Conf();";

    [Fact]
    public Task A_template_that_is_right_raises_nothing() =>
        Verify.TemplatesAsync(
            Conf,
            ("a.j2", "{{ domain }}\n{% for u in upstreams %}{% include 'parts/b.j2' %}{{ loop.index }} {{ u.comment | default('none') }}{% else %}none{% endfor %}"),
            ("parts/b.j2", "{{ u.host | upper }}:{{ u.port }} {{ u.tags | join(', ') }}"));

    [Theory]
    [InlineData("{{ domain }}\n  {% {|OPM5001:endfor|} %}")]
    [InlineData("{{ domain {|OPM5001:domain|} }}")]
    [InlineData("{{ domain | {|OPM5002:uper|} }} {{ domain is {|OPM5002:definde|} }}")]
    [InlineData("{{ 1.5 | round({|OPM5002:digits|}=2) }}")]
    [InlineData("{% for c in [1] %}{{ loop.{|OPM5004:lst|} }}{% endfor %}")]
    [InlineData("{% macro m(a) %}{{ a }}{% endmacro %}{{ m({|OPM5004:b|}=1) }}")]
    [InlineData("{% include {|OPM5005:'missing.j2'|} %}")]
    [InlineData("{% include {|OPM5005:domain|} %}")]
    [InlineData("{{ {|OPM5006:domian|} | default('x') }}")]
    [InlineData("{{ {|CS0103:domian|} }}")]
    public Task What_is_wrong_is_told_at_its_place(string template) => Verify.TemplatesAsync(Plain, ("a.j2", template));

    [Fact]
    public Task After_a_mistake_of_syntax_nothing_else_is_told() =>
        Verify.TemplatesAsync(Conf, ("a.j2", "{{ nothing }}{{ domain | nope }}{% {|OPM5001:fr|} x in y %}"));

    [Fact]
    public Task A_mistake_in_an_included_template_stands_in_that_template() =>
        Verify.TemplatesAsync(Plain, ("a.j2", "{% include 'parts/b.j2' %}"), ("parts/b.j2", "\n{{ domain | {|OPM5002:uper|} }}"));

    [Fact]
    public Task A_template_that_no_method_names_is_no_template() => Verify.TemplatesAsync(Plain, ("a.j2", "x"), ("other.j2", "{{ {% broken"));

    [Fact]
    public async Task A_suggestion_is_made_where_a_name_is_near()
    {
        var found = await Verify.TemplatesAsync(Plain, ("a.j2", "{{ domain | {|OPM5002:uper|} }}"));
        Assert.Equal("There is no filter 'uper'. Did you mean 'upper'?", Assert.Single(found).GetMessage());
    }

    [Theory]
    [InlineData("x")]
    [InlineData("{# upstreams #}{% raw %}{{ upstreams }}{% endraw %}")]
    [InlineData("{% set upstreams = 1 %}{{ upstreams }}")]
    public Task A_parameter_that_is_never_named_is_told(string template) =>
        Verify.TemplatesAsync("[Template(\"templates/a.j2\")] private partial Text Conf(IReadOnlyList<Upstream> {|OPM5003:upstreams|});", ("a.j2", template));

    [Theory]
    [InlineData("{% if upstreams %}x{% endif %}", "")]
    [InlineData("{% include 'b.j2' %}", "{{ upstreams | length }}")]
    [InlineData("{% extends 'b.j2' %}{% block x %}{{ upstreams | length }}{% endblock %}", "{% block x %}{% endblock %}")]
    [InlineData("{% from 'b.j2' import m with context %}{{ m() }}", "{% macro m() %}{{ upstreams | length }}{% endmacro %}")]
    [InlineData("{% macro m(x=upstreams) %}{{ x | length }}{% endmacro %}{{ m() }}", "")]
    public Task A_parameter_that_is_named_anywhere_is_used(string template, string other) => Verify.TemplatesAsync(Conf, ("a.j2", template), ("b.j2", other));

    [Fact]
    public Task A_token_that_cancels_is_used() =>
        Verify.TemplatesAsync("[Template(\"templates/a.j2\")] private partial Text Conf(CancellationToken cancel);", ("a.j2", "{{ domain }}"));

    [Fact]
    public Task A_null_that_is_possible_is_told_and_one_that_is_handled_is_not() =>
        Verify.TemplatesAsync(
            Conf,
            ("a.j2", "{% for u in upstreams %}\n{{ {|CS8604:u.comment|} }}\n{{ u.comment | default('') }}{% if u.comment %}{{ u.comment }}{% endif %}{% endfor %}"));

    [Theory]
    [InlineData("[Template(\"templates/a.j2\")] private partial int {|OPM5007:Conf|}();")]
    [InlineData("[Template(\"templates/a.j2\")] private Text {|OPM5007:Conf|}() => \"x\";")]
    [InlineData("[Template(\"templates/a.j2\")] private partial Text {|OPM5007:Conf|}(); private partial Text Conf() => \"x\";")]
    public Task A_method_that_cannot_have_a_template_is_told(string method) => Verify.TemplatesAsync(method, ("a.j2", "{{ domain }}"));

    [Theory]
    [InlineData("private partial Text Conf<T>();", "has type parameters")]
    [InlineData("private partial Text Conf(ref int x);", "takes 'x' by reference")]
    public async Task Where_the_generator_writes_no_body_the_rule_says_why(string method, string why)
    {
        var found = await PolicyProject.Of(("/src/Policy.cs", $"public sealed partial class Site {{ [Template(\"templates/a.j2\")] {method} }}"))
            .WithTemplates(("templates/a.j2", "x")).DiagnosticsAsync("CS8795");
        Assert.Contains(why, Assert.Single(found, static one => one.Id == "OPM5007").GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_class_that_is_not_partial_is_told()
    {
        var found = await PolicyProject.Of(("/src/Policy.cs", "public sealed class Site { [Template(\"templates/a.j2\")] public partial Text Conf(); }"))
            .WithTemplates(("templates/a.j2", "x")).DiagnosticsAsync("CS0751", "CS8795");
        Assert.Contains("partial class Site", Assert.Single(found, static one => one.Id == "OPM5007").GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_that_is_not_there_is_told_with_the_one_that_is_meant()
    {
        var found = await Verify.TemplatesAsync("[Template({|OPM2009:\"templates/b.j2\"|})] private partial Text Conf();", ("sub/b.j2", "x"), ("other.txt", "x"));
        Assert.Contains("Did you mean 'templates/sub/b.j2'?", Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{ {|OPM4001:password|} }}")]
    [InlineData("{{ domain }}{% if domain %}\n{{ {|OPM4001:password|} }}{% endif %}")]
    public Task A_secret_is_not_written_into_a_string(string template) =>
        Verify.TemplatesAsync("[Template(\"templates/a.j2\")] private partial string Conf();", ("a.j2", template));

    [Fact]
    public Task A_string_may_depend_on_whether_there_is_a_secret() =>
        Verify.TemplatesAsync("[Template(\"templates/a.j2\")] private partial string Conf();", ("a.j2", "{% if password %}auth{% endif %}"));

    [Fact]
    public Task A_warning_can_be_turned_off_where_the_method_stands() =>
        Verify.TemplatesAsync("#pragma warning disable OPM5003\n" + Conf + "\n#pragma warning restore OPM5003", ("a.j2", "x"));
}
