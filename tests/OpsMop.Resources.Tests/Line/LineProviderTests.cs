using System.Text;
using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class LineProviderTests
{
    private const string Path = "/etc/conf";

    private readonly MemorySystem _system = new MemorySystem().WithUser("ann").WithDirectory("/etc");
    private readonly Bench _bench;

    public LineProviderTests() => _bench = new Bench(_system);

    [Theory]
    [InlineData("a\n", "a\nnew\n", "insert: new")]
    [InlineData("a", "a\nnew\n", "insert: new")]
    [InlineData("", "new\n", "insert: new")]
    [InlineData("a\r\nb\r\n", "a\r\nb\r\nnew\r\n", "insert: new")]
    [InlineData("a\nnew", "a\nnew", null)]
    public async Task A_missing_line_goes_to_the_end(string before, string after, string? change)
    {
        _system.WithFile(Path, before, "0640", "ann", "ann");
        Assert.Equal(change is null ? [] : [change], await _bench.ConvergeAsync(host => host.Line(Path, "new")));
        Assert.Equal(after, await TextAsync());
        var status = await _system.StatAsync(Path);
        Assert.Equal(("0640", "ann", "ann"), (status!.Mode.ToString(), status.Owner, status.Group));
    }

    [Fact]
    public async Task The_last_line_that_matches_is_replaced()
    {
        _system.WithFile(Path, "#PermitRootLogin yes\nPort 22\nPermitRootLogin yes\r\n# end");
        Assert.Equal(
            ["replace: PermitRootLogin yes → PermitRootLogin no"],
            await _bench.ConvergeAsync(host => host.Line(Path, "PermitRootLogin no").Matching("^#?PermitRootLogin ")));
        Assert.Equal("#PermitRootLogin yes\nPort 22\nPermitRootLogin no\r\n# end", await TextAsync());
    }

    [Fact]
    public async Task A_new_line_finds_its_place()
    {
        _system.WithFile(Path, "[a]\nx\n[a]\ny\n");
        await _bench.ConvergeAsync(host =>
        {
            host.Line(Path, "after").InsertAfter("^\\[a\\]");
            host.Line(Path, "before").InsertBefore("^\\[a\\]");
            host.Line(Path, "start").AtStart();
            host.Line(Path, "end").InsertAfter("nothing like it");
            host.Line(Path, "end too").InsertBefore("nothing like it");
        });
        Assert.Equal("start\nbefore\n[a]\nx\n[a]\nafter\ny\nend\nend too\n", await TextAsync());
    }

    [Fact]
    public async Task Backreferences_fill_the_line_from_what_matched()
    {
        _system.WithFile(Path, "GRUB_CMDLINE=\"quiet splash\"\n");
        await _bench.ConvergeAsync(host => host.Line(Path, "GRUB_CMDLINE=\"$1\"").Matching("^GRUB_CMDLINE=\"(.*?)( splash)?\"$").Backreferences());
        Assert.Equal("GRUB_CMDLINE=\"quiet\"\n", await TextAsync());
        Assert.Empty(await _bench.ConvergeAsync(host => host.Line(Path, "x $1").Matching("^none (.*)").Backreferences()));
        Assert.Contains(
            "would be changed again by the next run",
            await _bench.FailureAsync(host => host.Line(Path, "$1 more").Matching("^(GRUB.*)$").Backreferences()));
    }

    [Fact]
    public async Task An_absent_line_goes_wherever_it_stands()
    {
        _system.WithFile(Path, "a\nb\na\nc");
        Assert.Equal(["delete: a and 1 more →"], await _bench.ConvergeAsync(host => host.Line(Path, "a").Absent()));
        Assert.Equal(["delete: c →"], await _bench.ConvergeAsync(host => host.Line(Path, "any c").Matching("c$").Absent()));
        Assert.Equal("b\n", await TextAsync());
        Assert.Empty(await _bench.ConvergeAsync(host => host.Line("/no/file", "a").Absent()));
    }

    [Fact]
    public async Task Several_lines_of_one_file_are_planned_one_upon_the_other()
    {
        void Define(Host host)
        {
            host.Line("/etc/new", "a").Create().Mode("0600");
            host.Line("/etc/new", "b");
            host.Line("/etc/new", "c").AtStart();
        }

        Assert.Equal(["Line[/etc/new|a] insert: a", "Line[/etc/new|b] insert: b", "Line[/etc/new|c] insert: c"], await _bench.PlanAsync(Define));
        await _bench.ConvergeAsync(Define);
        Assert.Equal("c\na\nb\n", Encoding.UTF8.GetString((await _system.ReadAsync("/etc/new")).Span));
        Assert.Equal("0600", (await _system.StatAsync("/etc/new"))!.Mode.ToString());
    }

    [Fact]
    public async Task A_check_sees_the_new_file_before_it_is_in_place()
    {
        _system.WithFile(Path, "a\n").WithProcess("check *", new ProcessResult(1, "", "bad line 2\n"));
        var failure = await _bench.FailureAsync(host => host.Line(Path, "b").Validate(file => $"check {file}"));
        Assert.Contains("bad line 2", failure);
        Assert.Equal("a\n", await TextAsync());
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF8_and_byte_order_marks_stay()
    {
        _system.WithFile(Path, [0xE4, (byte)'\n']);
        await _bench.ConvergeAsync(host => host.Line(Path, "ü"));
        Assert.Equal([0xE4, (byte)'\n', 0xFC, (byte)'\n'], (await _system.ReadAsync(Path)).ToArray());
        Assert.Contains("is no UTF-8", await _bench.FailureAsync(host => host.Line(Path, "…")));

        _system.WithFile(Path, [0xEF, 0xBB, 0xBF, (byte)'a', (byte)'\n']);
        await _bench.ConvergeAsync(host => host.Line(Path, "b").Matching("^a|^b"));
        Assert.Equal([0xEF, 0xBB, 0xBF, (byte)'b', (byte)'\n'], (await _system.ReadAsync(Path)).ToArray());
    }

    [Fact]
    public async Task What_is_wrong_is_said()
    {
        Assert.Contains("There is no file /etc/no. Add .Create()", await _bench.FailureAsync(host => host.Line("/etc/no", "a")));
        Assert.Contains("does not match \"b\": each run would add the line once more", Assert.Single(_bench.Validate(host => host.Line(Path, "b").Matching("^a"))));
        Assert.Contains("is no regular expression", Assert.Single(_bench.Validate(host => host.Line(Path, "b").Matching("("))));
        Assert.Contains("is more than one line", Assert.Single(_bench.Validate(host => host.Line(Path, "b\nc"))));
    }

    private async Task<string> TextAsync() => Encoding.UTF8.GetString((await _system.ReadAsync(Path)).Span);
}
