using System.Text;
using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class AclProviderTests
{
    private const string Plain = "user::rwx\ngroup::r-x\nother::r-x\n";

    // What the kernel has, by path, as getfacl says it.
    private readonly Dictionary<string, string> _lists = [];
    private readonly Dictionary<string, DateTimeOffset> _writtenAt = [];
    private readonly List<string> _fed = [];
    private readonly MemorySystem _system = new MemorySystem().WithDirectory("/srv").WithDirectory("/srv/s").WithUser("ann").WithUser("bob").WithGroup("web");
    private readonly Bench _bench;

    public AclProviderTests()
    {
        _bench = new Bench(_system);
        _lists["/srv/s"] = Plain;
        _lists["/srv"] = Plain;
        _system
            .WithProcess("getfacl --absolute-names --no-effective -", request => new ProcessResult(
                0, string.Concat(Names(request).Where(_lists.ContainsKey).Select(path => $"# file: {path}\n# owner: root\n# group: root\n{_lists[path]}\n")), ""))
            .WithProcess("xargs -0 stat -L -c %Y/%y/%n --", request => new ProcessResult(
                0,
                string.Concat(Names(request).Where(_lists.ContainsKey).Select(path => (Path: path, Time: _writtenAt.GetValueOrDefault(path, _system.StatAsync(path).Result!.Modified)))
                    .Select(one => $"{one.Time.ToUnixTimeSeconds()}/{one.Time:yyyy-MM-dd HH:mm:ss.fffffff}00 +0000/{one.Path}\n")),
                ""))
            .WithProcess("setfacl *", request =>
            {
                var input = Encoding.UTF8.GetString(request.Input!.Bytes!.Value.Span);
                _fed.Add(input);
                foreach (var path in request.Arguments.SkipWhile(one => one != "--").Skip(1))
                {
                    _lists[path] = Apply(_lists[path], request.Arguments, input);
                }

                return ProcessResult.Success;
            });
    }

    [Fact]
    public async Task Entries_are_added_with_the_mask_that_they_need_and_the_mode_shows_it()
    {
        Assert.Equal(
            ["set acl: user:ann:rwx, group:web:r-x, mask::rwx"], await _bench.ConvergeAsync(host => host.Acl("/srv/s").User("ann", "rwx").Group("web", "rx")));
        Assert.Equal(["user:ann:rwx\ngroup:web:r-x\nmask::rwx\n"], _fed);
        Assert.Equal("0775", (await _system.StatAsync("/srv/s"))!.Mode.ToString());
        Assert.Equal(["set acl: user:ann:rwx → user:ann:r--"], await _bench.ConvergeAsync(host => host.Acl("/srv/s").User("ann", "r").Mask("rwx")));
    }

    [Fact]
    public async Task A_mask_that_chmod_has_narrowed_is_widened_again_and_said()
    {
        await _bench.ConvergeAsync(host => host.Acl("/srv/s").User("ann", "rwx"));
        _system.WithDirectory("/srv/s", "0755");
        Assert.Equal(["set acl: mask::r-x → mask::rwx"], await _bench.ApplyAsync(host => host.Acl("/srv/s").User("ann", "rwx")));
        Assert.Contains("has to be that of the mask: 0775.", Assert.Single(_bench.Messages));
        _system.WithDirectory("/srv/s", "0755");
        Assert.Empty(await _bench.ConvergeAsync(host => host.Acl("/srv/s").User("ann", "rwx").Mask("r-x")));
    }

    [Fact]
    public async Task A_mode_and_a_list_agree_where_the_group_has_rights_of_its_own()
    {
        static void Define(Host host)
        {
            host.Directory("/srv/s").Mode("0770");
            host.Acl("/srv/s").User("ann", "rwx").OwningGroup("r-x");
        }

        Assert.Equal(["chmod: 0755 → 0770", "set acl: group::rwx → user:ann:rwx, group::r-x, mask::rwx"], await _bench.ConvergeAsync(Define));
    }

    [Fact]
    public async Task Exactly_the_declared_ones_stay()
    {
        _lists["/srv/s"] = "user::rwx\nuser:bob:rwx\ngroup::r-x\nmask::rwx\nother::r-x\ndefault:user::rwx\ndefault:user:bob:rwx\ndefault:group::r-x\ndefault:mask::rwx\ndefault:other::r-x\n";
        _system.WithDirectory("/srv/s", "0775");
        await _bench.ConvergeAsync(host => host.Acl("/srv/s").User("ann", "r-x").Exact());
        Assert.Equal("user::rwx\nuser:ann:r-x\ngroup::r-x\nmask::r-x\nother::r-x\n", _lists["/srv/s"]);
        Assert.Contains("run setfacl --no-mask --remove-default --remove=user:bob --modify-file=- -- /srv/s", _system.Effects);
    }

    [Fact]
    public async Task Defaults_begin_with_what_the_directory_has()
    {
        await _bench.ConvergeAsync(host => host.Acl("/srv/s").DefaultUser("ann", "rwX").DefaultOthers("-"));
        Assert.Equal(Plain + "default:user::rwx\ndefault:user:ann:rwx\ndefault:group::r-x\ndefault:mask::rwx\ndefault:other::---\n", _lists["/srv/s"]);
        _system.WithFile("/srv/f", "");
        _lists["/srv/f"] = "user::rw-\ngroup::r--\nother::r--\n";
        Assert.Contains("is no directory", await _bench.FailureAsync(host => host.Acl("/srv/f").DefaultUser("ann", "r")));
    }

    [Fact]
    public async Task Below_a_directory_files_and_directories_get_what_fits_them()
    {
        _system.WithDirectory("/srv/s/d").WithFile("/srv/s/f", "").WithLink("/srv/s/l", "f");
        _lists["/srv/s/d"] = Plain;
        _lists["/srv/s/f"] = "user::rw-\ngroup::r--\nother::r--\n";
        Assert.Equal(["set acl: ., d, f"], await _bench.ConvergeAsync(host => host.Acl("/srv/s").Group("web", "rX").DefaultGroup("web", "rX").Recursive()));
        Assert.Equal("user::rw-\ngroup::r--\ngroup:web:r--\nmask::r--\nother::r--\n", _lists["/srv/s/f"]);
        Assert.Contains("default:group:web:r-x", _lists["/srv/s/d"]);
        Assert.Equal(2, _fed.Count);
        Assert.Equal(["remove acl: ., d, f"], await _bench.ConvergeAsync(host => host.Acl("/srv/s").Recursive().Absent()));
        Assert.Equal(Plain, _lists["/srv/s/d"]);
    }

    [Fact]
    public async Task A_plan_knows_that_a_file_written_anew_has_lost_its_list_and_inherits_that_of_the_directory()
    {
        _system.WithFile("/srv/s/f", "old", "0660");
        _lists["/srv/s/f"] = "user::rw-\nuser:ann:rw-\ngroup::r--\nmask::rw-\nother::---\n";
        Assert.Empty(await _bench.PlanAsync(host => host.Acl("/srv/s/f").User("ann", "rw")));
        Assert.Equal(
            "Acl[/srv/s/f] set acl: user:ann:rw-, mask::rw-",
            (await _bench.PlanAsync(host =>
            {
                host.File("/srv/s/f").Content("new").Mode("0660");
                host.Acl("/srv/s/f").User("ann", "rw");
            }))[^1]);
        Assert.Equal(
            ["File[/srv/s/g] create: 0660, 3 bytes"],
            (await _bench.PlanAsync(host =>
            {
                host.Acl("/srv/s").DefaultUser("ann", "rw").DefaultOwningGroup("rw");
                host.File("/srv/s/g").Content("new").Mode("0660");
                host.Acl("/srv/s/g").User("ann", "rw");
            })).Skip(1));
        Assert.DoesNotContain(_system.Effects, one => one.StartsWith("run", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_plan_knows_a_file_that_is_yet_to_be_written_from_one_that_was_written_in_the_same_second()
    {
        _system.WithFile("/srv/s/f", "old", "0660");
        _lists["/srv/s/f"] = "user::rw-\nuser:ann:rw-\ngroup::r--\nmask::rw-\nother::---\n";
        _writtenAt["/srv/s/f"] = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds()).AddTicks(1);
        Assert.Equal(
            "Acl[/srv/s/f] set acl: user:ann:rw-, mask::rw-",
            (await _bench.PlanAsync(host =>
            {
                host.File("/srv/s/f").Content("new").Mode("0660");
                host.Acl("/srv/s/f").User("ann", "rw");
            }))[^1]);
    }

    [Fact]
    public async Task What_is_missing_is_named()
    {
        Assert.Contains("no user \"cat\"", await _bench.FailureAsync(host => host.Acl("/srv/s").User("cat", "r")));
        Assert.Contains("no group \"cat\"", await _bench.FailureAsync(host => host.Acl("/srv/s").Group("cat", "r")));
        Assert.Contains("There is no /srv/no", await _bench.FailureAsync(host => host.Acl("/srv/no").User("ann", "r")));
        Assert.Empty(await _bench.ApplyAsync(host => host.Acl("/srv/no").Absent()));
        _system.WithProcess("setfacl *", new ProcessResult(1, "", "setfacl: /srv/s: Operation not supported\n"));
        Assert.Contains("keeps no access control lists", await _bench.FailureAsync(host => host.Acl("/srv/s").User("ann", "rwx")));
        _system.WithProcess("getfacl *", new ProcessResult(ProcessResult.NotFound, "", ""));
        Assert.Contains("host.Package(\"acl\")", await _bench.FailureAsync(host => host.Acl("/srv/s").User("ann", "r")));
    }

    [Fact]
    public async Task A_number_stands_for_the_name_that_it_has()
    {
        _system.WithProcess("getent passwd 1000", new ProcessResult(0, "ann:x:1000:1000::/home/ann:/bin/sh\n", "")).WithProcess("getent passwd 77", new ProcessResult(2, "", ""));
        Assert.Equal(["set acl: user:77:r--, user:ann:r--, mask::r-x"], await _bench.ConvergeAsync(host => host.Acl("/srv/s").User("1000", "r").User("77", "r")));
    }

    [Fact]
    public void Rights_that_are_none_are_reported()
    {
        foreach (var wrong in (string[])["", "rwxr", "xr", "7", "rw x"])
        {
            Assert.Contains("must be rights", Assert.Single(_bench.Validate(host => host.Acl("/srv/s").User("ann", wrong))));
        }

        Assert.Contains("Mask", Assert.Single(_bench.Validate(host => host.Acl("/srv/s").Mask("7"))));
        Assert.Contains("it says nothing", Assert.Single(_bench.Validate(host => host.Acl("/srv/s"))));
        Assert.Empty(_bench.Validate(host => host.Acl("/srv/s").User("ann", "-").Group("web", "r--").Mask("rwX").OwningGroup("rx")));
    }

    private static string[] Names(ProcessRequest request) => Encoding.UTF8.GetString(request.Input!.Bytes!.Value.Span).Split(['\n', '\0'], StringSplitOptions.RemoveEmptyEntries);

    private static string Apply(string list, IReadOnlyList<string> arguments, string input)
    {
        var lines = list.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToDictionary(line => line[..line.LastIndexOf(':')], line => line[(line.LastIndexOf(':') + 1)..]);
        foreach (var key in lines.Keys.ToList())
        {
            var isDefault = key.StartsWith("default:", StringComparison.Ordinal);
            if ((arguments.Contains("--remove-all") && (isDefault || key is not ("user:" or "group:" or "other:")))
                || (arguments.Contains("--remove-default") && isDefault)
                || arguments.Any(one => one.StartsWith("--remove=", StringComparison.Ordinal) && one["--remove=".Length..].Split(',').Contains(key)))
            {
                lines.Remove(key);
            }
        }

        foreach (var line in input.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            lines[line[..line.LastIndexOf(':')]] = line[(line.LastIndexOf(':') + 1)..];
        }

        return string.Concat(lines.OrderBy(one => one.Key.StartsWith("default:", StringComparison.Ordinal))
            .ThenBy(one => "ugmo".IndexOf(one.Key.Replace("default:", "", StringComparison.Ordinal)[0])).ThenBy(one => one.Key, StringComparer.Ordinal)
            .Select(one => $"{one.Key}:{one.Value}\n"));
    }
}
