#pragma warning disable CA1416 // modes of files; the engine is for Unix only

using OpsMop.Engine.State;

namespace OpsMop.Engine.Tests; // a namespace State here would hide the engine's from its other tests

public sealed class LedgerTests : IDisposable
{
    private static readonly LedgerCause First = new("File[/etc/a]", "web.cs:1", "run1");
    private static readonly LedgerCause Second = new("File[/etc/b]", null, "run1");

    private readonly TemporaryFolder _state = new();

    public void Dispose() => _state.Dispose();

    [Fact]
    public void What_was_raised_and_not_struck_is_pending_in_the_next_run()
    {
        using (var ledger = Ledger.Open(_state.Path.Value))
        {
            ledger.Raise("hello/web/reload", First);
            ledger.Raise("hello/web/reload", Second);
            ledger.Raise("hello/db/restart", First);
            ledger.Strike("hello/db/restart");
        }

        using var next = Ledger.Open(_state.Path.Value);
        var pending = Assert.Single(next.Pending);
        Assert.Equal("hello/web/reload", pending.Handler);
        Assert.Equal([First, Second], pending.Causes);
    }

    [Fact]
    public void A_notification_is_on_the_disk_when_raising_returns()
    {
        using var ledger = Ledger.Open(_state.Path.Value);
        ledger.Raise("reload", First);

        Assert.Equal("reload", Assert.Single(Ledger.Peek(_state.Path.Value)).Handler);
    }

    [Fact]
    public void A_handler_that_is_raised_again_after_it_was_struck_is_pending()
    {
        using (var ledger = Ledger.Open(_state.Path.Value))
        {
            ledger.Raise("reload", First);
            ledger.Strike("reload");
            ledger.Strike("reload");
            ledger.Raise("reload", Second);
        }

        Assert.Equal([Second], Assert.Single(Ledger.Peek(_state.Path.Value)).Causes);
    }

    [Fact]
    public void The_same_cause_is_entered_once()
    {
        using var ledger = Ledger.Open(_state.Path.Value);
        ledger.Raise("reload", First);
        ledger.Raise("reload", First with { });

        Assert.Single(ledger.Pending[0].Causes);
        Assert.Single(File.ReadAllLines((_state / "ledger.jsonl").Value));
    }

    [Fact]
    public void Opening_takes_out_what_was_struck()
    {
        using (var ledger = Ledger.Open(_state.Path.Value))
        {
            ledger.Raise("reload", First);
            ledger.Raise("restart", First);
            ledger.Strike("reload");
        }

        Ledger.Open(_state.Path.Value).Dispose();

        Assert.Single(File.ReadAllLines((_state / "ledger.jsonl").Value));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode((_state / "ledger.jsonl").Value));
    }

    [Fact]
    public void A_crash_at_any_byte_loses_no_notification_that_was_entered_and_brings_none_back_that_was_not()
    {
        using (var ledger = Ledger.Open(_state.Path.Value))
        {
            ledger.Raise("a", First);
            ledger.Raise("b", Second);
            ledger.Strike("a");
            ledger.Raise("c", First);
        }

        var whole = File.ReadAllBytes((_state / "ledger.jsonl").Value);
        string[][] expected = [[], ["a"], ["a", "b"], ["b"], ["b", "c"]];
        for (var length = 0; length <= whole.Length; length++)
        {
            File.WriteAllBytes((_state / "ledger.jsonl").Value, whole[..length]);
            var lines = whole.AsSpan(0, length).Count((byte)'\n');
            using (var ledger = Ledger.Open(_state.Path.Value))
            {
                Assert.Equal(expected[lines], ledger.Pending.Select(pending => pending.Handler));
                ledger.Raise("z", First);
            }

            Assert.Equal([.. expected[lines], "z"], Ledger.Peek(_state.Path.Value).Select(pending => pending.Handler));
        }
    }

    [Fact]
    public void A_crash_while_the_ledger_is_rewritten_leaves_the_old_one()
    {
        using (var ledger = Ledger.Open(_state.Path.Value))
        {
            ledger.Raise("a", First);
        }

        File.WriteAllText((_state / "ledger.jsonl.new").Value, "{\"raise\":\"a\",");

        using var next = Ledger.Open(_state.Path.Value);
        Assert.Equal(["a"], next.Pending.Select(pending => pending.Handler));
    }

    [Fact]
    public void A_block_of_zeros_that_a_loss_of_power_leaves_ends_the_ledger()
    {
        using (var ledger = Ledger.Open(_state.Path.Value))
        {
            ledger.Raise("a", First);
        }

        File.AppendAllText((_state / "ledger.jsonl").Value, new string('\0', 4096));

        using var next = Ledger.Open(_state.Path.Value);
        Assert.Equal(["a"], next.Pending.Select(pending => pending.Handler));
    }
}
