using System.Text;
using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class IniProviderTests
{
    private const string Path = "/etc/app.ini";

    private readonly MemorySystem _system = new();
    private readonly Bench _bench;

    public IniProviderTests() => _bench = new Bench(_system);

    [Fact]
    public async Task Keys_are_changed_and_added_where_they_belong_and_the_rest_stays()
    {
        _system.WithFile(Path, "; top\nglobal=1\n\n[a]\n# port\n  port   =  80  \nhost = x\n\n[b]\nport=1\n");
        Assert.Equal(
            ["replace: port   =  80 → port   =  8080", "insert: user = ann", "insert: mode=fast", "insert: new = 1", "replace: global=1 → global=2", "insert: skip"],
            await _bench.ConvergeAsync(host =>
            {
                host.Ini(Path, "a", "port").Value("8080");
                host.Ini(Path, "a", "user").Value("ann");
                host.Ini(Path, "b", "mode").Value("fast").NoSpaces();
                host.Ini(Path, "c", "new").Value("1");
                host.Ini(Path, null, "global").Value("2");
                host.Ini(Path, "c", "skip").NoValue();
            }));
        Assert.Equal("; top\nglobal=2\n\n[a]\n# port\n  port   =  8080\nhost = x\nuser = ann\n\n[b]\nport=1\nmode=fast\n\n[c]\nnew = 1\nskip\n", await TextAsync());
    }

    [Fact]
    public async Task The_last_of_several_is_the_one_that_counts_and_absent_takes_all()
    {
        _system.WithFile(Path, "[a]\nx = 1\n[b]\n[a]\nx = 2\r\ny");
        Assert.Empty(await _bench.ConvergeAsync(host => host.Ini(Path, "a", "x").Value("2")));
        await _bench.ConvergeAsync(host => host.Ini(Path, "a", "x").Value("3"));
        Assert.Equal("[a]\nx = 1\n[b]\n[a]\nx = 3\r\ny", await TextAsync());
        Assert.Equal(["delete: [a] x →"], await _bench.ConvergeAsync(host => host.Ini(Path, "a", "x").Absent()));
        Assert.Equal("[a]\n[b]\n[a]\ny", await TextAsync());
        await _bench.ConvergeAsync(host => host.Ini(Path, "a", "y").Value("1"));
        await _bench.ConvergeAsync(host => host.Ini(Path, "a", "z").Value("1"));
        Assert.Equal("[a]\n[b]\n[a]\ny = 1\nz = 1\n", await TextAsync());
    }

    [Fact]
    public async Task A_secret_value_is_not_shown_and_not_written_where_all_can_read_it()
    {
        var secret = Secret.Adopt("hunter2-very-long");
        _system.WithFile(Path, "[client]\npassword = old-one\n", "0600");
        Assert.Equal(["replace: password → password = ***"], await _bench.ConvergeAsync(host => host.Ini(Path, "client", "password").Value($"{secret}")));
        Assert.Equal("[client]\npassword = hunter2-very-long\n", await TextAsync());
        _system.WithFile(Path, "", "0644");
        Assert.Contains("everybody can read", await _bench.FailureAsync(host => host.Ini(Path, "client", "password").Value($"{secret}")));
    }

    [Fact]
    public async Task A_section_is_made_and_goes_with_its_keys()
    {
        _system.WithFile(Path, "[a]\nx=1\n\n# about b\n[b]\ny=1\n\n# about c\n[c]\nz=1\n");
        Assert.Equal(["delete: [b], 3 lines →"], await _bench.ConvergeAsync(host => host.IniSection(Path, "b").Absent()));
        Assert.Equal("[a]\nx=1\n\n# about b\n# about c\n[c]\nz=1\n", await TextAsync());
        await _bench.ConvergeAsync(host => host.IniSection(Path, "d"));
        Assert.Equal("[a]\nx=1\n\n# about b\n# about c\n[c]\nz=1\n\n[d]\n", await TextAsync());
        await _bench.ConvergeAsync(host => host.IniSection(Path, "d").Absent());
        Assert.Equal("[a]\nx=1\n\n# about b\n# about c\n[c]\nz=1\n", await TextAsync());
        Assert.Empty(await _bench.ConvergeAsync(host => host.IniSection("/no", "d").Absent()));
    }

    [Fact]
    public void A_key_needs_no_section()
    {
        Assert.Empty(_bench.Validate(host => host.Ini(Path, null, "a").Value("1")));
        Assert.Contains("Key is empty", _bench.Validate(host => host.Ini(Path, "a", "").Value("1"))[0]);
    }

    [Fact]
    public void Values_of_several_lines_are_refused() =>
        Assert.Contains("must be one line", Assert.Single(_bench.Validate(host => host.Ini(Path, "a", "b").Value("c\nd"))));

    private async Task<string> TextAsync() => Encoding.UTF8.GetString((await _system.ReadAsync(Path)).Span);
}
