using System.Text.Json;

namespace OpsMop.Templates.Tests;

public sealed class TemplateTests
{
    private static TemplateException Fails(string text, TemplateValues? values = null, TemplateOptions? options = null) =>
        Assert.Throws<TemplateException>(() => Template.Parse(text, options).RenderString(values ?? []));

    private static string Renders(string text, TemplateValues? values = null, TemplateOptions? options = null) =>
        Template.Parse(text, options).RenderString(values ?? []);

    [Fact]
    public void A_name_that_is_not_there_is_an_error_with_line_column_and_what_was_meant()
    {
        TemplateException fault = Fails("a\n  {{ upstrem }}", new TemplateValues { ["upstream"] = "x" });
        Assert.Equal(("<template>", 2, 6), (fault.Path, fault.Line, fault.Column));
        Assert.StartsWith("'upstrem' is undefined. Did you mean 'upstream'?", fault.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void An_attribute_that_is_not_there_is_an_error_at_its_own_place()
    {
        TemplateException fault = Fails("{{ server.prot }}", new TemplateValues { ["server"] = new Dictionary<string, object?> { ["port"] = 80 } });
        Assert.Equal(11, fault.Column);
        Assert.Contains("has no attribute 'prot'", fault.Problem, StringComparison.Ordinal);
        Assert.Contains("'port'", fault.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void An_attribute_of_a_name_that_is_not_there_is_an_error_at_the_name() =>
        Assert.Equal(4, Fails("{{ server.port.x }}").Column);

    [Fact]
    public void A_name_that_a_loop_cannot_find_is_reported_where_it_is_looped_over() =>
        Assert.Equal((1, 13), (Fails("{% for x in servers %}{% endfor %}").Line, Fails("{% for x in servers %}{% endfor %}").Column));

    [Fact]
    public void A_filter_that_is_not_there_is_an_error_when_the_template_is_loaded()
    {
        TemplateException fault = Assert.Throws<TemplateException>(() => Template.Parse("{% if false %}{{ x | uper }}{% endif %}"));
        Assert.Equal("There is no filter 'uper'. Did you mean 'upper'?", fault.Problem);
        Assert.Equal(22, fault.Column);
    }

    [Fact]
    public void A_test_that_is_not_there_is_an_error_when_the_template_is_loaded() => Assert.Equal(
        "There is no test 'defind'. Did you mean 'defined'?", Assert.Throws<TemplateException>(() => Template.Parse("{{ x is defind }}")).Problem);

    [Theory]
    [InlineData("{% for x in [1] %}{{ loop.indx }}{% endfor %}", "'index'")]
    [InlineData("{% macro footer() %}{% endmacro %}{{ foter() }}", "'footer'")]
    [InlineData("{% block body %}{% endblock %}{{ self.bodi() }}", "'body'")]
    [InlineData("{% macro m(port) %}{% endmacro %}{{ m(prot=1) }}", "'port'")]
    public void What_was_meant_is_said_of_other_names_too(string template, string meant) =>
        Assert.Contains($"Did you mean {meant}?", Fails(template).Problem, StringComparison.Ordinal);

    [Fact]
    public void A_fault_of_syntax_has_its_place()
    {
        TemplateException fault = Assert.Throws<TemplateException>(() => Template.Parse("a\n{% if %}", new TemplateOptions { Name = "x.j2" }));
        Assert.Equal(("x.j2", 2), (fault.Path, fault.Line));
    }

    [Fact]
    public void The_line_end_of_a_file_is_kept_unless_Jinja2s_way_is_asked_for()
    {
        Assert.Equal("a\n", Renders("a\n"));
        Assert.Equal("a", Renders("a\n", options: TemplateOptions.Jinja2));
        Assert.Equal("xb\n", Renders("{% if true %}\nx{% endif %}\nb\n", options: TemplateOptions.Ansible));
    }

    [Fact]
    public void A_secret_stays_a_secret_part_of_what_is_rendered()
    {
        var values = new TemplateValues { ["password"] = Secret.Adopt("hunter2"), ["user"] = "joe" };
        Text text = Template.Parse("user={{ user }}\npassword={{ password }}\n").Render(values);
        Assert.Equal("user=joe\npassword=***\n", text.ToString());
        Assert.True(text.IsSecret);
    }

    [Theory]
    [InlineData("{% set x %}<{{ p }}>{% endset %}{{ x }}|{{ x }}", "<***>|<***>")]
    [InlineData("{% macro m(a) %}[{{ a }}]{% endmacro %}{{ m(p) }}{{ m(p) ~ '!' }}", "[***][***]!")]
    [InlineData("{% macro m() %}({{ caller() }}){% endmacro %}{% call m() %}{{ p }}{% endcall %}", "(***)")]
    [InlineData("{% block b %}{{ p }}{% endblock %}-{{ self.b() }}", "***-***")]
    [InlineData("{% for x in [p] recursive %}{{ x }}{% endfor %}", "***")]
    [InlineData("{% filter upper %}{{ p }}{% endfilter %}", "***")]
    [InlineData("{% set ns = namespace(p=p) %}{% with q = ns.p %}{{ q }}{% endwith %}", "***")]
    [InlineData("a{% import 'lib' as lib with context %}{{ lib }}b", "a<***>b")]
    [InlineData("a{% include 'lib' %}b", "a<***>b")]
    public void A_secret_stays_secret_through_what_captures_text(string template, string shown)
    {
        var options = new TemplateOptions { Loader = new DictionaryTemplateLoader(new Dictionary<string, string> { ["lib"] = "<{{ p }}>" }) };
        Text text = Template.Parse(template, options).Render(new TemplateValues { ["p"] = Secret.Adopt("hunter2") });
        Assert.Equal(shown, text.ToString());
        Assert.True(text.IsSecret);
    }

    [Fact]
    public void A_template_with_a_secret_is_not_rendered_to_a_string()
    {
        TemplateException fault = Fails("{{ p }}", new TemplateValues { ["p"] = Secret.Adopt("hunter2") });
        Assert.DoesNotContain("hunter2", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_template_does_to_a_list_is_not_left_behind_for_the_next_rendering()
    {
        var list = new List<int> { 1 };
        var values = new TemplateValues { ["xs"] = list };
        var template = Template.Parse("{% do xs.append(2) %}{{ xs }}");
        Assert.Equal("[1, 2]", template.RenderString(values));
        Assert.Equal("[1, 2]", template.RenderString(values));
        Assert.Equal([1], list);
    }

    [Fact]
    public void A_template_is_rendered_by_several_threads()
    {
        var options = new TemplateOptions { Loader = new DictionaryTemplateLoader(new Dictionary<string, string> { ["part"] = "{{ x }}{% do xs.append(x) %}" }) };
        var template = Template.Parse("{% for x in xs %}{% include 'part' %}{% if loop.index > 4 %}{% break %}{% endif %}{% endfor %}", options);
        var values = new TemplateValues { ["xs"] = new[] { 1, 2, 3 } };
        Parallel.For(0, 200, _ => Assert.Equal("12312", template.RenderString(values)));
    }

    [Fact]
    public void Values_come_from_dictionaries_JSON_and_YAML()
    {
        const string Template = "{{ a }} {{ b.c }} {{ d[1] }} {{ e is none }} {{ f }}";
        Assert.Equal("1 x 2.5 True True", Renders(Template, new Dictionary<string, object?>
        {
            ["a"] = 1, ["b"] = new Dictionary<string, object?> { ["c"] = "x" }, ["d"] = new object[] { 1, 2.5 }, ["e"] = null, ["f"] = true,
        }));
        Assert.Equal("1 x 2.5 True True", Renders(Template, TemplateValues.FromJson("""{"a": 1, "b": {"c": "x"}, "d": [1, 2.5], "e": null, "f": true}""")));
        Assert.Equal("1 x 2.5 True True", Renders(Template, TemplateValues.FromYaml("a: 1\nb:\n  c: x\nd: [1, 2.5]\ne:\nf: true\n")));
    }

    [Fact]
    public void YAML_is_read_by_the_core_schema()
    {
        TemplateValues values = TemplateValues.FromYaml("a: yes\nb: 0x1f\nc: 0o17\nd: 1e3\ne: '1'\nf: 1.10\ng: &x {k: 1}\nh: *x\ni: {<<: *x, j: 2}\nk: 12345678901234567890123\n");
        Assert.Equal("yes 31 15 1000.0 1 1.1 1 {'j': 2, 'k': 1} 12345678901234567890123", Renders("{{ a }} {{ b }} {{ c }} {{ d }} {{ e }} {{ f }} {{ h.k }} {{ i }} {{ k }}", values));
    }

    [Theory]
    [InlineData("a: [1\n", 2)]
    [InlineData("a: 1\na: 2\n", 2)]
    [InlineData("- 1\n", 1)]
    [InlineData("a: !x 1\n", 1)]
    [InlineData("a: *b\n", 1)]
    public void YAML_that_cannot_be_read_is_an_error_with_its_line(string yaml, int line)
    {
        TemplateException fault = Assert.Throws<TemplateException>(() => TemplateValues.FromYaml(yaml, "v.yml"));
        Assert.Equal(("v.yml", line), (fault.Path, fault.Line));
    }

    [Fact]
    public void Aliases_of_aliases_do_not_exhaust_the_process()
    {
        string yaml = "a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n" + string.Concat(Enumerable.Range(1, 9).Select(static i =>
            $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));
        Assert.Contains("more than", Assert.Throws<TemplateException>(() => TemplateValues.FromYaml(yaml)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void JSON_that_is_no_object_is_refused() => Assert.Throws<ArgumentException>(() => TemplateValues.FromJson(JsonDocument.Parse("[1]").RootElement));

    [Fact]
    public void Values_are_added_without_changing_those_that_were_there()
    {
        var values = new TemplateValues { ["a"] = 1 };
        Assert.Equal("23", Renders("{{ a }}{{ b }}", values.With("a", 2).And(new TemplateValues { ["b"] = 3 })));
        Assert.Equal("1", Renders("{{ a }}", values));
    }

    [Fact]
    public void What_is_known_of_a_host_is_looked_up_when_a_template_reads_it()
    {
        var facts = new Facts();
        TemplateValues values = TemplateValues.Of("web1", ["web", "all"], facts);
        Assert.Equal("web1 web,all", Renders("{{ host.name }} {{ groups | join(',') }}", values));
        Assert.Equal(0, facts.Asked);
        Assert.Equal("debian 12 apt", Renders("{{ platform.name }} {{ host.platform.version }} {{ platform.package_manager }}", values));
        Assert.Equal("web1.example.com eth0 10.0.0.1", Renders("{{ network.full_name }} {{ network.interfaces[0].name }} {{ network.addresses[0] }}", values));
        Assert.Equal("7 rack", Renders("{{ facts.rack.row }} {{ facts | join }}", values));
        Assert.Contains("Did you mean 'version'?", Fails("{{ platform.verson }}", values).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_that_a_template_cannot_know_is_refused_with_its_type()
    {
        var values = new TemplateValues();
        ArgumentException fault = Assert.Throws<ArgumentException>(() => values["x"] = new Uri("http://a").GetType());
        Assert.Contains("Type", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_that_names_others_needs_a_loader() =>
        Assert.Contains("loader", Fails("{% include 'a' %}").Problem, StringComparison.Ordinal);

    private sealed class Facts : IFacts
    {
        public int Asked { get; private set; }

        public PlatformFacts Platform => Ask(new PlatformFacts { System = "linux", Distribution = "debian", Version = "12", Architecture = "x86_64", PackageManager = "apt" });

        public NetworkFacts Network => Ask(new NetworkFacts
        {
            HostName = "web1", FullName = "web1.example.com", Interfaces = [new NetworkInterfaceFacts("eth0", "", false, [System.Net.IPAddress.Parse("10.0.0.1")])],
        });

        public FileTests FileTests => throw new NotSupportedException();

        public UserFacts UserFacts => Ask(new UserFacts(JsonSerializer.Deserialize<Dictionary<string, JsonElement>>("""{"rack": {"row": 7}}""")!));

        public ChaosFacts Chaos => throw new NotSupportedException();

        public void Invalidate()
        {
        }

        private T Ask<T>(T facts)
        {
            Asked++;
            return facts;
        }
    }
}
