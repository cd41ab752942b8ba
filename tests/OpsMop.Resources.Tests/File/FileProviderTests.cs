using System.Diagnostics;
using System.Text;
using OpsMop.Engine.Diffs;
using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class FileProviderTests
{
    private readonly MemorySystem _system = new MemorySystem().WithDirectory("/etc").WithUser("app").WithGroup("www");
    private readonly Bench _bench;

    public FileProviderTests() => _bench = new Bench(_system);

    [Fact]
    public async Task A_missing_file_is_created()
    {
        var done = await _bench.ConvergeAsync(host => host.File("/etc/motd").Content("hello\n").Mode("0600").Owner("app").Group("www"));
        Assert.Equal(["create: 0600 app:www, 6 bytes"], done);
        Assert.Equal(["write /etc/motd 0600 app:www"], _system.Effects);
    }

    [Theory]
    [InlineData("old", "0644", "root", "write: 3 bytes → 3 bytes")]
    [InlineData("new", "0600", "root", "chmod: 0600 → 0644")]
    [InlineData("new", "0644", "app", "chown: app → root")]
    [InlineData("old", "0600", "app", "write: 3 bytes → 3 bytes", "chown: app → root", "chmod: 0600 → 0644")]
    [InlineData("new", "0644", "root")]
    public async Task Only_what_differs_is_changed(string content, string mode, string owner, params string[] changes)
    {
        _system.WithFile("/etc/x", content, mode, owner);
        Assert.Equal(changes, await _bench.ConvergeAsync(host => host.File("/etc/x").Content("new").Mode("0644").Owner("root")));
        Assert.True(_system.Effects.Count <= 1);
    }

    [Fact]
    public async Task A_file_that_is_written_keeps_what_is_not_declared()
    {
        _system.WithFile("/etc/x", "old", "0640", "app", "www");
        await _bench.ConvergeAsync(host => host.File("/etc/x").Content("new"));
        Assert.Equal(["write /etc/x 0640 app:www"], _system.Effects);
    }

    [Fact]
    public async Task Without_content_the_file_only_has_to_exist()
    {
        Assert.Equal(["create: 0644, empty"], await _bench.ConvergeAsync(host => host.File("/etc/x")));
        _system.WithFile("/etc/y", "kept", "0600");
        Assert.Equal(["chmod: 0600 → 0644"], await _bench.ConvergeAsync(host => host.File("/etc/y").Mode("0644")));
        Assert.Equal("kept", await TextAsync("/etc/y"));
    }

    [Fact]
    public async Task A_source_file_travels_with_the_policy()
    {
        _bench.Sources["files/app.conf"] = FileContent.FromBytes("a=1"u8.ToArray());
        await _bench.ConvergeAsync(host => host.File("/etc/app.conf").Source("files/app.conf"));
        Assert.Equal("a=1", await TextAsync("/etc/app.conf"));
    }

    [Fact]
    public async Task Overwrite_false_writes_only_a_missing_file()
    {
        _system.WithFile("/etc/x", "mine");
        Assert.Empty(await _bench.ConvergeAsync(host => host.File("/etc/x").Content("new").Overwrite(false)));
        Assert.Single(await _bench.ConvergeAsync(host => host.File("/etc/y").Content("new").Overwrite(false)));
    }

    [Fact]
    public async Task A_link_at_the_path_is_replaced_and_the_plan_says_so()
    {
        _system.WithFile("/srv/real", "kept").WithLink("/etc/x", "/srv/real");
        Assert.Equal(["replace: a link to /srv/real → a file, 0644, 3 bytes"], await _bench.ConvergeAsync(host => host.File("/etc/x").Content("new")));
        Assert.Equal("kept", await TextAsync("/srv/real"));
    }

    [Fact]
    public async Task A_missing_file_is_absent_and_one_that_exists_goes()
    {
        _system.WithFile("/etc/x", "12345");
        Assert.Equal(["delete: a file, 5 bytes →"], await _bench.ConvergeAsync(host => host.File("/etc/x").Absent()));
        Assert.Empty(await _bench.ConvergeAsync(host => host.File("/etc/x").Absent()));
    }

    [Fact]
    public async Task A_link_that_is_to_be_absent_goes_and_its_target_stays()
    {
        _system.WithFile("/srv/real", "kept").WithLink("/etc/x", "/srv/real");
        Assert.Equal(["delete: a link →"], await _bench.ConvergeAsync(host => host.File("/etc/x").Absent()));
        Assert.Equal("kept", await TextAsync("/srv/real"));
    }

    [Fact]
    public async Task What_stands_in_the_way_is_named_with_the_remedy()
    {
        _system.WithDirectory("/etc/d").WithFile("/etc/f", "");
        Assert.Contains("/etc/d is a directory, not a file. Declare host.Directory(\"/etc/d\").Absent() above", await _bench.FailureAsync(host => host.File("/etc/d").Content("x")));
        Assert.Contains("Use host.Directory(\"/etc/d\").Absent()", await _bench.FailureAsync(host => host.File("/etc/d").Absent()));
        Assert.Equal("The directory /etc/no does not exist. Declare host.Directory(\"/etc/no\") above.", await _bench.FailureAsync(host => host.File("/etc/no/x").Content("x")));
        Assert.Contains("/etc/f is not a directory", await _bench.FailureAsync(host => host.File("/etc/f/x").Content("x")));
        Assert.StartsWith("There is no user \"nobdy\". Declare host.User(\"nobdy\") above", await _bench.FailureAsync(host => host.File("/etc/x").Owner("nobdy")), StringComparison.Ordinal);
        Assert.StartsWith("There is no group \"nobdy\".", await _bench.FailureAsync(host => host.File("/etc/f").Group("nobdy")), StringComparison.Ordinal);
        Assert.Empty(_system.Effects);
    }

    [Fact]
    public async Task Owners_may_be_numbers()
    {
        _system.WithUser("web", id: 33).WithFile("/etc/x", "", "0644", "web");
        Assert.Empty(await _bench.ConvergeAsync(host => host.File("/etc/x").Owner("33")));
        Assert.Equal(["chown: web → 0"], await _bench.ConvergeAsync(host => host.File("/etc/x").Owner("0")));
    }

    [Fact]
    public async Task A_new_file_belongs_to_the_user_of_As()
    {
        await _bench.ConvergeAsync(host => host.File("/etc/x").Content("x").As("app"));
        Assert.Equal(["write /etc/x 0644 app:app"], _system.Effects);
    }

    [Fact]
    public async Task Values_of_a_block_stand_where_the_file_has_none()
    {
        await _bench.ConvergeAsync(host =>
        {
            using (host.With(owner: "app", group: "www", mode: "0640"))
            {
                host.File("/etc/x").Content("x");
                host.File("/etc/y").Content("y").Mode("0600");
            }
        });
        Assert.Equal(["write /etc/x 0640 app:www", "write /etc/y 0600 app:www"], _system.Effects);
    }

    [Fact]
    public async Task A_new_file_with_a_secret_is_for_its_owner_alone_and_the_diff_masks_it()
    {
        var secret = Secret.Adopt("hunter2");
        await _bench.ConvergeAsync(host => host.File("/etc/x").Content($"user=app\npassword={secret}\n"));
        Assert.Equal(["write /etc/x 0600 root:root"], _system.Effects);
        Assert.Equal("user=app\npassword=hunter2\n", await TextAsync("/etc/x"));
        _system.WithFile("/etc/x", "user=old\npassword=hunter1\n", "0600");
        await _bench.ApplyAsync(host => host.File("/etc/x").Content($"user=app\npassword={secret}\n"));
        var diff = UnifiedDiff.Render(_bench.Changes[0].Diff!);
        Assert.Contains("+password=***", diff);
        Assert.DoesNotContain("hunter", diff);
    }

    [Fact]
    public async Task A_secret_file_of_the_project_is_not_shown()
    {
        _bench.Sources["key"] = FileContent.FromBytes("k3y"u8.ToArray(), secret: true);
        await _bench.ApplyAsync(host => host.File("/etc/key").Source("key"));
        Assert.DoesNotContain("k3y", UnifiedDiff.Render(_bench.Changes[0].Diff!));
        Assert.Equal(["write /etc/key 0600 root:root"], _system.Effects);
    }

    [Fact]
    public async Task A_diff_has_both_contents()
    {
        _system.WithFile("/etc/x", "old\n");
        await _bench.ApplyAsync(host => host.File("/etc/x").Content("new\n"));
        Assert.Equal("old\n", Encoding.UTF8.GetString(_bench.Changes[0].Diff!.Before!.Value.Span));
        Assert.Equal("new\n", _bench.Changes[0].Diff!.After!.Shown);
    }

    [Fact]
    public async Task What_is_too_long_has_no_diff()
    {
        _system.WithFile("/etc/x", new string('x', (1 << 20) + 1));
        await _bench.ApplyAsync(host => host.File("/etc/x").Content("new"));
        Assert.Null(_bench.Changes[0].Diff);
    }

    [Fact]
    public async Task What_is_no_text_is_replaced()
    {
        _system.WithFile("/etc/x", [0xff, 0xfe, 0]);
        await _bench.ConvergeAsync(host => host.File("/etc/x").Content("new"));
        Assert.Equal("new", await TextAsync("/etc/x"));
    }

    [Fact]
    public async Task A_file_is_put_in_place_when_its_check_accepts_it()
    {
        _system.WithProcess("visudo -cf *", ProcessResult.Success);
        await _bench.ConvergeAsync(host => host.File("/etc/sudoers").Content("x").Validate(file => $"visudo -cf {file}"));
        Assert.Equal("stage /etc/sudoers 0644 root:root", _system.Effects[0]);
        Assert.StartsWith("run visudo -cf /etc/", _system.Effects[1], StringComparison.Ordinal);
        Assert.Equal("commit /etc/sudoers", _system.Effects[2]);
    }

    [Fact]
    public async Task A_file_that_its_check_refuses_is_left_as_it_is()
    {
        _system.WithFile("/etc/sudoers", "good").WithProcess("visudo -cf *", new ProcessResult(1, "", "syntax error on line 1\n"));
        var failure = await _bench.FailureAsync(host => host.File("/etc/sudoers").Content("bad").Validate(file => $"visudo -cf {file}"));
        Assert.StartsWith("The new /etc/sudoers is not accepted by its check, and the file is left as it is. visudo -cf /etc/", failure, StringComparison.Ordinal);
        Assert.EndsWith("exit code 1.\nsyntax error on line 1", failure, StringComparison.Ordinal);
        Assert.Equal("good", await TextAsync("/etc/sudoers"));
        Assert.Equal(["sudoers"], await _system.ListAsync("/etc"));
    }

    [Fact]
    public async Task A_file_of_the_host_is_copied_and_kept_equal()
    {
        _system.WithFile("/usr/share/x", "1");
        Assert.Single(await _bench.ConvergeAsync(host => host.File("/etc/x").Url("file:///usr/share/x")));
        _system.WithFile("/usr/share/x", "2");
        Assert.Single(await _bench.ConvergeAsync(host => host.File("/etc/x").Url("file:///usr/share/x")));
        Assert.Contains("there is no file /usr/share/no", await _bench.FailureAsync(host => host.File("/etc/x").Url("file:///usr/share/no")));
        Assert.Contains("has the checksum", await _bench.FailureAsync(host => host.File("/etc/x").Url("file:///usr/share/x").Checksum(new string('0', 64))));
    }

    [Fact]
    public async Task In_a_plan_a_file_finds_the_directory_and_the_user_that_the_plan_makes()
    {
        var plan = await _bench.PlanAsync(host =>
        {
            host.User("new").System();
            host.Directory("/srv/app/etc").Parents();
            host.File("/srv/app/etc/x").Content("x").Owner("new").Validate(file => $"check {file}");
        });
        Assert.Equal(
            [
                "User[new] create: system account, group new",
                "Directory[/srv/app/etc] create parent: /srv 0755",
                "Directory[/srv/app/etc] create parent: /srv/app 0755",
                "Directory[/srv/app/etc] create: 0755",
                "File[/srv/app/etc/x] create: 0644 new, 1 byte",
            ],
            plan);
        Assert.Empty(_system.Effects);
    }

    [Theory]
    [InlineData("OPM2001")]
    public void Contradictions_are_reported(string id)
    {
        Assert.StartsWith(id, Assert.Single(_bench.Validate(host => host.File("/x").Content("x").Absent())), StringComparison.Ordinal);
        Assert.StartsWith(id, Assert.Single(_bench.Validate(host => host.File("/x").Content("x").Source("y"))), StringComparison.Ordinal);
        Assert.StartsWith("OPM2003", Assert.Single(_bench.Validate(host => host.File("/x").Checksum(new string('0', 64)))), StringComparison.Ordinal);
        Assert.Empty(_bench.Validate(host =>
        {
            using (host.With(owner: "app", mode: "0640"))
            {
                host.File("/x").Absent();
            }
        }));
    }

    [Fact]
    public void A_file_with_nothing_to_do_is_planned_at_once_and_costs_next_to_nothing()
    {
        const int Count = 10_000;
#if DEBUG
        const int Allowed = 1000;   // State machines are classes there.
#else
        const int Allowed = 200;    // The object that stands for the content, and no state machine that was put on the heap.
#endif
        var resources = _bench.Declare(host =>
        {
            for (var i = 0; i < Count; i++)
            {
                host.File($"/srv/{i}").Content("the content of it").Mode("0644").Owner("root");
            }
        }).Builders.ConvertAll(builder => (FileResource)builder.Finished);
        var (system, provider, claims) = (new UnchangingSystem(), new PosixFileProvider(), new ClaimSet());
        var plans = resources.ConvertAll(resource => new Plan(resource, system, _bench.Facts, _bench, claims));
        var (before, started) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
        for (var i = 0; i < Count; i++)
        {
            Assert.True(provider.PlanAsync(resources[i], plans[i], default).IsCompletedSuccessfully);
        }

        var (bytes, elapsed) = (GC.GetAllocatedBytesForCurrentThread() - before, Stopwatch.GetElapsedTime(started));
        Assert.True(bytes / Count < Allowed, $"{bytes / Count} bytes and {elapsed.TotalMicroseconds / Count:0.00} µs a file");
        Assert.True(plans.TrueForAll(plan => plan.Changes.Count == 0));
    }

    private async Task<string> TextAsync(string path) => Encoding.UTF8.GetString((await _system.ReadAsync(path)).Span);
}
