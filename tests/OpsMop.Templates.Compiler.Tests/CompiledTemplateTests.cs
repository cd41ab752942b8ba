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
}
