using System.Text;
using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class RepositoryProviderTests
{
    private const string Armored = "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQEN\n=abcd\n-----END PGP PUBLIC KEY BLOCK-----\n";

    private readonly MemorySystem _system = new MemorySystem().WithDirectory("/etc/apt/sources.list.d").WithDirectory("/etc/apt/preferences.d").WithDirectory("/etc/yum.repos.d").WithDirectory("/etc/zypp/repos.d");
    private readonly Bench _bench;

    public RepositoryProviderTests() => _bench = new Bench(_system);

    [Fact]
    public async Task A_repository_of_apt_is_an_entry_and_a_key_of_its_own()
    {
        Assert.Equal(
            [
                "create: /etc/apt/keyrings",
                "create key: /etc/apt/keyrings/app.asc",
                "create: /etc/apt/sources.list.d/app.sources 0644 root:root",
            ],
            await _bench.ConvergeAsync(host => host.Repository("app").Uris("https://a.example/debian").Components("main", "extra").Architectures("amd64").Key(Armored)));
        Assert.Equal(Armored, await TextAsync("/etc/apt/keyrings/app.asc"));
        Assert.Equal(
            "Types: deb\nURIs: https://a.example/debian\nSuites: bookworm\nComponents: main extra\nArchitectures: amd64\nSigned-By: /etc/apt/keyrings/app.asc\n",
            await TextAsync("/etc/apt/sources.list.d/app.sources"));
    }

    [Fact]
    public async Task What_differs_is_written_and_what_is_not_declared_any_more_goes()
    {
        await _bench.ConvergeAsync(host => host.Repository("app").Uris("https://a.example/x", "http://b.example:8080/y").Suites("./").Key(Armored).Priority(900));
        Assert.Equal("Package: *\nPin: origin \"a.example\"\nPin-Priority: 900\n\nPackage: *\nPin: origin \"b.example\"\nPin-Priority: 900\n", await TextAsync("/etc/apt/preferences.d/app.pref"));
        _system.WithFile("/etc/apt/sources.list.d/app.list", "deb http://old ./\n");
        var changes = await _bench.ConvergeAsync(host => host.Repository("app").Uris("file:/srv/x").Suites("./").Trusted().Enabled(false).Types("deb", "deb-src").Options("Check-Valid-Until", "no"));
        Assert.Equal(["delete", "delete", "write", "delete"], changes.Select(change => change.Split(':')[0]));
        Assert.Equal("Types: deb deb-src\nURIs: file:/srv/x\nSuites: ./\nEnabled: no\nTrusted: yes\nCheck-Valid-Until: no\n", await TextAsync("/etc/apt/sources.list.d/app.sources"));
        Assert.Equal(["app.sources"], await _system.ListAsync("/etc/apt/sources.list.d"));
    }

    [Fact]
    public async Task An_absent_repository_goes_with_its_key()
    {
        await _bench.ConvergeAsync(host => host.Repository("app").Uris("https://a.example/x").Key(Armored).Priority(900));
        Assert.Equal(3, (await _bench.ConvergeAsync(host => host.Repository("app").Absent())).Count);
    }

    [Fact]
    public async Task A_key_as_bytes_is_kept_as_text()
    {
        // What gpg --enarmor makes of the same bytes.
        byte[] key = [0x99, 0x01, 0x02, 0x03, 0x04];
        _bench.Sources["key.gpg"] = FileContent.FromBytes(key);
        await _bench.ConvergeAsync(host => host.Repository("app").Uris("https://a.example/x").KeySource("key.gpg"));
        Assert.Equal("-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQECAwQ=\n=0TPE\n-----END PGP PUBLIC KEY BLOCK-----\n", await TextAsync("/etc/apt/keyrings/app.asc"));

        // A key that was fetched is known by the checksum of what was fetched, in either form.
        Assert.Empty(await _bench.ApplyAsync(host => host.Repository("app").Uris("https://a.example/x").KeyUrl("https://a.example/key.gpg").KeyChecksum(Sha256.Of(key))));
        _bench.Sources["key.gpg"] = FileContent.FromBytes("<html>"u8.ToArray());
        Assert.Contains("no public key", await _bench.FailureAsync(host => host.Repository("app").Uris("https://a.example/x").KeySource("key.gpg")));
    }

    [Fact]
    public async Task A_plan_fetches_no_key_and_foresees_a_package()
    {
        _system.WithFile("/var/lib/apt/lists/x_Packages", "").WithDirectory("/var/lib/apt/lists/partial")
            .WithProcess("dpkg-query *", new ProcessResult(1, "", "")).WithProcess("apt-cache *", ProcessResult.Success);
        var plan = await _bench.PlanAsync(host =>
        {
            host.Repository("app").Uris("https://a.example/x").KeyUrl("https://no.invalid/key.gpg").KeyChecksum(new string('a', 64));
            host.Package("tool").UpdateCache("1d");
        });
        Assert.Contains("Repository[app] create key: /etc/apt/keyrings/app.asc", plan);
        Assert.Contains("Package[tool] install: the newest version", plan);
    }

    [Fact]
    public async Task Yum_and_zypper_have_files_of_the_same_kind()
    {
        _system.WithProcess("rpm --import *", ProcessResult.Success);
        await _bench.ConvergeAsync(host => host.Repository("app").Uris("https://a.example/x", "https://b.example/x").Description("The app").Key(Armored).Priority(10).Options("metadata_expire", "6h").Via<YumRepositoryProvider>());
        Assert.Equal(
            "[app]\nname=The app\nbaseurl=https://a.example/x\n        https://b.example/x\nenabled=1\ngpgcheck=1\ngpgkey=file:///etc/pki/rpm-gpg/RPM-GPG-KEY-app\npriority=10\nmetadata_expire=6h\n",
            await TextAsync("/etc/yum.repos.d/app.repo"));
        Assert.DoesNotContain(_system.Effects, effect => effect.StartsWith("run", StringComparison.Ordinal));

        await _bench.ConvergeAsync(host => host.Repository("other").MirrorList("https://a.example/list").Key(Armored).Enabled(false).Via<ZypperRepositoryProvider>());
        Assert.Contains("mirrorlist=https://a.example/list\nenabled=0\n", await TextAsync("/etc/zypp/repos.d/other.repo"), StringComparison.Ordinal);
        Assert.Contains(_system.Effects, effect => effect.StartsWith("run rpm --import /etc/pki/rpm-gpg/", StringComparison.Ordinal));
        Assert.Equal(2, (await _bench.ConvergeAsync(host => host.Repository("other").Absent().Via<ZypperRepositoryProvider>())).Count);
        Assert.Contains("they are apt's", await _bench.FailureAsync(host => host.Repository("app").Uris("https://a.example/x").Suites("x").Via<YumRepositoryProvider>()));
    }

    [Fact]
    public async Task What_contradicts_itself_is_told()
    {
        Assert.Contains("no components", await _bench.FailureAsync(host => host.Repository("app").Uris("file:/x").Suites("./").Components("main")));
        Assert.Contains("mirror+https", await _bench.FailureAsync(host => host.Repository("app").MirrorList("https://a.example/x")));
        Assert.Contains("There is no key /no", await _bench.FailureAsync(host => host.Repository("app").Uris("file:/x").KeyFile("/no")));
        Assert.Contains(_bench.Validate(host => host.Repository("app").Uris("https://a.example/x").KeyUrl("https://a.example/key")), finding => finding.StartsWith("OPM2003", StringComparison.Ordinal));
        Assert.Contains(_bench.Validate(host => host.Repository("app").Uris("https://a.example/x").Key("ssh-rsa")), finding => finding.StartsWith("OPM2004", StringComparison.Ordinal));
        Assert.Contains(_bench.Validate(host => host.Repository("app").Uris("https://a.example/x").Suites("a b")), finding => finding.StartsWith("OPM2004", StringComparison.Ordinal));
    }

    private async Task<string> TextAsync(AbsolutePath path) => Encoding.UTF8.GetString((await _system.ReadAsync(path)).Span);
}
