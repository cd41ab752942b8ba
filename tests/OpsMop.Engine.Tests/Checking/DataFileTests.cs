using OpsMop.Engine.Tests.Running;

namespace OpsMop.Engine.Tests.Checking;

/// <summary>Data files and example hosts of a model check, and what is wrong with them at their lines.</summary>
public sealed class DataFileTests : IDisposable
{
    private readonly CheckedModel _model = new();

    [Fact]
    public async Task Unknown_names_and_wrong_values_are_reported_at_their_lines()
    {
        _model.Data("prod.yaml", "say: hello", "web:", "  port: 99999", "  prot: 3", "wbe:", "  port: 1", "web2: {}");
        await _model.RunAsync(roles => roles.Add<Web>());

        Assert.Equal(["prod.yaml(3) OPM6004", "prod.yaml(4) OPM6002", "prod.yaml(5) OPM6001", "prod.yaml(7) OPM6001"], _model.Places);
        Assert.Contains("Did you mean 'port'?", _model.Report.Findings[1].Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'web'?", _model.Report.Findings[2].Message, StringComparison.Ordinal);
        Assert.All(_model.Report.Findings, finding => Assert.DoesNotContain("only for", finding.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_value_in_a_list_is_reported_at_its_own_line()
    {
        _model.Data("prod.yaml", "web:", "  others:", "    - 80", "    - many");
        await _model.RunAsync(roles => roles.Add<Web>());

        Assert.Equal(["prod.yaml(4) OPM6004"], _model.Places);
    }

    [Fact]
    public async Task Data_of_a_role_that_is_added_whole_and_an_obsolete_variable_are_reported()
    {
        _model.Data("prod.yaml", "whole:", "  port: 1", "web:", "  number: 2");
        await _model.RunAsync(roles =>
        {
            roles.Add(new Web { Port = 81 }, "whole");
            roles.Add<Web>();
        });

        Assert.Equal(["prod.yaml(2) OPM6003", "prod.yaml(4) OPM6005"], _model.Places);
        Assert.False(_model.Report.Findings[1].IsError);
    }

    [Theory]
    [InlineData("web: [", "OPM6006")]
    [InlineData("- web", "OPM6006")]
    [InlineData("web: {port: 1, port: 2}", "OPM6006")]
    [InlineData("web: {port: [1]}", "OPM6004")]
    public async Task A_file_that_is_no_data_is_reported_and_the_rest_is_checked(string text, string id)
    {
        _model.Data("bad.yaml", text).Data("empty.yaml").Data("good.json", """{"web": {"port": 8080}}""");
        await _model.RunAsync(roles => roles.Add<Web>());

        Assert.Equal([$"bad.yaml(1) {id}"], _model.Places.Select(place => place.Replace("(2)", "(1)", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_file_that_has_gone_is_reported()
    {
        _model.Data("gone.yaml");
        File.Delete(Path.Combine(_model.Folder, "gone.yaml"));
        await _model.RunAsync(roles => roles.Add<Web>());

        Assert.Equal(["gone.yaml(0) OPM6006"], _model.Places);
    }

    [Fact]
    public async Task What_only_one_environment_breaks_is_told_with_its_name()
    {
        _model.Data("prod.yaml", "web: {port: 81}").Data("test.yaml", "web: {port: 82}");
        await _model.RunAsync(roles =>
        {
            roles.Add<Web>();
            roles.Add(new InlineRole(host => host.Directory("/etc/web/82")));
        });

        Assert.EndsWith("(only for environment test)", Assert.Single(_model.Report.Findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_environment_completes_is_checked_with_it_and_not_noted()
    {
        _model.Data("prod.yaml", "mail: {domain: example.org}");
        await _model.RunAsync(roles =>
        {
            roles.Add<Mail>();
            roles.Add(new InlineRole(host => host.Directory("/etc/mail/example.org")));
        });

        Assert.Equal(["OPM2006"], _model.Ids);
        Assert.Empty(_model.Report.Notes);
    }

    [Fact]
    public async Task A_role_of_one_target_or_of_another_policy_is_no_unknown_name()
    {
        _model.Data("prod.yaml", "web: {port: 1}", "mac: {port: 2}", "nobody: {}");
        _model.Targets = ["debian", "macos"];
        await _model.RunAsync(
        [
            () => new InlinePolicy(host =>
            {
                if (host.Platform.Is("macos"))
                {
                    host.Include<Web>(name: "mac");
                }
            }),
            () => new InlinePolicy(roles => roles.Add<Web>()),
        ]);

        Assert.Equal(["prod.yaml(3) OPM6001"], _model.Places);
    }

    [Fact]
    public async Task A_name_that_an_unchecked_branch_may_include_is_a_note_and_a_slip_is_an_error()
    {
        _model.Data("prod.yaml", "mail: {domain: x}", "elsewhere: {port: 2}", "wbe: {}");
        _model.RoleNames.Add("Mail");
        await _model.RunAsync(roles =>
        {
            roles.Add<Web>();
            roles.Add(new InlineRole(host =>
            {
                if (host.FileTests.Exists("/etc/mailname"))
                {
                    host.Include<Mail>();
                }
            }));
        });

        Assert.Equal(["prod.yaml(3) OPM6001"], _model.Places);
        Assert.Equal([0, 2], _model.Report.Notes.Select(note => note.Location.File.EndsWith("prod.yaml", StringComparison.Ordinal) ? note.Location.Line : 0).Order());
    }

    [Fact]
    public async Task A_name_that_only_what_is_loaded_can_tell_is_a_note_even_if_a_sample_is_called_nearly_so()
    {
        (_model.Loads, _model.HasSample) = (true, true);
        _model.Data("prod.yaml", "c: {port: 2}", "aa: {port: 3}", "a: {port: 81}", "b: {port: 82}");
        await _model.RunAsync(() => new Asking());

        Assert.DoesNotContain("OPM6001", _model.Ids);
        Assert.Equal([1, 2], _model.Report.Notes.Select(note => note.Location.Line));
    }

    [Fact]
    public async Task An_example_host_has_a_name_groups_a_platform_and_variables()
    {
        _model.Targets = ["debian", "alpine"];
        _model.Data("prod.yaml", "web: {port: 81}")
            .Host("db1.yaml", "groups: [db]", "target: alpine", "platform:", "  version: 3.20", "  processors: 64", "  service-manager: s6", "variables:", "  web: {port: 82}")
            .Host("any.yaml", "name: web1");
        var seen = new HashSet<string>();
        await _model.RunAsync(roles =>
        {
            var port = 0;
            roles.Add<Web>(web => port = web.Port.Value);
            roles.Add(new InlineRole(host => seen.Add(
                $"{host.Name} {host.Platform.Distribution} {host.Platform.Version} {host.Platform.Processors} {host.Platform.Is("s6")} {host.Platform.Is("openrc")} {(host.Name == "db1" ? string.Join(',', host.Groups) : "")} {port}")));
        });

        Assert.Empty(_model.Report.Findings);
        Assert.Equal(
            ["db1 alpine 3.20 64 True False db 82", "web1 alpine 3.21.3 2 False True  80", "web1 alpine 3.21.3 2 False True  81", "web1 debian 12 2 False False  80", "web1 debian 12 2 False False  81"],
            seen.Order(StringComparer.Ordinal));
        Assert.Equal((2, 1), (_model.Report.Hosts, _model.Report.DataFiles));
    }

    [Fact]
    public async Task A_policy_without_targets_is_checked_for_those_of_the_example_hosts()
    {
        _model.Host("a.yaml", "target: gentoo").Host("b.yaml", "target: openbsd");
        await _model.RunAsync(host => host.Package("nginx"));

        // The host says what it is, so that a resource which nothing provides there is a fault.
        Assert.Equal(["gentoo", "openbsd"], _model.Report.Targets);
        Assert.Equal(["OPM2012", "OPM2012"], _model.Ids);
    }

    [Fact]
    public async Task A_host_may_be_one_of_those_that_a_target_stands_for_and_one_that_is_not_is_noted()
    {
        _model.Targets = ["linux"];
        _model.Host("a.yaml", "target: alpine").Host("b.yaml", "target: macos");
        var seen = new HashSet<string>();
        await _model.RunAsync(host => seen.Add($"{host.Name} {host.Platform.Distribution}"));

        Assert.Equal(["a alpine"], seen);
        Assert.Contains("it is macos, and the policy is for linux", Assert.Single(_model.Report.Notes).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_of_one_example_host_is_told_with_its_name()
    {
        _model.Host("web1.yaml", "groups: [web]").Host("db1.yaml", "groups: [db]");
        await _model.RunAsync(host =>
        {
            host.File("/x").Content("x").Mode("0644");
            if (host.Groups.Contains("db"))
            {
                host.Directory("/x");
            }
        });

        Assert.EndsWith("(only for host db1)", Assert.Single(_model.Report.Findings).Message, StringComparison.Ordinal);
        Assert.Empty(_model.Report.Notes);
    }

    [Theory]
    [InlineData("gruops: [web]", "OPM6002", "Did you mean 'groups'?")]
    [InlineData("groups: web", "OPM6004", "a list of names")]
    [InlineData("groups: [[web]]", "OPM6004", "a list of names")]
    [InlineData("name: [x]", "OPM6004", "name")]
    [InlineData("target: debain", "OPM2012", "Did you mean 'debian'?")]
    [InlineData("target: 3", "OPM2012", "Known are")]
    [InlineData("platform: linux", "OPM6004", "platform")]
    [InlineData("platform: {verison: 3}", "OPM6002", "Did you mean 'version'?")]
    [InlineData("platform: {processors: many}", "OPM6004", "a whole number")]
    [InlineData("platform: {memory: -1}", "OPM6004", "a whole number")]
    [InlineData("platform: {version: []}", "OPM6004", "text")]
    [InlineData("variables: []", "OPM6004", "variables")]
    [InlineData("variables: {web: {prot: 3}}", "OPM6002", "Did you mean 'port'?")]
    [InlineData("variables: {wbe: {port: 3}}", "OPM6001", "Did you mean 'web'?")]
    [InlineData("variables: {web: {port: 0}}", "OPM6004", "port")]
    [InlineData("- web", "OPM6006", "An example host")]
    public async Task What_is_wrong_with_an_example_host_is_reported_at_its_line(string line, string id, string help)
    {
        _model.Host("bad.yaml", line.StartsWith('-') ? line : "# a comment", line.StartsWith('-') ? "" : line);
        await _model.RunAsync(roles => roles.Add<Web>());

        Assert.Equal([$"bad.yaml({(line.StartsWith('-') ? 1 : 2)}) {id}"], _model.Places);
        Assert.Contains(help, _model.Report.Findings[0].Message, StringComparison.Ordinal);
    }

    public void Dispose() => _model.Dispose();
}
