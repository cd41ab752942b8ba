using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class CommandProviderTests
{
    private readonly MemorySystem _system = new MemorySystem().WithUser("app").WithDirectory("/srv");
    private readonly List<ProcessRequest> _requests = [];
    private readonly Bench _bench;

    public CommandProviderTests()
    {
        _bench = new Bench(_system);
        _system.WithProcess("*", request =>
        {
            _requests.Add(request);
            return new ProcessResult(request.Arguments[^1].Contains("false", StringComparison.Ordinal) ? 1 : 0, "out", "");
        });
    }

    [Fact]
    public async Task A_command_is_words_and_its_result_is_the_outcome()
    {
        var folder = "a b";
        Assert.Equal(["run: git -C 'a b' pull"], await _bench.ApplyAsync(host => host.Command($"git -C {folder} pull")));
        Assert.Equal(["git", "-C", "a b", "pull"], _requests[0].Arguments);
        Assert.Equal("out", Assert.Single(_bench.Results).Output);
    }

    [Fact]
    public async Task A_shell_command_is_run_by_sh_and_an_exit_code_is_no_exception()
    {
        var file = "it's";
        await _bench.ApplyAsync(host => host.Shell($"wc -l < {file}; false"));
        Assert.Equal(["/bin/sh", "-c", "wc -l < 'it'\\''s'; false"], _requests[0].Arguments);
        Assert.Equal(1, Assert.Single(_bench.Results).ExitCode);
    }

    [Fact]
    public async Task A_script_whose_pipes_count_is_run_by_bash()
    {
        await _bench.ApplyAsync(host => host.Shell($"dump | gzip > /srv/dump.gz").Pipefail());
        Assert.Equal(["bash", "-o", "pipefail", "-c", "dump | gzip > /srv/dump.gz"], _requests[0].Arguments);
    }

    [Fact]
    public async Task Everything_reaches_the_process()
    {
        var secret = Secret.Adopt("hunter2");
        await _bench.ApplyAsync(host => host.Command($"psql")
            .Directory("/srv").Environment("A", "1").Environment("B", "2").Stdin($"password {secret}").SecretFile("PGPASSFILE", secret).As("app").Timeout("5s"));
        var request = Assert.Single(_requests);
        Assert.Equal("/srv", request.Directory.Value);
        Assert.Equal("2", request.Environment!["B"]);
        Assert.Equal("hunter2", request.SecretFiles!["PGPASSFILE"].Reveal());
        Assert.Equal("password ***", request.Input!.Shown);
        Assert.Equal("app", request.User);
        Assert.Equal(TimeSpan.FromSeconds(5), request.Timeout);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Creates_skips_the_command_and_narrows_what_it_may_do(bool exists, bool runs)
    {
        if (exists)
        {
            _system.WithFile("/srv/made", "");
        }

        Assert.Equal(runs ? 1 : 0, (await _bench.ApplyAsync(host => host.Shell($"make").Creates("/srv/made"))).Count);
        Assert.True(!runs || _bench.Changes[0].Effects!.Possible is ["/srv/made", "/srv/made/*"]);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task Removes_skips_the_command_where_there_is_nothing_to_remove(bool exists, bool runs)
    {
        if (exists)
        {
            _system.WithFile("/srv/old", "");
        }

        Assert.Equal(runs ? 1 : 0, (await _bench.ApplyAsync(host => host.Command($"rm /srv/old").Removes("/srv/old"))).Count);
    }

    [Fact]
    public async Task Queries_decide_and_run_as_the_command_would()
    {
        Assert.Empty(await _bench.ApplyAsync(host => host.Command($"x").Unless($"true")));
        Assert.Single(await _bench.ApplyAsync(host => host.Command($"x").Unless($"false")));
        Assert.Single(await _bench.ApplyAsync(host => host.Shell($"x").OnlyIf($"true")));
        Assert.Empty(await _bench.ApplyAsync(host => host.Shell($"x").OnlyIf($"false").As("app").Directory("/srv")));
        Assert.Equal("app", _requests[^1].User);
        Assert.Equal("/srv", _requests[^1].Directory.Value);
        Assert.Equal(["true", "false", "/bin/sh -c true", "/bin/sh -c false"], _system.Queries);
    }

    [Fact]
    public async Task What_is_missing_is_named_with_the_remedy()
    {
        Assert.Contains("There is no user \"no\"", await _bench.FailureAsync(host => host.Command($"x").As("no")));
        Assert.Contains("The working directory /no does not exist", await _bench.FailureAsync(host => host.Command($"x").Directory("/no")));
    }

    [Fact]
    public async Task In_a_plan_nobody_knows_what_a_command_does_unless_it_says_so()
    {
        Assert.Equal(["Shell[make] run: make"], await _bench.PlanAsync(host => host.Shell($"make")));
        Assert.Same(Effects.Opaque, await OpaqueAsync());
        Assert.Equal(
            ["Shell[make] run: make", "File[/srv/app/x] unknown", "File[/srv/x] create: 0644, empty"],
            await _bench.PlanAsync(host =>
            {
                host.Shell($"make").Creates("/srv/app");
                host.File("/srv/app/x");
                host.File("/srv/x");
            }));

        async Task<Effects?> OpaqueAsync()
        {
            await _bench.ApplyAsync(host => host.Shell($"make"));
            return _bench.Changes[0].Effects;
        }
    }

    [Fact]
    public void A_command_that_needs_a_shell_is_reported()
    {
        Assert.Contains("use Shell", Assert.Single(_bench.Validate(host => host.Command($"a | b"))), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("OPM3006", Assert.Single(_bench.Validate(host => host.Command($"a").Unless($"b | c"))), StringComparison.Ordinal);
        Assert.Empty(_bench.Validate(host => host.Shell($"a | b")));
    }

    [Fact]
    public void The_rule_says_what_is_wrong_with_a_command()
    {
        var word = "x";
        Assert.StartsWith("OPM4006", Assert.Single(_bench.Validate(host => host.Shell($"echo '{word}'"))), StringComparison.Ordinal);
        Assert.StartsWith("OPM4006", Assert.Single(_bench.Validate(host => host.Shell($"a").Unless($"echo # {word}"))), StringComparison.Ordinal);
        Text secret = $"{Secret.Adopt("hunter2")}";
        Assert.StartsWith("OPM4001", Assert.Single(_bench.Validate(host => host.Command($"mysql -p{secret}"))), StringComparison.Ordinal);
        Assert.StartsWith("OPM4001", Assert.Single(_bench.Validate(host => host.Shell($"a").Unless($"b {secret}"))), StringComparison.Ordinal);
        Assert.StartsWith("OPM2004", Assert.Single(_bench.Validate(host => host.Shell($"echo 'x"))), StringComparison.Ordinal);
        Assert.StartsWith("OPM2004", Assert.Single(_bench.Validate(host => host.Command($"echo 'x"))), StringComparison.Ordinal);
    }
}
