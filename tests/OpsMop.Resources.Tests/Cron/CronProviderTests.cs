using System.Text;
using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class CronProviderTests
{
    private readonly MemorySystem _system = new MemorySystem().WithUser("app").WithDirectory("/etc/cron.d");
    private readonly Bench _bench;
    private string? _table;

    public CronProviderTests()
    {
        _bench = new Bench(_system);
        _system.WithProcess("crontab -u app -l", _ => _table is null ? new ProcessResult(1, "", "no crontab for app\n") : new ProcessResult(0, _table, ""));
        _system.WithProcess("crontab -u app -", request =>
        {
            _table = Encoding.UTF8.GetString(request.Input!.Bytes!.Value.Span);
            return ProcessResult.Success;
        });
        _system.WithProcess("crontab -u app -r", _ =>
        {
            _table = null;
            return ProcessResult.Success;
        });
    }

    [Fact]
    public async Task A_job_is_added_changed_disabled_and_removed()
    {
        Assert.Equal(["add: 0 3 * * * echo hi"], await _bench.ConvergeAsync(host => host.Cron("greet").User("app").Schedule("0 3 * * *").Job($"echo hi")));
        Assert.Equal("# opsmop: greet\n0 3 * * * echo hi\n", _table);
        Assert.Equal(["change: 0 3 * * * echo hi → @daily echo ho"], await _bench.ConvergeAsync(host => host.Cron("greet").User("app").Schedule("@daily").Job($"echo ho")));
        Assert.Equal(["change: @daily echo ho → #@daily echo ho"], await _bench.ConvergeAsync(host => host.Cron("greet").User("app").Schedule("@daily").Job($"echo ho").Disabled()));
        Assert.Equal("# opsmop: greet\n#@daily echo ho\n", _table);
        Assert.Equal(["remove: #@daily echo ho →"], await _bench.ConvergeAsync(host => host.Cron("greet").User("app").Absent()));
        Assert.Null(_table);
    }

    [Fact]
    public async Task What_others_have_written_stays_byte_for_byte()
    {
        const string Theirs = "# mine\n\nFOO = bar\n  5\t4 * * *  echo  x % y\n#Ansible: it\n* * * * * it\n#a note";
        _table = Theirs;
        await _bench.ConvergeAsync(host => host.Cron("greet").User("app").Schedule("0 3 * * *").Job($"echo hi"));
        Assert.Equal(Theirs + "\n# opsmop: greet\n0 3 * * * echo hi\n", _table);
        await _bench.ConvergeAsync(host => host.Cron("greet").User("app").Absent());
        Assert.Equal(Theirs + "\n", _table);
    }

    [Theory]
    [InlineData("5 4 * * *\techo hi\n", "change: 5 4 * * *\techo hi → 0 3 * * * echo hi", "# opsmop: greet\n0 3 * * * echo hi\n")]
    [InlineData("0 3 * * * echo hi\n", "change", "# opsmop: greet\n0 3 * * * echo hi\n")]
    [InlineData("# opsmop: greet\nX=1\n", "add: 0 3 * * * echo hi", "# opsmop: greet\n0 3 * * * echo hi\nX=1\n")]
    [InlineData("# opsmop: other\n0 3 * * * echo hi\n", "add: 0 3 * * * echo hi", "# opsmop: other\n0 3 * * * echo hi\n# opsmop: greet\n0 3 * * * echo hi\n")]
    public async Task A_job_with_the_same_command_is_taken_over(string before, string change, string after)
    {
        _table = before;
        var changes = await _bench.ConvergeAsync(host => host.Cron("greet").User("app").Schedule("0 3 * * *").Job($"echo hi"));
        Assert.Equal(change == "change" ? "change: 0 3 * * * echo hi" : change, Assert.Single(changes));
        Assert.Equal(after, _table);
    }

    [Fact]
    public async Task Percent_signs_get_a_backslash_and_holes_are_quoted()
    {
        var name = "a b";
        await _bench.ConvergeAsync(host => host.Cron("log").User("app").Schedule("@reboot").Job($"date +%F >> {name}"));
        Assert.Equal("# opsmop: log\n@reboot date +\\%F >> 'a b'\n", _table);
    }

    [Fact]
    public async Task Variables_stand_at_the_top_and_reach_all_jobs()
    {
        _table = "# about\n# this\n\nPATH=/bin\n* * * * * x\nMAILTO=late\n";
        Assert.Equal(
            ["set: ops@example.org", "set: PATH=/bin → PATH=/bin:/usr/bin", "add: @daily y"],
            (await _bench.ConvergeAsync(host => host.Cron("y").User("app").Schedule("@daily").Job($"y").Environment("MAILTO", "ops@example.org").Environment("PATH", "/bin:/usr/bin")))
                .Select(change => change.Replace("MAILTO=", "", StringComparison.Ordinal)));
        Assert.Equal("# about\n# this\n\nMAILTO=ops@example.org\nPATH=/bin:/usr/bin\n* * * * * x\nMAILTO=late\n# opsmop: y\n@daily y\n", _table);
        await _bench.ConvergeAsync(host => host.Cron("y").User("app").Schedule("@daily").Job($"y").Environment("MAILTO", "").Environment("X", " 'b' "));
        Assert.StartsWith("# about\n# this\n\nX=\" 'b' \"\nMAILTO=\"\"\n", _table);
    }

    [Fact]
    public async Task Jobs_share_a_file_that_goes_with_the_last_of_them()
    {
        Assert.Equal(
            ["add: 0 3 * * * root one", "add: 0 4 * * * app two"],
            await _bench.ConvergeAsync(host =>
            {
                host.Cron("one").File("backup").Schedule("0 3 * * *").Job($"one").Environment("MAILTO", "ops");
                host.Cron("two").File("backup").Schedule("0 4 * * *").Job($"two").User("app");
            }));
        Assert.Contains("f 0644 root:root /etc/cron.d/backup \"MAILTO=ops\\n# opsmop: one\\n0 3 * * * root one\\n# opsmop: two\\n0 4 * * * app two\\n\"", _system.Describe());
        Assert.Equal(["remove: 0 3 * * * root one →"], await _bench.ConvergeAsync(host => host.Cron("one").File("backup").Absent()));
        Assert.Equal(["delete: 0 4 * * * app two →"], await _bench.ConvergeAsync(host => host.Cron("two").File("backup").Absent()));
        Assert.Null(await _system.StatAsync("/etc/cron.d/backup"));
    }

    [Fact]
    public async Task The_headers_that_some_crons_show_are_not_written_again()
    {
        _table = "# DO NOT EDIT THIS FILE - edit the master and reinstall.\n# (/tmp/crontab.x installed on Mon Jan  1 00:00:00 2026)\n# (Cron version -- $FreeBSD$)\n* * * * * x\n";
        await _bench.ConvergeAsync(host => host.Cron("y").User("app").Schedule("@daily").Job($"y"));
        Assert.Equal("* * * * * x\n# opsmop: y\n@daily y\n", _table);
    }

    [Fact]
    public async Task A_plan_knows_of_the_user_and_of_the_jobs_before()
    {
        _system.WithProcess("crontab -u new -l", new ProcessResult(1, "", "crontab:  user `new' unknown\n"));
        Assert.Equal(
            ["Cron[one] add: @daily one", "Cron[two] add: @daily two"],
            (await _bench.PlanAsync(host =>
            {
                host.User("new").Home("/nonexistent").CreateHome(false);
                host.Cron("one").User("new").Schedule("@daily").Job($"one");
                host.Cron("two").User("new").Schedule("@daily").Job($"two");
                host.Cron("one").User("new").Schedule("@daily").Job($"one");
            })).Where(line => line.StartsWith("Cron", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_is_missing_is_named()
    {
        Assert.Contains("There is no user \"no\"", await _bench.FailureAsync(host => host.Cron("x").User("no").Schedule("@daily").Job($"x")));
        _system.WithProcess("crontab *", new ProcessResult(127, "", ""));
        Assert.Contains("host.Package(\"cron\")", await _bench.FailureAsync(host => host.Cron("x").User("app").Schedule("@daily").Job($"x")));
        Assert.Empty(await _bench.ApplyAsync(host => host.Cron("x").User("app").Absent()));
    }

    [Fact]
    public void What_cron_cannot_hold_is_reported()
    {
        Assert.Contains("more than one line", Assert.Single(_bench.Validate(host => host.Cron("x").Schedule("@daily").Job($"a\nb"))));
        Assert.Contains("backslash before %", Assert.Single(_bench.Validate(host => host.Cron("x").Schedule("@daily").Job($"date +\\%F"))));
        Assert.Contains("two backslashes", Assert.Single(_bench.Validate(host => host.Cron("x").Schedule("@daily").Job($"printf 'a\\\\b'"))));
        Assert.Contains("both kinds", Assert.Single(_bench.Validate(host => host.Cron("x").Schedule("@daily").Job($"a").Environment("A", "\" '"))));
        Assert.Contains("Schedule is required", Assert.Single(_bench.Validate(host => host.Cron("x").Job($"a"))));
        Assert.Contains("Job is required", Assert.Single(_bench.Validate(host => host.Cron("x").Schedule("@daily"))));
        Assert.Contains("a name of one line", Assert.Single(_bench.Validate(host => host.Cron("a\nb").Absent())));
    }
}
