using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class GitProviderTests
{
    private const string Old = "1111111111111111111111111111111111111111";
    private const string New = "2222222222222222222222222222222222222222";
    private const string Address = "https://git.example.com/app.git";

    private readonly MemorySystem _system = new MemorySystem().WithDirectory("/srv").WithProcess("git *", ProcessResult.Success);
    private readonly Bench _bench;

    public GitProviderTests() => _bench = new Bench(_system);

    private IEnumerable<string> Runs => _system.Effects.Select(effect => effect.Replace("git -c safe.directory=/srv/app -c advice.detachedHead=false -c gc.autoDetach=false", "git", StringComparison.Ordinal));

    [Fact]
    public async Task What_is_missing_is_cloned()
    {
        Remote($"{New}\trefs/heads/main\n");
        Assert.Equal([$"clone: {Address} main (2222222222)"], await _bench.ApplyAsync(host => host.Git("/srv/app").Repository(Address).Version("main")));
        Assert.Equal(
            [
                "mkdir /srv/app 0755 root:root",
                "run git init --quiet -- /srv/app",
                $"run git -C /srv/app remote add origin {Address}",
                "run git -C /srv/app fetch --quiet --force --tags origin +refs/heads/*:refs/remotes/origin/*",
                $"run git -C /srv/app cat-file -e {New}^{{commit}}",
                $"run git -C /srv/app update-ref refs/opsmop/version {New}",
                $"run git -C /srv/app checkout --quiet --force --detach {New}",
            ],
            Runs);
    }

    [Fact]
    public async Task A_plan_puts_the_directory_there_for_what_comes_below_it()
    {
        Remote($"{New}\tHEAD\n");
        Assert.Equal(
            [$"Git[/srv/app] clone: {Address} HEAD (2222222222)", "File[/srv/app/local.conf] create: 0644, empty ?"],
            await _bench.PlanAsync(host =>
            {
                host.Git("/srv/app").Repository(Address);
                host.File("/srv/app/local.conf");
            }));
        Assert.Empty(_system.Effects);
    }

    [Fact]
    public async Task A_commit_that_is_checked_out_needs_no_network()
    {
        Checkout(Old);
        Assert.Empty(await _bench.ApplyAsync(host => host.Git("/srv/app").Repository(Address).Version(Old)));
        Assert.DoesNotContain(_system.Queries, query => query.Contains("ls-remote", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("v1", New + "\trefs/tags/v1\n" + Old + "\trefs/tags/v1^{}\n", false)]
    [InlineData("v1", New + "\trefs/tags/v1\n", true)]
    [InlineData("main", Old + "\trefs/heads/main\n", false)]
    [InlineData("main", New + "\trefs/heads/main\n" + Old + "\trefs/heads/other/main\n", true)]
    [InlineData("refs/heads/main", New + "\trefs/heads/main\n", true)]
    public async Task A_version_is_what_the_remote_says_it_is(string version, string remote, bool changes)
    {
        Checkout(Old);
        Remote(remote);
        Assert.Equal(
            changes ? [$"check out: 1111111111 → {version} (2222222222)"] : [],
            await _bench.ApplyAsync(host => host.Git("/srv/app").Repository(Address).Version(version)));
    }

    [Fact]
    public async Task A_narrow_checkout_fetches_what_it_needs()
    {
        Checkout(Old);
        Remote($"{New}\trefs/tags/v2\n");
        await _bench.ApplyAsync(host => host.Git("/srv/app").Repository(Address).Version("v2").Depth(1).Submodules());
        Assert.Equal(
            [
                "run git -C /srv/app fetch --quiet --force --depth=1 --no-tags origin +refs/tags/v2:refs/tags/v2",
                $"run git -C /srv/app cat-file -e {New}^{{commit}}",
                $"run git -C /srv/app update-ref refs/opsmop/version {New}",
                $"run git -C /srv/app checkout --quiet --detach {New}",
                "run git -C /srv/app submodule --quiet sync --recursive",
                "run git -C /srv/app submodule --quiet update --init --recursive --depth=1",
            ],
            Runs);
    }

    [Fact]
    public async Task Changes_on_the_host_are_not_lost_unless_that_is_said()
    {
        Checkout(Old, "1 .M N... 100644 100644 100644 aaa aaa a file.txt\0" + "2 R. N... 100644 100644 100644 aaa aaa R100 new.txt\0old.txt\0");
        Remote($"{Old}\tHEAD\n");
        Assert.Contains("changes of its own: a file.txt, new.txt.", await _bench.FailureAsync(host => host.Git("/srv/app").Repository(Address)));
        Assert.Equal(["undo changes: a file.txt, new.txt →"], await _bench.ApplyAsync(host => host.Git("/srv/app").Repository(Address).Force()));
        Assert.Contains($"run git -C /srv/app checkout --quiet --force --detach {Old}", Runs);
    }

    [Fact]
    public async Task Commits_that_are_nowhere_else_are_not_lost()
    {
        Checkout(Old);
        Remote($"{New}\tHEAD\n");
        _system.WithProcess("git * log *", new ProcessResult(0, "1111111 my work\n", ""));
        Assert.Contains("commits that are nowhere else: 1111111 my work.", await _bench.FailureAsync(host => host.Git("/srv/app").Repository(Address)));
        Assert.Contains("commits that are nowhere else: 1111111 my work.", await _bench.FailureAsync(host => host.Git("/srv/app").Absent()));
    }

    [Fact]
    public async Task Another_address_is_set()
    {
        Checkout(Old, remote: "https://old.example.com/app.git");
        Assert.Equal([$"set remote: https://old.example.com/app.git → {Address}"], await _bench.ApplyAsync(host => host.Git("/srv/app").Repository(Address).Version(Old)));
        Assert.Equal([$"run git -C /srv/app remote set-url origin {Address}"], Runs);
    }

    [Fact]
    public async Task A_checkout_can_be_made_once_and_left()
    {
        Checkout(Old, "1 .M N... 100644 100644 100644 aaa aaa x\0");
        Assert.Empty(await _bench.ApplyAsync(host => host.Git("/srv/app").Repository(Address).Version("main").Update(false)));
    }

    [Fact]
    public async Task Git_runs_as_the_owner()
    {
        _system.WithUser("app").WithUser("old");
        Checkout(Old, owner: "old");
        var users = new List<string?>();
        Remote($"{New}\tHEAD\n");
        _system.WithProcess("git * fetch *", request =>
        {
            users.Add(request.User);
            return ProcessResult.Success;
        }).WithProcess("chown *", ProcessResult.Success);
        Assert.Equal(["chown all: old → app", "check out: 1111111111 → HEAD (2222222222)"], await _bench.ApplyAsync(host => host.Git("/srv/app").Repository(Address).Owner("app")));
        Assert.Equal("app", Assert.Single(users));
        Assert.Equal("run chown -R -h app /srv/app", _system.Effects[0]);
    }

    [Fact]
    public async Task A_key_file_reaches_ssh_as_one_word()
    {
        string? ssh = null;
        _system.WithProcess("git * ls-remote *", request =>
        {
            ssh = request.Environment!["GIT_SSH_COMMAND"];
            return new ProcessResult(0, $"{New}\tHEAD\n", "");
        });
        await _bench.ApplyAsync(host => host.Git("/srv/app").Repository("git@example.com:app.git").SshKey("/etc/a 'b'").KnownHosts("/etc/known"));
        Assert.Equal("ssh -o BatchMode=yes -o StrictHostKeyChecking=yes -o IdentitiesOnly=yes -i '/etc/a '\\''b'\\''' -o 'UserKnownHostsFile=\"/etc/known\"'", ssh);
    }

    [Fact]
    public async Task An_absent_checkout_goes_if_nothing_is_lost()
    {
        Checkout(Old, "? notes.txt\0");
        Assert.Contains("files that are nowhere else: notes.txt.", await _bench.FailureAsync(host => host.Git("/srv/app").Absent()));
        Assert.Equal(["delete: a checkout →"], await _bench.ConvergeAsync(host => host.Git("/srv/app").Absent().Force()));

        _system.WithDirectory("/srv/app");
        Assert.Contains("is no checkout of git", await _bench.FailureAsync(host => host.Git("/srv/app").Absent().Force()));
    }

    [Theory]
    [InlineData("mian", Old + "\trefs/heads/main\n", "no branch and no tag mian. Did you mean 'main'?")]
    [InlineData("0123abc", Old + "\trefs/heads/main\n", "A commit is written in full")]
    [InlineData(null, "", "has no default branch")]
    public async Task A_version_that_is_not_there_is_told(string? version, string all, string expected)
    {
        Remote("");
        _system.WithProcess("git * ls-remote --quiet --heads *", new ProcessResult(0, all, ""));
        Assert.Contains(expected, await _bench.FailureAsync(host => host.Git("/srv/app").Repository(Address).Version(version!)));
    }

    [Fact]
    public async Task What_is_in_the_way_is_told()
    {
        Remote(Old + "\trefs/heads/x\n" + New + "\trefs/tags/x\n");
        Assert.Contains("Write .Version(\"refs/heads/x\")", await _bench.FailureAsync(host => host.Git("/srv/app").Repository(Address).Version("x")));
        Assert.Contains("host.Directory(\"/no\")", await _bench.FailureAsync(host => host.Git("/no/app").Repository(Address)));
        _system.WithFile("/srv/app/x", "");
        Assert.Contains("no checkout of git", await _bench.FailureAsync(host => host.Git("/srv/app").Repository(Address)));
        _system.WithProcess("git *", new ProcessResult(ProcessResult.NotFound, "", ""));
        Assert.Contains("host.Package(\"git\")", await _bench.FailureAsync(host => host.Git("/srv/other").Repository(Address)));
        _system.WithProcess("git *", new ProcessResult(128, "", "fatal: unable to access\n"));
        Assert.Contains("cannot be read. Correct its address, or let this host reach it. git ls-remote: exit code 128.\nfatal: unable", await _bench.FailureAsync(host => host.Git("/srv/other").Repository(Address)));
    }

    [Fact]
    public void A_password_in_the_address_is_refused() =>
        Assert.Contains(_bench.Validate(host => host.Git("/srv/app").Repository("https://me:pw@example.com/x.git")), finding => finding.StartsWith("OPM4001", StringComparison.Ordinal));

    private void Remote(string listing) => _system.WithProcess("git * ls-remote --quiet -- *", new ProcessResult(0, listing, ""));

    private void Checkout(string commit, string entries = "", string remote = Address, string owner = "root") =>
        _system.WithDirectory("/srv/app", owner: owner, group: owner).WithDirectory("/srv/app/.git")
            .WithProcess("git * status *", new ProcessResult(0, $"# branch.oid {commit}\0# branch.head (detached)\0{entries}", ""))
            .WithProcess("git * config --local --get remote.origin.url", new ProcessResult(0, remote + "\n", ""))
            .WithProcess("git * rev-parse --verify --quiet refs/stash", new ProcessResult(1, "", ""));
}
