using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class CaTrustProviderTests
{
    private const string File = "/usr/local/share/ca-certificates/example.crt";
    private const string Bundle = "/etc/ssl/certs/ca-certificates.crt";

    private static readonly string Root = TestCertificates.Make("CN=Example Root", authority: true).Certificate;
    private static readonly string Other = TestCertificates.Make("CN=Other Root").Certificate;

    private readonly MemorySystem _system = new MemorySystem().WithDirectory("/usr/local/share/ca-certificates").WithFile(Bundle, Other);
    private readonly Bench _bench;

    public CaTrustProviderTests()
    {
        _bench = new Bench(_system);
        _system.WithProcess("update-ca-certificates*", _ =>
        {
            var added = _system.StatAsync(File).AsTask().Result is null ? "" : System.Text.Encoding.UTF8.GetString(_system.ReadAsync(File).AsTask().Result.Span);
            _system.WithFile(Bundle, Other + added.Replace("\n", "\r\n", StringComparison.Ordinal));
            return ProcessResult.Success;
        });
    }

    [Fact]
    public async Task An_authority_is_added_to_the_list_and_taken_from_it()
    {
        Assert.Equal([$"create: {File} 0644 root:root", "update list"], await _bench.ConvergeAsync(host => host.CaTrust("example").Content(Root)));
        Assert.Equal([$"write {File} 0644 root:root", "run update-ca-certificates"], _system.Effects);
        Assert.Equal(2, (await _bench.ConvergeAsync(host => host.CaTrust("example").Absent())).Count);
        Assert.Equal("run update-ca-certificates --fresh", _system.Effects[^1]);
        Assert.Empty(await _bench.ApplyAsync(host => host.CaTrust("example").Absent()));
    }

    [Fact]
    public async Task A_list_that_a_broken_run_has_left_without_it_is_made_anew()
    {
        _system.WithFile(File, Root);
        Assert.Equal(["update list"], await _bench.ConvergeAsync(host => host.CaTrust("example").Content(Root)));
    }

    [Fact]
    public async Task A_file_of_the_project_is_as_good()
    {
        _bench.Sources["root.pem"] = FileContent.FromText(Root);
        await _bench.ConvergeAsync(host => host.CaTrust("example").Source("root.pem"));
        _bench.Sources["root.pem"] = FileContent.FromText("nothing");
        Assert.Contains("is no certificate", await _bench.FailureAsync(host => host.CaTrust("example").Source("root.pem")));
    }

    [Theory]
    [InlineData("fedora", "/etc/pki/ca-trust/source/anchors", "example.pem", "update-ca-trust extract")]
    [InlineData("suse", "/etc/pki/trust/anchors", "example.pem", "update-ca-certificates")]
    [InlineData("alpine", "/usr/local/share/ca-certificates", "example.crt", "update-ca-certificates")]
    public async Task Others_have_other_places_and_programs(string family, string folder, string file, string program)
    {
        var system = new MemorySystem().WithDirectory(folder).WithProcess(program, ProcessResult.Success);
        await new Bench(system, family).ApplyAsync(host => host.CaTrust("example").Content(Root));
        Assert.Equal([$"write {folder}/{file} 0644 root:root", $"run {program}"], system.Effects);
    }

    [Fact]
    public async Task What_is_no_authority_is_refused()
    {
        Assert.Contains("no authority", Assert.Single(_bench.Validate(host => host.CaTrust("x").Content(TestCertificates.Make("CN=a", authority: false).Certificate))));
        Assert.Contains("more than one", Assert.Single(_bench.Validate(host => host.CaTrust("x").Content(Root + Other))));
        Assert.Contains("no certificate", Assert.Single(_bench.Validate(host => host.CaTrust("x").Content("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"))));
        Assert.Contains("private key in it", Assert.Single(_bench.Validate(host => host.CaTrust("x").Content(Root + TestCertificates.Make("CN=a").Key))));
        Assert.Contains("host.Package(\"ca-certificates\")", await new Bench(new MemorySystem()).FailureAsync(host => host.CaTrust("x").Content(Root)));
    }
}
