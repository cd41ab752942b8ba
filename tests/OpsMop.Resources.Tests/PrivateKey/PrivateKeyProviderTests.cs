using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class PrivateKeyProviderTests
{
    private const string File = "/etc/ssl/app.key";

    private readonly MemorySystem _system = new MemorySystem().WithDirectory("/etc/ssl").WithUser("app", 1000);
    private readonly Bench _bench;

    public PrivateKeyProviderTests() => _bench = new Bench(_system);

    [Theory]
    [InlineData(KeyKind.EcdsaP256)]
    [InlineData(KeyKind.EcdsaP384)]
    [InlineData(KeyKind.EcdsaP521)]
    [InlineData(KeyKind.Rsa2048)]
    [InlineData(KeyKind.Rsa3072)]
    public async Task A_key_is_made_once_and_is_what_was_asked_for(KeyKind kind)
    {
        Assert.Equal([$"create: {kind}, 0600 app"], await _bench.ConvergeAsync(host => host.PrivateKey(File).Kind(kind).Owner("app")));
        Assert.Equal([$"write {File} 0600 app:root"], _system.Effects);
        var key = await TextAsync();
        Assert.Equal(kind, KeyState.Parse(key).Kind);
        Assert.Empty(await _bench.ApplyAsync(host => host.PrivateKey(File)));
        Assert.Equal(key, await TextAsync());
    }

    [Fact]
    public async Task A_key_that_does_not_fit_is_replaced_only_on_request()
    {
        await _bench.ConvergeAsync(host => host.PrivateKey(File).EcdsaP384());
        Assert.Contains("is EcdsaP384, not Rsa2048. Declare what is there, or add .Regenerate()", await _bench.FailureAsync(host => host.PrivateKey(File).Rsa2048()));
        Assert.Equal(["replace: EcdsaP384 → Rsa2048, 0600 root:root"], await _bench.ConvergeAsync(host => host.PrivateKey(File).Rsa2048().Regenerate()));
        _system.WithFile(File, "-----BEGIN ENCRYPTED PRIVATE KEY-----\n");
        Assert.Contains("passphrase", await _bench.FailureAsync(host => host.PrivateKey(File)));
    }

    [Fact]
    public async Task A_key_that_is_given_replaces_another_and_is_never_shown()
    {
        var (_, pem) = TestCertificates.Make("CN=a");
        await _bench.ConvergeAsync(host => host.PrivateKey(File));
        await _bench.ConvergeAsync(host => host.PrivateKey(File).Content(pem).Mode("0640").Group("app"));
        Assert.Equal(pem, await TextAsync());
        Assert.Contains($"f 0640 root:app {File}", _system.Describe());
        Assert.True(_bench.Changes.Count == 0);
        await _bench.ApplyAsync(host => host.PrivateKey(File).Content($"{Secret.Adopt(TestCertificates.Make("CN=b").Key)}"));
        Assert.True(_bench.Changes[0].Diff!.After!.IsSecret);
    }

    [Fact]
    public async Task Modes_converge_and_an_absent_key_goes()
    {
        await _bench.ConvergeAsync(host => host.PrivateKey(File));
        await _system.SetModeAsync(File, "0644");
        Assert.Equal(["chmod: 0644 → 0600"], await _bench.ConvergeAsync(host => host.PrivateKey(File)));
        Assert.Single(await _bench.ConvergeAsync(host => host.PrivateKey(File).Absent()));
    }

    [Fact]
    public void What_cannot_be_is_reported()
    {
        Assert.Contains("no private key", Assert.Single(_bench.Validate(host => host.PrivateKey(File).Content("x"))));
        Assert.Contains("no private key", Assert.Single(_bench.Validate(host => host.PrivateKey(File).Content(TestCertificates.Make("CN=a").Certificate))));
        Assert.Contains("is EcdsaP256, not Rsa2048", Assert.Single(_bench.Validate(host => host.PrivateKey(File).Rsa2048().Content(TestCertificates.Make("CN=a").Key))));
        Assert.StartsWith("OPM4001", Assert.Single(_bench.Validate(host => host.PrivateKey(File).Mode("0644"))), StringComparison.Ordinal);
    }

    private async Task<string> TextAsync() => System.Text.Encoding.UTF8.GetString((await _system.ReadAsync(File)).Span);
}
