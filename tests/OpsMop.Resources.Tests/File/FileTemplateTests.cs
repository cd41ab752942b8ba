using System.Text;
using OpsMop.Engine.Diffs;
using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class FileTemplateTests
{
    private readonly MemorySystem _system = new MemorySystem().WithDirectory("/etc");
    private readonly Bench _bench;

    public FileTemplateTests() => _bench = new Bench(_system);

    [Fact]
    public async Task A_template_is_rendered_with_its_values_and_then_nothing_is_left_to_do()
    {
        Source("templates/app.conf.j2", "port={{ port }}\n{% for host in hosts %}\nhost={{ host }}\n{%- endfor %}\n");
        var values = new TemplateValues { ["port"] = 8080, ["hosts"] = new[] { "a", "b" } };
        Assert.Equal(["create: 0644, 25 bytes"], await _bench.ConvergeAsync(host => host.File("/etc/app.conf").Template("templates/app.conf.j2", values)));
        Assert.Equal("port=8080\n\nhost=a\nhost=b\n", await TextAsync());
    }

    [Fact]
    public async Task A_plan_shows_what_the_template_will_write()
    {
        Source("templates/app.conf.j2", "port={{ port }}\n");
        Assert.Equal(
            ["File[/etc/app.conf] create: 0644, 10 bytes"],
            await _bench.PlanAsync(host => host.File("/etc/app.conf").Template("templates/app.conf.j2", new TemplateValues { ["port"] = 8080 })));
    }

    [Fact]
    public async Task Without_values_the_template_knows_the_host()
    {
        Source("templates/motd.j2", "{{ host.name }} {{ name }}\n");
        await _bench.ConvergeAsync(host => host.File("/etc/app.conf").Template("templates/motd.j2"));
        Assert.Equal("test test\n", await TextAsync());
    }

    [Fact]
    public async Task Values_can_be_added_to_those_of_the_host()
    {
        Source("templates/motd.j2", "{{ name }}:{{ port }}\n");
        await _bench.ConvergeAsync(host => host.File("/etc/app.conf").Template("templates/motd.j2", TemplateValues.Of(host).With("port", 80)));
        Assert.Equal("test:80\n", await TextAsync());
    }

    [Fact]
    public async Task Included_templates_are_found_beside_the_one_that_names_them()
    {
        Source("templates/main.j2", "{% include 'parts/a.j2' %}{% import 'm.j2' as m %}{{ m.twice('x') }}\n");
        Source("templates/parts/a.j2", "a {% include '../b.j2' %}");
        Source("templates/b.j2", "b ");
        Source("templates/m.j2", "{% macro twice(text) %}{{ text }}{{ text }}{% endmacro %}");
        await _bench.ConvergeAsync(host => host.File("/etc/app.conf").Template("templates/main.j2", []));
        Assert.Equal("a b xx\n", await TextAsync());
    }

    [Fact]
    public async Task Options_say_how_it_is_read()
    {
        Source("templates/app.conf.j2", "{% if true %}\na\n{% endif %}\n");
        await _bench.ConvergeAsync(host => host.File("/etc/app.conf").Template("templates/app.conf.j2", [], TemplateOptions.Ansible));
        Assert.Equal("a\n", await TextAsync());
    }

    [Fact]
    public async Task A_secret_stays_secret_and_the_new_file_is_for_its_owner_alone()
    {
        Source("templates/app.conf.j2", "user=app\npassword={{ password }}\n");
        await _bench.ConvergeAsync(host => host.File("/etc/app.conf").Template("templates/app.conf.j2", new TemplateValues { ["password"] = Secret.Adopt("hunter2") }));
        Assert.Equal(["write /etc/app.conf 0600 root:root"], _system.Effects);
        Assert.Equal("user=app\npassword=hunter2\n", await TextAsync());
        await _bench.ApplyAsync(host => host.File("/etc/app.conf").Template("templates/app.conf.j2", new TemplateValues { ["password"] = Secret.Adopt("hunter3") }));
        string diff = UnifiedDiff.Render(_bench.Changes[0].Diff!);
        Assert.Contains("+password=***", diff);
        Assert.DoesNotContain("hunter", diff);
    }

    [Fact]
    public async Task A_secret_in_a_file_that_everybody_can_read_is_refused()
    {
        Source("templates/app.conf.j2", "password={{ password }}\n");
        var values = new TemplateValues { ["password"] = Secret.Adopt("hunter2"), ["user"] = "app" };
        string failure = await _bench.FailureAsync(host => host.File("/etc/app.conf").Template("templates/app.conf.j2", values).Mode("0644"));
        Assert.Equal("What templates/app.conf.j2 renders holds a secret, and mode 0644 lets every user read it. Use \"0600\" or \"0640\".", failure);

        // A secret that is given and not written is none.
        Source("templates/app.conf.j2", "user={{ user }}\n");
        await _bench.ConvergeAsync(host => host.File("/etc/app.conf").Template("templates/app.conf.j2", values).Mode("0644"));
    }

    [Fact]
    public async Task What_a_secret_template_renders_is_secret()
    {
        _bench.Sources["templates/app.conf.j2"] = FileContent.FromBytes("k3y{{ 1 + 1 }}"u8.ToArray(), secret: true);
        await _bench.ApplyAsync(host => host.File("/etc/app.conf").Template("templates/app.conf.j2", []));
        Assert.DoesNotContain("k3y", UnifiedDiff.Render(_bench.Changes[0].Diff!));
        Assert.Equal(["write /etc/app.conf 0600 root:root"], _system.Effects);
    }

    [Theory]
    [InlineData("x\n  {{ prot }}", "templates/app.conf.j2(2,6): 'prot' is undefined. Did you mean 'port'?")]
    [InlineData("{{ port | uper }}", "templates/app.conf.j2(1,11): There is no filter 'uper'. Did you mean 'upper'?")]
    [InlineData("{% if port %}", "templates/app.conf.j2(1,14): Unexpected end")]
    [InlineData("\n{% include 'parts/b.j2' %}", "templates/app.conf.j2(2,12): There is no template 'parts/b.j2'. There is no file templates/parts/b.j2.")]
    [InlineData("{% include 'parts/a.j2' %}", "templates/parts/a.j2(1,4): 'nothing' is undefined.")]
    [InlineData("{% include '../../etc/passwd' %}", "templates/app.conf.j2(1,12): The template '../../etc/passwd' cannot be read: '../etc/passwd' leads out of its project")]
    [InlineData("{% include '/etc/passwd' %}", "templates/app.conf.j2(1,12): There is no template '/etc/passwd'. There is no file /etc/passwd.")]
    public async Task What_is_wrong_is_told_with_its_place_in_the_template(string template, string expected)
    {
        Source("templates/app.conf.j2", template);
        Source("templates/parts/a.j2", "{{ nothing }}");
        string failure = await _bench.FailureAsync(host => host.File("/etc/app.conf").Template("templates/app.conf.j2", new TemplateValues { ["port"] = 80 }));
        Assert.True(failure.StartsWith(expected, StringComparison.Ordinal), failure);
    }

    [Fact]
    public async Task A_template_that_is_no_text_is_refused()
    {
        _bench.Sources["templates/app.conf.j2"] = FileContent.FromBytes(new byte[] { 0x61, 0xff });
        Assert.Equal(
            "The template templates/app.conf.j2 cannot be read: it is not UTF-8: byte 2 is wrong. Save it as UTF-8.",
            await _bench.FailureAsync(host => host.File("/etc/app.conf").Template("templates/app.conf.j2", [])));
    }

    [Fact]
    public void Template_excludes_other_content()
    {
        Assert.StartsWith("OPM2001", Assert.Single(_bench.Validate(host => host.File("/etc/x").Content("x").Template("templates/x.j2", []))), StringComparison.Ordinal);
        Assert.StartsWith("OPM2001", Assert.Single(_bench.Validate(host => host.File("/etc/x").Template("templates/x.j2").Absent())), StringComparison.Ordinal);
        Assert.StartsWith("OPM2004", Assert.Single(_bench.Validate(host => host.File("/etc/x").Template("../x.j2", []))), StringComparison.Ordinal);
    }

    private void Source(string path, string text) => _bench.Sources[path] = FileContent.FromBytes(Encoding.UTF8.GetBytes(text));

    private async Task<string> TextAsync() => Encoding.UTF8.GetString((await _system.ReadAsync("/etc/app.conf")).Span);
}
