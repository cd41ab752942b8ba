using System.Text;
using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class BlockProviderTests
{
    private const string Path = "/etc/conf";

    private readonly MemorySystem _system = new();
    private readonly Bench _bench;

    public BlockProviderTests() => _bench = new Bench(_system);

    [Fact]
    public async Task A_block_is_put_in_changed_and_taken_away()
    {
        _system.WithFile(Path, "first\nlast");
        Assert.Equal(["insert: 2 lines"], await _bench.ConvergeAsync(host => host.Block(Path, "app").Content("x\ny").InsertAfter("^first")));
        Assert.Equal("first\n# BEGIN OPSMOP app\nx\ny\n# END OPSMOP app\nlast", await TextAsync());
        Assert.Equal(["write: 2 lines → 1 line"], await _bench.ConvergeAsync(host => host.Block(Path, "app").Content("z\n")));
        Assert.Equal("first\n# BEGIN OPSMOP app\nz\n# END OPSMOP app\nlast", await TextAsync());
        Assert.Equal(["delete: 1 line →"], await _bench.ConvergeAsync(host => host.Block(Path, "app").Absent()));
        Assert.Equal("first\nlast", await TextAsync());
    }

    [Fact]
    public async Task Several_blocks_stand_side_by_side_in_their_own_comments()
    {
        _system.WithFile(Path, "<a/>\r\n");
        await _bench.ConvergeAsync(host =>
        {
            host.Block(Path, "one").Comment("<!--").CommentEnd("-->").Content("<b/>\n<c/>\n");
            host.Block(Path, "two").Comment("//").Content("").AtStart();
        });
        Assert.Equal("// BEGIN OPSMOP two\r\n// END OPSMOP two\r\n<a/>\r\n<!-- BEGIN OPSMOP one -->\r\n<b/>\r\n<c/>\r\n<!-- END OPSMOP one -->\r\n", await TextAsync());
    }

    [Fact]
    public async Task A_secret_stays_out_of_what_is_shown_and_of_files_that_everybody_can_read()
    {
        var secret = Secret.Adopt("hunter2-very-long");
        _system.WithFile(Path, "a\r\n", "0640");
        await _bench.ConvergeAsync(host => host.Block(Path, "db").Content($"password={secret}\n"));
        Assert.Equal("a\r\n# BEGIN OPSMOP db\r\npassword=hunter2-very-long\r\n# END OPSMOP db\r\n", await TextAsync());
        _system.WithFile(Path, "a\n", "0640");
        await _bench.ApplyAsync(host => host.Block(Path, "db").Content($"password={secret}\n"));
        Assert.Contains("password=***", _bench.Changes[0].Diff!.After!.Shown);
        Assert.DoesNotContain("hunter2", _bench.Changes[0].Diff!.After!.Shown);

        _system.WithFile("/etc/open", "a\n", "0644");
        Assert.Contains("everybody can read the secret", await _bench.FailureAsync(host => host.Block("/etc/open", "db").Content($"{secret}")));
        await _bench.ApplyAsync(host => host.Block("/etc/made", "db").Content($"{secret}").Create());
        Assert.Equal("0600", (await _system.StatAsync("/etc/made"))!.Mode.ToString());
    }

    [Theory]
    [InlineData("a\n# BEGIN OPSMOP app\nb\n", "/etc/conf(2): \"# BEGIN OPSMOP app\" has no end")]
    [InlineData("a\n# END OPSMOP app\n", "/etc/conf(2): \"# END OPSMOP app\" has no beginning")]
    [InlineData("# BEGIN OPSMOP app\n# BEGIN OPSMOP app\n# END OPSMOP app\n", "/etc/conf(2): \"# BEGIN OPSMOP app\" stands here a second time")]
    public async Task Damaged_markers_are_named_and_nothing_is_changed(string text, string message)
    {
        _system.WithFile(Path, text);
        Assert.StartsWith(message, await _bench.FailureAsync(host => host.Block(Path, "app").Content("x")));
    }

    [Fact]
    public void A_content_with_its_own_markers_is_refused() =>
        Assert.Contains("holds a marker of the block itself", Assert.Single(_bench.Validate(host => host.Block(Path, "app").Content("a\n # END OPSMOP app\n"))));

    private async Task<string> TextAsync() => Encoding.UTF8.GetString((await _system.ReadAsync(Path)).Span);
}
