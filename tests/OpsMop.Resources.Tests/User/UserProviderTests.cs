using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class UserProviderTests
{
    private readonly MemorySystem _system = new MemorySystem()
        .WithGroup("www", 33).WithGroup("adm", 4).WithDirectory("/home").WithFile("/etc/skel/.profile", "umask 022\n")
        .WithProcess("user* *", ProcessResult.Success);

    private readonly Bench _bench;

    public UserProviderTests()
    {
        _bench = new Bench(_system);
        _system.WithProcess("useradd *", request =>
        {
            _system.WithUser(request.Arguments[^1]);
            return ProcessResult.Success;
        });
    }

    [Fact]
    public async Task A_missing_user_is_created_with_all_that_is_declared()
    {
        await _bench.ApplyAsync(host => host.User("app").Uid(1500).Group("www").Groups("adm").Home("/home/x").Shell("/usr/sbin/nologin").Comment("The app").CreateHome(false));
        Assert.Equal(["run useradd --uid 1500 --gid www --groups adm --home-dir /home/x --no-create-home --shell /usr/sbin/nologin --comment The app app"], _system.Effects);
    }

    [Fact]
    public async Task A_new_user_has_a_home_and_a_group_of_its_own()
    {
        Assert.Equal(["create: group app, home /home/app", "create home: /home/app"], await _bench.ApplyAsync(host => host.User("app")));
        Assert.Equal("run useradd --user-group --create-home app", _system.Effects[0]);
    }

    [Fact]
    public async Task A_system_user_has_no_home_and_joins_the_group_of_its_name_if_there_is_one()
    {
        _system.WithGroup("app");
        await _bench.ConvergeAsync(host => host.User("app").System());
        Assert.Equal(["run useradd --system --gid app --no-create-home app"], _system.Effects);
    }

    [Fact]
    public async Task All_attributes_converge_on_an_existing_account()
    {
        _system.WithUser("app", 1000, "users", "/home/app", "/bin/sh", "old");
        var users = (await _system.FindGroupAsync("users"))!.Id;
        Assert.Equal(
            ["change uid: 1000 → 1500", $"change group: {users} → www", "change comment: old → new", "move home: /home/app → /srv/app", "change shell: /bin/sh → /bin/bash", "join groups: adm"],
            await _bench.ApplyAsync(host => host.User("app").Uid(1500).Group("www").Comment("new").Home("/srv/app").MoveHome().Shell("/bin/bash").Groups("adm", "www")));
        Assert.Equal(
            [
                "run usermod --uid 1500 app", "run usermod --gid www app", "run usermod --comment new app", "run usermod --home /srv/app --move-home app",
                "run usermod --shell /bin/bash app", "run usermod --append --groups adm app",
            ],
            _system.Effects);
    }

    [Fact]
    public async Task A_user_as_it_should_be_is_left_alone()
    {
        _system.WithUser("app", 1000, "www", "/home/app", "/bin/sh", "x").WithGroup("adm", 4, "app");
        Assert.Empty(await _bench.ApplyAsync(host => host.User("app").Uid(1000).Group("33").Groups("adm").Comment("x").Home("/home/app").Shell("/bin/sh").System()));
        Assert.Empty(await _bench.ApplyAsync(host => host.User("no").Absent()));
    }

    [Fact]
    public async Task Exact_groups_leaves_no_others()
    {
        _system.WithUser("app", 1000, "app").WithGroup("adm", 4, "app").WithFile("/etc/group", "root:x:0:\nadm:x:4:ann,app\nold:x:5:app\napp:x:1000:\n");
        Assert.Equal(["set groups: adm, old → adm"], await _bench.ApplyAsync(host => host.User("app").Groups("adm").ExactGroups()));
        Assert.Equal(["run usermod --groups adm app"], _system.Effects);
        Assert.Equal(["set groups: adm, old → "], await _bench.ApplyAsync(host => host.User("app").ExactGroups()));
        _system.WithFile("/etc/group", "adm:x:4:ann,app\n");
        Assert.Empty(await _bench.ApplyAsync(host => host.User("app").Groups("adm").ExactGroups()));
    }

    [Fact]
    public async Task A_missing_home_is_made_for_an_existing_account_on_request()
    {
        _system.WithUser("app", 1000);
        Assert.Equal(["create home: /home/app"], await _bench.ConvergeAsync(host => host.User("app").CreateHome()));
        Assert.Contains("f 0644 app:app /home/app/.profile \"umask 022\\n\"", _system.Describe());
    }

    [Fact]
    public async Task An_absent_user_goes_and_the_home_only_on_request()
    {
        _system.WithUser("app", 1000).WithFile("/home/app/x", "");
        Assert.Equal(["delete: uid 1000 →"], await _bench.ApplyAsync(host => host.User("app").Absent()));
        Assert.Equal(["delete: uid 1000 →", "delete home: /home/app →"], await _bench.ApplyAsync(host => host.User("app").Absent().RemoveHome()));
        Assert.Equal(["run userdel app", "run userdel --remove app", "delete /home/app"], _system.Effects);
    }

    [Fact]
    public async Task A_group_that_does_not_exist_is_named()
    {
        Assert.Contains("There is no group \"no\"", await _bench.FailureAsync(host => host.User("app").Group("no")));
        Assert.Contains("There is no group \"no\"", await _bench.FailureAsync(host => host.User("app").Groups("no")));
    }

    [Fact]
    public async Task In_a_plan_what_is_made_for_a_user_is_there_for_what_follows()
    {
        Assert.Equal(
            [
                "Group[deploy] create: a group", "User[app] create: group app, in deploy, home /home/app", "User[app] create home: /home/app",
                "File[/home/app/.ssh] create: 0644 app:app, empty",
            ],
            await _bench.PlanAsync(host =>
            {
                host.Group("deploy");
                host.User("app").Groups("deploy");
                host.File("/home/app/.ssh").Owner("app").Group("app");
                host.User("app").Groups("deploy").Group("app");
            }));
        Assert.Equal(["User[root] change shell: /bin/bash → /bin/sh"], await _bench.PlanAsync(host => host.User("root").Shell("/bin/sh")));
    }

    [Theory]
    [InlineData("Bad Name")]
    [InlineData("-x")]
    public void A_name_that_no_account_can_have_is_reported(string name) =>
        Assert.StartsWith("OPM2004", Assert.Single(_bench.Validate(host => host.User(name))), StringComparison.Ordinal);
}
