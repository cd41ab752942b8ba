using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class KnownHostProviderTests
{
    private const string File = "/etc/ssh/ssh_known_hosts";

    // git.example.org and [git.example.org]:2222, as ssh-keygen -H writes them.
    private const string Hashed = "|1|Z5n9qsZ9QeA+h7BYl970IGrh+Zk=|UPCXQiNqDd4X3oNQCUjcBWZs2Oc= " + Keys.First + "\n";
    private const string HashedPort = "|1|nLaXQxRNyE23gVbIroS7gLikoac=|XTiM9/Gr8USZaTKaAKRgsOYs1OE= " + Keys.First + "\n";

    private readonly MemorySystem _system = new MemorySystem().WithDirectory("/etc/ssh").WithUser("ann", 1000).WithDirectory("/home/ann", "0755", "ann", "ann");
    private readonly Bench _bench;

    public KnownHostProviderTests() => _bench = new Bench(_system);

    [Fact]
    public async Task A_host_gets_its_keys_and_loses_them()
    {
        var done = await _bench.ConvergeAsync(host => host.KnownHost("Git.example.org").Keys(Keys.First, Keys.Ecdsa));
        Assert.StartsWith("add: ssh-ed25519", Assert.Single(done), StringComparison.Ordinal);
        Assert.Equal($"git.example.org {Keys.First}\ngit.example.org {Keys.Ecdsa}\n", await TextAsync());
        await _bench.ConvergeAsync(host => host.KnownHost("git.example.org").Absent());
        Assert.Equal("", await TextAsync());
    }

    [Fact]
    public async Task A_new_key_replaces_the_old_one_and_other_names_keep_it()
    {
        _system.WithFile(
            File,
            $"# all\ngit.example.org,10.0.0.1 {Keys.First} x\n@revoked git.example.org {Keys.Ecdsa}\n@cert-authority git.example.org {Keys.First}\nother {Keys.First}\n");
        var done = await _bench.ConvergeAsync(host => host.KnownHost("git.example.org").Keys(Keys.Second));
        Assert.StartsWith("replace: ssh-ed25519", Assert.Single(done), StringComparison.Ordinal);
        Assert.Equal(
            $"# all\n10.0.0.1 {Keys.First} x\n@revoked git.example.org {Keys.Ecdsa}\n"
            + $"@cert-authority git.example.org {Keys.First}\nother {Keys.First}\ngit.example.org {Keys.Second}\n",
            await TextAsync());
        await _bench.ConvergeAsync(host => host.KnownHost("git.example.org").Authority().Keys(Keys.Second));
        Assert.Contains($"@cert-authority git.example.org {Keys.Second}\n", await TextAsync());
    }

    [Fact]
    public async Task Hashed_names_are_recognised()
    {
        _system.WithFile(File, Hashed + HashedPort);
        Assert.Empty(await _bench.ApplyAsync(host =>
        {
            host.KnownHost("git.example.org").Keys(Keys.First);
            host.KnownHost("[git.example.org]:22").Keys(Keys.First);
            host.KnownHost("[git.example.org]:2222").Keys(Keys.First);
        }));
        await _bench.ConvergeAsync(host => host.KnownHost("git.example.org").Absent());
        Assert.Equal(HashedPort, await TextAsync());
    }

    [Fact]
    public async Task The_list_of_a_user_is_the_users_own()
    {
        await _bench.ConvergeAsync(host => host.KnownHost("git.example.org").Login("ann").Keys(Keys.First));
        Assert.Equal(["mkdir /home/ann/.ssh 0700 ann:ann", "write /home/ann/.ssh/known_hosts 0600 ann:ann"], _system.Effects);
        Assert.Empty(await _bench.ApplyAsync(host => host.KnownHost("git.example.org").Login("nobody").Absent()));
        Assert.Empty(await _bench.ApplyAsync(host => host.KnownHost("git.example.org").Absent()));
    }

    [Fact]
    public void What_is_no_key_is_reported() => Assert.Contains("no public key", Assert.Single(_bench.Validate(host => host.KnownHost("a").Keys("ssh-ed25517 x"))));

    private async Task<string> TextAsync() => System.Text.Encoding.UTF8.GetString((await _system.ReadAsync(File)).Span);
}
