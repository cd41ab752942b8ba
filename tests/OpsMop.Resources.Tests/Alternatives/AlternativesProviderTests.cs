using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class AlternativesProviderTests
{
    private const string Query = """
        Name: editor
        Link: /usr/bin/editor
        Slaves:
         editor.1.gz /usr/share/man/man1/editor.1.gz
        Status: auto
        Best: /usr/bin/vim
        Value: /usr/bin/vim

        Alternative: /bin/ed
        Priority: -100
        Slaves:
         editor.1.gz /usr/share/man/man1/ed.1.gz

        Alternative: /usr/bin/vim
        Priority: 30
        Slaves:

        """;

    private readonly MemorySystem _system = new MemorySystem().WithFile("/bin/ed", "").WithFile("/opt/ed", "")
        .WithProcess("update-alternatives *", ProcessResult.Success)
        .WithProcess("update-alternatives --query *", new ProcessResult(2, "", "update-alternatives: error: no alternatives for no\n"))
        .WithProcess("update-alternatives --query editor", new ProcessResult(0, Query, ""));

    private readonly Bench _bench;

    public AlternativesProviderTests() => _bench = new Bench(_system);

    [Fact]
    public async Task One_is_selected()
    {
        Assert.Equal(["select: /usr/bin/vim, automatically → /bin/ed"], await _bench.ApplyAsync(host => host.Alternatives("editor").Path("/bin/ed")));
        Assert.Equal(["run update-alternatives --quiet --set editor /bin/ed"], _system.Effects);

        _system.WithProcess("update-alternatives --query editor", new ProcessResult(0, Query.Replace("Status: auto", "Status: manual", StringComparison.Ordinal), ""));
        Assert.Empty(await _bench.ApplyAsync(host => host.Alternatives("editor").Path("/usr/bin/vim")));
        Assert.Equal(["select automatically: /usr/bin/vim → /usr/bin/vim"], await _bench.ApplyAsync(host => host.Alternatives("editor").Automatic()));
    }

    [Fact]
    public async Task What_no_package_registers_is_registered()
    {
        Assert.Equal(
            ["register: /opt/ed, priority 50", "select: /opt/ed, automatically → /opt/ed"],
            await _bench.ApplyAsync(host => host.Alternatives("new").Path("/opt/ed").Link("/usr/bin/new").Priority(50).Slave("new.1", "/man/new.1", "/opt/new.1")));
        Assert.Equal("run update-alternatives --quiet --install /usr/bin/new new /opt/ed 50 --slave /man/new.1 new.1 /opt/new.1", _system.Effects[0]);
        Assert.Empty(await _bench.ApplyAsync(host =>
            host.Alternatives("editor").Path("/bin/ed").Link("/usr/bin/editor").Priority(-100).Slave("editor.1.gz", "/usr/share/man/man1/editor.1.gz", "/usr/share/man/man1/ed.1.gz").Registered()));
        Assert.Equal(
            ["register: -100 → /bin/ed, priority 5"], await _bench.ApplyAsync(host => host.Alternatives("editor").Path("/bin/ed").Link("/usr/bin/editor").Priority(5).Registered()));
    }

    [Fact]
    public async Task One_or_all_go()
    {
        Assert.Empty(await _bench.ApplyAsync(host => host.Alternatives("no").Absent()));
        Assert.Empty(await _bench.ApplyAsync(host => host.Alternatives("editor").Path("/opt/ed").Absent()));
        Assert.Equal(["remove: /bin/ed →"], await _bench.ApplyAsync(host => host.Alternatives("editor").Path("/bin/ed").Absent()));
        Assert.Equal(["remove: /bin/ed, /usr/bin/vim →"], await _bench.ApplyAsync(host => host.Alternatives("editor").Absent()));
        Assert.Equal(["run update-alternatives --quiet --remove editor /bin/ed", "run update-alternatives --quiet --remove-all editor"], _system.Effects);
    }

    [Fact]
    public async Task What_is_wrong_is_told()
    {
        Assert.Contains("Nothing is known under the name no.", await _bench.FailureAsync(host => host.Alternatives("no").Path("/x")));
        Assert.Contains("Did you mean '/usr/bin/vim'?", await _bench.FailureAsync(host => host.Alternatives("editor").Path("/usr/bin/vmi")));
        Assert.Contains("nothing at /no", await _bench.FailureAsync(host => host.Alternatives("editor").Path("/no").Link("/usr/bin/editor").Priority(1)));
        Assert.Contains(_bench.Validate(host => host.Alternatives("editor").Selected()), finding => finding.StartsWith("OPM2002", StringComparison.Ordinal));
    }
}
