using System.Security.Cryptography.X509Certificates;
using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class CertificateProviderTests
{
    private const string File = "/etc/ssl/app.pem";
    private const string Key = "/etc/ssl/app.key";

    private readonly MemorySystem _system = new MemorySystem().WithDirectory("/etc/ssl");
    private readonly Bench _bench;

    public CertificateProviderTests() => _bench = new Bench(_system);

    [Fact]
    public async Task Key_and_certificate_are_planned_and_made_in_one_run()
    {
        static void Declare(Host host)
        {
            host.PrivateKey(Key);
            host.Certificate(File).KeyFile(Key).Subject("CN=app.example.org, O=Example").Names("app.example.org", "*.app.example.org", "10.0.0.5", "fd00::0005").Days(90);
        }

        Assert.Equal(
            [$"PrivateKey[{Key}] create: EcdsaP256, 0600", $"Certificate[{File}] create: CN=app.example.org, O=Example, for 90 days"], await _bench.PlanAsync(Declare));
        await _bench.ConvergeAsync(Declare);
        using var certificate = await CertificateAsync();
        Assert.Equal("CN=app.example.org, O=Example", certificate.Subject);
        Assert.Equal(90, Math.Round((certificate.NotAfter - certificate.NotBefore).TotalDays));
        Assert.True(certificate.MatchesHostname("x.app.example.org"));
        Assert.True(certificate.MatchesHostname("fd00::5"));
        Assert.Contains($"f 0644 root:root {File}", _system.Describe());
    }

    [Fact]
    public async Task It_is_made_anew_before_its_end_and_not_before()
    {
        // Thirty days before its end, unless the policy says otherwise.
        var (old, key) = TestCertificates.Make("CN=app", days: 365, age: 336);
        _system.WithFile(File, old).WithFile(Key, key, "0600");
        Assert.Empty(await _bench.ApplyAsync(host => host.Certificate(File).KeyFile(Key).Subject("CN=app").RenewBefore("28d")));
        Assert.StartsWith("renew: until ", Assert.Single(await _bench.ConvergeAsync(host => host.Certificate(File).KeyFile(Key).Subject("CN=app"))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CN=other", false, 365, "", "renew: CN=app, signed by CN=app → ")]
    [InlineData("CN=app", true, 365, "", "renew: no authority → ")]
    [InlineData("CN=app", false, 100, "", "renew: for 365 days → ")]
    [InlineData("CN=app", false, 365, "app", "renew: for no names → ")]
    public async Task What_differs_makes_a_new_one(string subject, bool authority, int days, string name, string change)
    {
        var (old, key) = TestCertificates.Make("CN=app");
        _system.WithFile(File, old).WithFile(Key, key, "0600");
        Assert.StartsWith(change, Assert.Single(await _bench.ConvergeAsync(host =>
        {
            var certificate = host.Certificate(File).KeyFile(Key).Subject(subject).Days(days);
            certificate = authority ? certificate.Authority() : certificate;
            _ = name.Length > 0 ? certificate.Names(name) : certificate;
        })), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_key_needs_another_certificate()
    {
        static void Declare(Host host, bool rsa)
        {
            var key = host.PrivateKey(Key);
            _ = rsa ? key.Rsa2048().Regenerate() : key;
            host.Certificate(File).KeyFile(Key).Subject("CN=app");
        }

        await _bench.ConvergeAsync(host => Declare(host, rsa: false));
        Assert.Equal(2, (await _bench.PlanAsync(host => Declare(host, rsa: true))).Count);
        Assert.Equal(
            ["replace: EcdsaP256 → Rsa2048, 0600 root:root", "renew: of another key → CN=app, for 365 days"],
            await _bench.ConvergeAsync(host => Declare(host, rsa: true)));
    }

    [Fact]
    public async Task A_certificate_that_is_given_must_fit_to_its_key()
    {
        var (certificate, key) = TestCertificates.Make("CN=app");
        var (chain, _) = TestCertificates.Make("CN=root", authority: true);
        _system.WithFile(Key, key, "0600");
        await _bench.ConvergeAsync(host => host.Certificate(File).KeyFile(Key).Content(certificate + chain));
        Assert.Contains(
            "CN=root for /etc/ssl/app.pem was not made for the key",
            await _bench.FailureAsync(host => host.Certificate(File).KeyFile(Key).Content(chain + certificate)));
        Assert.Contains("There is no private key /etc/no", await _bench.FailureAsync(host => host.Certificate(File).KeyFile("/etc/no").Content(certificate)));
        var (over, _) = TestCertificates.Make("CN=over", days: 10, age: 20);
        await _bench.ApplyAsync(host => host.Certificate(File).Content(over));
        Assert.Contains("has been invalid since", Assert.Single(_bench.Messages));
        Assert.Single(await _bench.ConvergeAsync(host => host.Certificate(File).Absent()));
    }

    [Fact]
    public void What_cannot_be_is_reported()
    {
        Assert.Contains("cannot be read", Assert.Single(_bench.Validate(host => host.Certificate(File).KeyFile(Key).Subject("app"))));
        Assert.Contains("in each run", Assert.Single(_bench.Validate(host => host.Certificate(File).KeyFile(Key).Subject("CN=a").Days(20).RenewBefore("30d"))));
        Assert.Contains("neither the name", Assert.Single(_bench.Validate(host => host.Certificate(File).KeyFile(Key).Subject("CN=a").Names("a_b/c"))));
        Assert.Contains("private key in it", Assert.Single(_bench.Validate(host => host.Certificate(File).Content(TestCertificates.Make("CN=a").Key))));
    }

    private async Task<X509Certificate2> CertificateAsync() => X509Certificate2.CreateFromPem(System.Text.Encoding.UTF8.GetString((await _system.ReadAsync(File)).Span));
}
