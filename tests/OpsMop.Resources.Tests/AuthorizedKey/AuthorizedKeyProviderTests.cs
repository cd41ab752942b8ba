using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class AuthorizedKeyProviderTests
{
    private const string File = "/home/ann/.ssh/authorized_keys";
    private const string Shown = "ssh-ed25519 SHA256:";

    private readonly MemorySystem _system = new MemorySystem().WithUser("ann", 1000).WithUser("eve", 1001).WithDirectory("/home/ann", "0755", "ann", "ann");
    private readonly Bench _bench;

    public AuthorizedKeyProviderTests() => _bench = new Bench(_system);

    [Fact]
    public async Task The_first_key_makes_the_directory_and_the_file_as_sshd_wants_them()
    {
        var done = await _bench.ConvergeAsync(host => host.AuthorizedKey("ann", Keys.First + " ann@laptop"));
        Assert.Equal("create directory: /home/ann/.ssh 0700 ann", done[0]);
        Assert.StartsWith("authorize: " + Shown, done[1], StringComparison.Ordinal);
        Assert.Equal(["mkdir /home/ann/.ssh 0700 ann:ann", $"write {File} 0600 ann:ann"], _system.Effects);
        Assert.Equal(Keys.First + " ann@laptop\n", await TextAsync());
    }

    [Fact]
    public async Task Options_are_written_as_sshd_reads_them_and_changed_where_they_differ()
    {
        With($"# ours\n{Keys.Second} other\nno-pty,command=\"echo \\\"a b\\\"\" {Keys.First} old comment\n{Keys.First}\n");
        var done = await _bench.ConvergeAsync(host => host.AuthorizedKey("ann", Keys.First).Restrict()
            .From("10.0.0.0/8", "!10.0.0.9").OnlyCommand("rsync --server \"a b\"").Options("pty"));
        Assert.StartsWith("change: no-pty,command=", Assert.Single(done), StringComparison.Ordinal);
        Assert.Equal(
            $"# ours\n{Keys.Second} other\nrestrict,from=\"10.0.0.0/8,!10.0.0.9\",command=\"rsync --server \\\"a b\\\"\",pty {Keys.First} old comment\n", await TextAsync());
    }

    [Fact]
    public async Task A_key_is_known_by_itself_and_revoked_wherever_it_stands()
    {
        With($"{Keys.First} a\nfrom=\"x\" {Keys.First} b\n{Keys.Second}");
        Assert.Empty(await _bench.ApplyAsync(host => host.AuthorizedKey("ann", Keys.Second)));
        Assert.Single(await _bench.ConvergeAsync(host => host.AuthorizedKey("ann", Keys.First + " c").Absent()));
        Assert.Equal(Keys.Second, await TextAsync());
        await _bench.ConvergeAsync(host => host.AuthorizedKey("ann", Keys.Ecdsa));
        Assert.Equal($"{Keys.Second}\n{Keys.Ecdsa}\n", await TextAsync());
        Assert.Empty(await _bench.ApplyAsync(host => host.AuthorizedKey("nobody", Keys.First).Absent()));
    }

    [Fact]
    public async Task Modes_and_owners_that_sshd_refuses_are_mended()
    {
        _system.WithDirectory("/home/ann/.ssh", "0775", "root").WithFile(File, Keys.First + "\n", "0664", "root");
        Assert.Equal(
            ["chown: root → ann", "chmod: 0775 → 0700", "chown: root → ann", "chmod: 0664 → 0600"], await _bench.ConvergeAsync(host => host.AuthorizedKey("ann", Keys.First)));
    }

    [Fact]
    public async Task No_link_is_followed_in_a_home()
    {
        _system.WithDirectory("/home/ann/.ssh", "0700", "ann", "ann").WithFile("/etc/shadow", "root:*:::::::\n").WithLink(File, "/etc/shadow");
        Assert.Contains("is a link, which ann may point anywhere", await _bench.FailureAsync(host => host.AuthorizedKey("ann", Keys.First)));
        Assert.Contains("is a link", await _bench.FailureAsync(host => host.AuthorizedKeys("ann").Absent()));
        await _system.DeleteAsync("/home/ann/.ssh", recursive: true);
        _system.WithDirectory("/root/.ssh").WithLink("/home/ann/.ssh", "/root/.ssh");
        Assert.Contains("/home/ann/.ssh is a link", await _bench.FailureAsync(host => host.AuthorizedKey("ann", Keys.First)));
    }

    [Fact]
    public async Task A_link_that_is_put_there_between_plan_and_action_is_seen()
    {
        _system.WithDirectory("/home/ann/.ssh", "0700", "ann", "ann").WithDirectory("/root/.ssh");
        _system.WithProcess("true", _ =>
        {
            _system.DeleteAsync("/home/ann/.ssh").AsTask().Wait();
            _system.WithLink("/home/ann/.ssh", "/root/.ssh");
            return ProcessResult.Success;
        });
        await _bench.PlanAsync(host => host.AuthorizedKey("ann", Keys.First));
        var (builders, _) = _bench.Declare(host => host.AuthorizedKey("ann", Keys.First));
        var plan = new Plan(builders[0].Finished, _system, _bench.Facts, _bench, new ClaimSet());
        await new AuthorizedKeyProvider().PlanResourceAsync(builders[0].Finished, plan, default);
        await _system.RunAsync(new ProcessRequest(["true"]));
        await Assert.ThrowsAsync<ProviderException>(() => plan.Changes[0].Apply(_system, default).AsTask());
    }

    [Fact]
    public async Task What_belongs_to_a_third_is_not_touched()
    {
        _system.WithDirectory("/home/ann/.ssh", "0700", "ann", "ann").WithFile(File, "", "0600", "eve", "eve");
        Assert.Contains("belongs to eve", await _bench.FailureAsync(host => host.AuthorizedKey("ann", Keys.First)));
    }

    [Fact]
    public async Task A_file_elsewhere_is_roots()
    {
        _system.WithDirectory("/etc/ssh/keys");
        await _bench.ConvergeAsync(host => host.AuthorizedKey("ann", Keys.First).Path("/etc/ssh/keys/ann"));
        Assert.Equal(["write /etc/ssh/keys/ann 0644 root:root"], _system.Effects);
    }

    [Fact]
    public async Task Keys_of_a_user_that_is_yet_to_be_made_are_planned()
    {
        _system.WithDirectory("/home");
        Assert.Equal(4, (await _bench.PlanAsync(host =>
        {
            host.User("new");
            host.AuthorizedKey("new", Keys.First);
        })).Count);
        Assert.Contains("There is no user \"no\"", await _bench.FailureAsync(host => host.AuthorizedKey("no", Keys.First)));
        Assert.Contains("home directory /home/eve of eve does not exist", await _bench.FailureAsync(host => host.AuthorizedKey("eve", Keys.First)));
    }

    [Fact]
    public async Task The_whole_set_keeps_comments_and_what_is_as_it_should_be()
    {
        With($"# laptops\nrestrict {Keys.First} a\n{Keys.Ecdsa} gone\nnonsense\n\n");
        var done = await _bench.ConvergeAsync(host => host.AuthorizedKeys("ann").Keys("restrict " + Keys.First + " a", Keys.Second + " b", Keys.Second + " b"));
        Assert.StartsWith("set keys: ecdsa-sha2-nistp256 SHA256:", Assert.Single(done), StringComparison.Ordinal);
        Assert.Equal($"# laptops\nrestrict {Keys.First} a\n\n{Keys.Second} b\n", await TextAsync());
        Assert.Single(await _bench.ConvergeAsync(host => host.AuthorizedKeys("ann").Absent()));
        Assert.Contains("AuthorizedKey is declared for ann too", await _bench.FailureAsync(host =>
        {
            host.AuthorizedKeys("ann").Keys(Keys.First);
            host.AuthorizedKey("ann", Keys.Second);
        }));
    }

    [Theory]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----", "no public key")]
    [InlineData("ssh-ed25518 AAAA", "Did you mean 'ssh-ed25519'?")]
    [InlineData("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOmn9psx", "not whole")]
    [InlineData("ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIOmn9psxhhqTorj13jG3GyJZmJClh3tOlDY2uXSqiRMz", "not whole")]
    [InlineData("no-pty ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOmn9psxhhqTorj13jG3GyJZmJClh3tOlDY2uXSqiRMz", "no public key")]
    [InlineData("from=\"x\" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOmn9psxhhqTorj13jG3GyJZmJClh3tOlDY2uXSqiRMz", "options before it")]
    [InlineData("ssh-dss AAAA", "DSA")]
    public void What_is_no_key_is_reported(string key, string fault) => Assert.Contains(fault, Assert.Single(_bench.Validate(host => host.AuthorizedKey("ann", key))));

    private void With(string text) => _system.WithDirectory("/home/ann/.ssh", "0700", "ann", "ann").WithFile(File, text, "0600", "ann", "ann");

    private async Task<string> TextAsync() => System.Text.Encoding.UTF8.GetString((await _system.ReadAsync(File)).Span);
}
