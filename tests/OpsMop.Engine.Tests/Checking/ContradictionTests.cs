using OpsMop.Engine.Tests.Running;

namespace OpsMop.Engine.Tests.Checking;

/// <summary>Two resources that manage one thing in different ways (OPM2006).</summary>
public sealed class ContradictionTests : IDisposable
{
    private readonly TestRun _run = new();

    public static TheoryData<string, Action<Host>> Contradictions => new()
    {
        { "a file and a directory", host => { host.File("/x").Content("a").Mode("0644"); host.Directory("/x"); } },
        { "a file that is absent and a link", host => { host.File("/x").Absent(); host.Link("/x").Target("y"); } },
        { "a path that is written in another way", host => { host.File("/srv//x/").Content("a").Mode("0644"); host.Directory("/srv/./x"); } },
        { "a file that is there and is to be gone", host => { host.File("/x").Content("a").Mode("0644"); host.File("/x").Absent(); } },
        { "a unit with and without its ending", host => { host.Service("nginx").Running(); host.Service("nginx.service").Stopped(); } },
        { "one in an included role", host => { host.File("/etc/web/80").Absent(); host.Include<Web>(); host.Link("/etc/web/80").Target("y"); } },
    };

    public static TheoryData<string, Action<Host>> Compatible => new()
    {
        { "a pattern that is owned", host => { host.Directory("/srv/x"); host.Owns("/srv/x/*"); host.File("/srv/x/a").Content("a").Mode("0644"); } },
        { "a file and a link that are both to be gone", host => { host.File("/x").Absent(); host.Link("/x").Absent(); } },
        { "a user and a group of one name", host => { host.User("app"); host.Group("app"); } },
        { "a package and a service of one name", host => { host.Package("nginx"); host.Service("nginx").Running(); } },
        { "a service and a timer of one name", host => { host.Service("backup").Stopped(); host.Service("backup.timer").Running(); } },
        { "a command that creates the path", host => { host.Command($"touch /x").Creates("/x"); host.File("/x").Mode("0644"); } },
        { "alternatives", host => { host.File("/x").Content("a").Mode("0644").When(() => true); host.Directory("/x").When(() => false); } },
        { "a rescue", host => host.Try(() => host.File("/x").Content("a").Mode("0644")).Rescue(() => host.Directory("/x")) },
        { "a handler", host => { var handler = host.Handler("h", () => host.Directory("/x")); host.File("/x").Content("a").Mode("0644").Notifies(handler); } },
        { "invalid paths, which are reported as such", host => { host.File("x").When(() => true); host.Directory("x").When(() => true); } },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public async Task Two_resources_that_manage_one_thing_contradict_each_other(string what, Action<Host> define)
    {
        var findings = await _run.ValidateAsync(define);

        Assert.True(findings.Any(finding => finding is { Id: "OPM2006", IsError: true }), what);
    }

    [Theory]
    [MemberData(nameof(Compatible))]
    public async Task What_only_looks_alike_is_no_contradiction(string what, Action<Host> define)
    {
        var findings = await _run.ValidateAsync(define);

        Assert.False(findings.Any(finding => finding.Id == "OPM2006"), what);
    }

    [Fact]
    public async Task A_contradiction_across_roles_names_both_resources_and_both_lines_and_stands_at_the_later()
    {
        var line = CheckedModel.Line();
        var policy = new InlinePolicy(roles =>
        {
            roles.Add(new InlineRole(host => host.File("/etc/x").Content("a").Mode("0644")), "one");
            roles.Add(new InlineRole(host => host.Directory("/etc/x")), "two");
        });

        var finding = Assert.Single(await _run.ValidateAsync(policy));

        Assert.Equal(line + 4, finding.Location.Line);
        Assert.StartsWith("Directory[/etc/x] contradicts File[/etc/x] at ", finding.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            $"ContradictionTests.cs({line + 3}): both manage the path /etc/x. Remove one of them, or put each under a condition.",
            finding.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_resource_there_and_gone_is_said_once_and_as_the_compiler_says_it()
    {
        var finding = Assert.Single(await _run.ValidateAsync(host =>
        {
            host.File("/x").Content("a").Mode("0644");
            host.File("/x").Absent();
        }));

        Assert.Equal("OPM2006", finding.Id);
        Assert.Equal(
            Parsing.ModelFaults.GoneAndThere("File[/x]", isGoneHere: true, (finding.Location with { Line = finding.Location.Line - 1 }).ToString()),
            finding.Message);
    }

    [Fact]
    public async Task The_same_resource_gone_twice_is_declared_twice() =>
        Assert.Equal("OPM2005", Assert.Single(await _run.ValidateAsync(host =>
        {
            host.File("/x").Absent();
            host.File("/x").Absent();
        })).Id);

    [Fact]
    public async Task The_same_resource_twice_is_a_duplicate_and_not_a_contradiction_too()
    {
        var findings = await _run.ValidateAsync(host =>
        {
            host.File("/x").Content("a").Mode("0644");
            host.File("/x").Content("b").Mode("0644");
        });

        Assert.Equal("OPM2005", Assert.Single(findings).Id);
    }

    [Fact]
    public async Task A_plan_and_an_apply_refuse_a_contradiction()
    {
        static void Define(Host host)
        {
            host.File("/etc/x").Content("a").Mode("0644");
            host.Directory("/etc/x");
        }

        Assert.Equal("OPM2006", Assert.Single((await Assert.ThrowsAsync<InvalidPolicyException>(() => _run.PlanAsync(Define))).Findings).Id);
        Assert.Equal("OPM2006", Assert.Single((await Assert.ThrowsAsync<InvalidPolicyException>(() => _run.ApplyAsync(Define))).Findings).Id);
        Assert.Null(await _run.System.StatAsync("/etc/x", follow: true, default));
    }

    public void Dispose() => _run.Dispose();
}
