namespace OpsMop.Templates.Compiler.Tests;

public class CompiledTemplateTests
{
    private const string Upstreams = "public sealed record Upstream(string Host, int Port, int? MaxConns, bool Backup, string? Comment, IReadOnlyList<string> Tags);";

    [Fact]
    public void A_template_is_the_body_of_its_method()
    {
        var project = CompiledProject.Of(
            """
            public string Domain { get; set; } = "example.com";
            [Template("templates/main.j2")] public partial Text Conf(IReadOnlyList<Upstream> upstreams);
            public string Try() => Conf([new("a", 80, 5, false, null, ["x", "y"]), new("b", 81, null, true, "spare", [])]).ToString();
            """,
            Upstreams,
            ("main.j2", """
            server_name {{ domain }};
            {%- for u in upstreams %}
            server {{ u.host }}:{{ u.port }}{% if u.max_conns %} max_conns={{ u.max_conns }}{% endif %}{% if u.backup %} backup{% endif %};{{ ' # ' ~ u.comment if u.comment else '' }} {{ u.tags|join(',')|upper }} {{ loop.index }}/{{ loop.length }}
            {%- else %}
            none
            {%- endfor %}
            {{ upstreams|map(attribute='host')|join('+') }} {{ upstreams|length }}
            """));
        Assert.Empty(project.Messages);
        Assert.Equal("server_name example.com;\nserver a:80 max_conns=5; X,Y 1/2\nserver b:81 backup; # spare  2/2\na+b 2", project.Render("Try"));
    }

    [Theory]
    [InlineData("{{ upstrems }}", "templates/main.j2(1,4): CS0103")]
    [InlineData("\n  {% for u in upstreams %}{{ u.hots }}{% endfor %}", "templates/main.j2(2,32): CS1061")]
    [InlineData("{% for u in upstreams %}\n{{ u.comment }}{% endfor %}", "templates/main.j2(2,4): CS8604")]
    [InlineData("{% for u in upstreams %}\n{{ u.max_conns }}{% endfor %}", "templates/main.j2(2,4): CS8629")]
    [InlineData("{{ upstreams|map(attribute='hots')|join }}", "templates/main.j2(1,28): CS0117")]
    [InlineData("{{ (upstreams|first).hots }}", "templates/main.j2(1,22): CS1061")]
    [InlineData("{{ upstreams|sort(attribute='port')|map(attribute='prot')|list }}", "templates/main.j2(1,51): CS0117")]
    [InlineData("{% macro m(u) %}{{ u.hots }}{% endmacro %}{{ m(upstreams|first) }}", "templates/main.j2(1,22): CS1061")]
    public void What_is_wrong_is_an_error_at_its_place_in_the_template(string template, string expected)
    {
        var project = CompiledProject.Of("[Template(\"templates/main.j2\")] public partial Text Conf(IReadOnlyList<Upstream> upstreams);", Upstreams, ("main.j2", template));
        Assert.Contains(project.Messages, message => message.StartsWith(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{% if u.comment %}{{ u.comment }}{% endif %}", "spare")]
    [InlineData("{% if u.comment is not none and u.max_conns %}{{ u.comment }}{{ u.max_conns }}{% endif %}", "spare7")]
    [InlineData("{% if u.max_conns is defined %}{{ u.max_conns }}{% endif %}", "7")]
    [InlineData("{{ u.comment | default('none') }}{{ u.max_conns | default(3) + 1 }}", "spare8")]
    [InlineData("{{ u.comment if u.comment else '-' }}", "spare")]
    [InlineData("{% if not u.comment %}-{% else %}{{ u.comment | upper }}{% endif %}", "SPARE")]
    [InlineData("{% if u.comment == none %}-{% else %}{{ u.comment }}{% endif %}", "spare")]
    public void A_nullable_that_was_asked_for_can_be_written(string template, string expected) => Assert.Equal(expected, RenderUpstream(template));

    [Theory]
    [InlineData("{% macro m(u) %}{{ u.host }}{% endmacro %}{{ m(u) }}{{ m(u=u)|upper }}", "aA")]
    [InlineData("{% macro m(x, y=2) %}{{ x }}{{ y }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1) }}{{ m(1, 'b', u.port, z=3) }}", "12(){}1b(80,){'z': 3}")]
    [InlineData("{% macro m(n) %}{{ n }}{% if n > 0 %}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(3) }}", "3210")]
    [InlineData("{% macro m(u) %}<{{ caller(u.host) }}>{% endmacro %}{% call(h) m(u) %}{{ h }}!{% endcall %}", "<a!>")]
    [InlineData("{% set f = u.host %}{% for t in u.tags %}{{ f }}{{ t }}{% endfor %}", "axay")]
    [InlineData("{% for t in u.tags recursive %}{{ t }}{% endfor %}", "xy")]
    [InlineData("{{ [u, u] | map(attribute='host') | join }}{{ ([u] | first).port }}", "aa80")]
    [InlineData("{% for port, us in [u] | groupby('port') %}{{ port }}{% for x in us %}{{ x.host }}{% endfor %}{% endfor %}", "80a")]
    [InlineData("{{ u.tags[1] }}{{ u.tags[5] | default('-') }}{{ u.tags[-1] }}{{ u.tags[:1] }}", "y-y['x']")]
    [InlineData("{{ 'x' in u.tags }}{{ u.tags is iterable }}{{ u.port is divisibleby 8 }}{{ u.port / 3 > 26 }}", "TrueTrueTrueTrue")]
    [InlineData("{% set ns = namespace(n=0) %}{% for t in u.tags %}{% set ns.n = ns.n + 1 %}{% endfor %}{{ ns.n }}", "2")]
    [InlineData("{{ '%s-%s' % ('a' if false, u.port) }}", "-80")]
    [InlineData("{{ ('%s-%s' % ('a' if false, 31) or '%x' % 3) }}", "-31")]
    [InlineData("{% filter upper %}{{ u.host }}{% endfilter %}{% set b %}{{ u.host }}{% endset %}{{ b }}{% with h = u.host %}{{ h }}{% endwith %}", "Aaa")]
    public void Statements_keep_the_types_of_what_they_are_given(string template, string expected) => Assert.Equal(expected, RenderUpstream(template));

    [Fact]
    public void Members_of_the_class_are_names_and_its_methods_are_functions()
    {
        var project = CompiledProject.Of(
            """
            private readonly string _prefix = "p";
            private static int Limit => 5;
            public const string Motto = "so";
            private string Quote(string text, int times = 1) => string.Concat(System.Linq.Enumerable.Repeat("'" + text + "'", times));
            private Kind Mode => Kind.Fast;
            [Template("templates/main.j2")] private partial string Conf(Dictionary<string, int> ports, (string Name, int Value) pair, UnixMode mode, DateTime? when, decimal price, object any);
            public string Try() => Conf(new() { ["http"] = 80 }, ("a", 1), "0644", null, 1.50m, new[] { "x" });
            """,
            "public enum Kind { Slow, Fast }",
            ("main.j2", "{{ _prefix }}{{ limit }}{{ motto }}{{ quote('a') }}{{ Quote('b', 2) }}{{ mode }}{{ Mode }}{% for k, v in ports.items() %}{{ k }}={{ v }}{% endfor %}{{ ports.http }}{{ ports['http'] }}"
                + "{{ ports.nope | default('-') }}{{ pair.name }}{{ pair[1] }}{{ when | default('never') }}{{ price }}{{ any | join }}{{ mode == '0644' }}"));
        Assert.Empty(project.Messages);
        Assert.Equal("p5so'a''b''b'0644Fasthttp=808080-a1never1.5xTrue", project.Render("Try"));
    }

    [Fact]
    public void Included_and_imported_templates_are_found_beside_the_one_that_names_them_and_compiled_with_its_types()
    {
        var project = CompiledProject.Of(
            Upstream("templates/sites/main.j2"),
            Upstreams,
            ("sites/main.j2", "{% extends '../base.j2' %}{% import 'lib/macros.j2' as m %}{% block body %}{{ super() }}{% include 'part.j2' %}{{ m.server(u) }}{% endblock %}"),
            ("base.j2", "<{% block body %}base {% endblock %}>"),
            ("sites/part.j2", "{{ u.host }} "),
            ("sites/lib/macros.j2", "{% macro server(one) %}{{ one.port }}{% endmacro %}"));
        Assert.Empty(project.Messages);
        Assert.Equal("<base a 80>", project.Render("Try"));
    }

    [Theory]
    [InlineData("part.j2", "{{ u.hots }}", "templates/part.j2(1,6): CS1061")]
    [InlineData("part.j2", "\n{% for x in u.tags %}{{ y }}{% endfor %}", "templates/part.j2(2,25): CS0103")]
    [InlineData("macros.j2", "{% macro server(one) %}\n {{ one.prot }}{% endmacro %}", "templates/macros.j2(2,9): CS1061")]
    public void What_is_wrong_in_a_part_is_an_error_at_its_place_in_the_part(string name, string text, string expected)
    {
        var parts = new Dictionary<string, string> { ["part.j2"] = "", ["macros.j2"] = "{% macro server(one) %}{% endmacro %}", [name] = text };
        var project = CompiledProject.Of(
            Upstream("templates/main.j2"),
            Upstreams,
            ("main.j2", "{% import 'macros.j2' as m %}{% include 'part.j2' %}{{ m.server(u) }}"),
            ("part.j2", parts["part.j2"]),
            ("macros.j2", parts["macros.j2"]));
        Assert.Contains(project.Messages, message => message.StartsWith(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void A_secret_stays_a_secret_part_of_the_text()
    {
        var project = CompiledProject.Of(
            """
            [Template("templates/main.j2")] private partial Text Conf(Secret password, Text note);
            public Text Try() => Conf(Secret.Adopt("hunter2"), $"note {Secret.Adopt("n0te")}");
            """,
            ("main.j2", "a={{ password }} b={{ password | upper }} c={{ 'x' ~ password ~ 'y' }} {% set p = password %}d={{ p }} {% macro m(x) %}{{ x }}{% endmacro %}e={{ m(password) }} {{ note }} {% if password %}f{% endif %}"));
        Assert.Empty(project.Messages);
        var text = (Text)project.Call("Try")!;
        Assert.Equal("a=hunter2 b=HUNTER2 c=xhunter2y d=hunter2 e=hunter2 note n0te f", text.Reveal());
        Assert.Equal("a=*** b=*** c=x***y d=*** e=*** note *** f", text.ToString());
    }

    [Fact]
    public void A_rendering_stops_when_it_is_cancelled_and_tells_where_it_fails()
    {
        var project = CompiledProject.Of(
            """
            [Template("templates/main.j2")] private partial string Conf(object values, System.Threading.CancellationToken cancel);
            public string Try(object values, bool cancelled) => Conf(values, new System.Threading.CancellationToken(cancelled));
            """,
            ("main.j2", "line 1\n{% for v in values %}{{ v.name }}{% endfor %}"));
        Assert.Empty(project.Messages);
        Assert.Equal("line 1\nx", project.Render("Try", new[] { new Dictionary<string, object?> { ["name"] = "x" } }, false));
        Assert.ThrowsAny<OperationCanceledException>(() => project.Render("Try", new[] { 1, 2 }, true));
        var fault = Assert.Throws<TemplateException>(() => project.Render("Try", new[] { new Dictionary<string, object?> { ["nam"] = "x" } }, false));
        Assert.Equal(("templates/main.j2", 2), (fault.Path, fault.Line));
        Assert.Contains("'name'", fault.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rendering_that_nests_without_an_end_is_an_error()
    {
        var project = CompiledProject.Of(
            """[Template("templates/main.j2")] public partial string Conf();""",
            ("main.j2", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"));
        Assert.Empty(project.Messages);
        Assert.Contains("nested", Assert.Throws<TemplateException>(() => project.Render("Conf")).Problem, StringComparison.Ordinal);
    }

    private static string Upstream(string template) => $$"""
        [Template("{{template}}")] private partial Text Conf(Upstream u);
        public string Try() => Conf(new("a", 80, 7, false, "spare", new[] { "x", "y" })).ToString();
        """;

    private static string RenderUpstream(string template)
    {
        var project = CompiledProject.Of(Upstream("templates/main.j2"), Upstreams, ("main.j2", template));
        Assert.True(project.Messages.Count == 0, string.Join("\n", project.Messages) + project.Generated);
        return project.Render("Try");
    }
}
