using OpsMop.CommandLine.Output;

namespace OpsMop.CommandLine.Tests.Output;

public sealed class OutputBufferTests
{
    [Fact]
    public async Task A_line_goes_out_by_itself_when_nothing_follows()
    {
        var stream = new MemoryStream();
        await using var output = new OutputBuffer(stream);
        output.WriteLine("waiting");
        Assert.Equal(0, stream.Length);
        for (var i = 0; i < 100 && stream.Length == 0; i++)
        {
            await Task.Delay(50);
        }

        Assert.Equal("waiting\n"u8.ToArray(), stream.ToArray());
    }

    [Fact]
    public void A_character_that_spans_the_buffer_stays_whole()
    {
        var stream = new MemoryStream();
        var text = "x" + string.Concat(Enumerable.Repeat("😀", 40_000));
        using (var output = new OutputBuffer(stream))
        {
            output.Write(text);
        }

        Assert.Equal(text, System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void A_full_disk_is_remembered_and_does_not_end_the_run()
    {
        using var output = new OutputBuffer(new FullDisk());
        output.Write("a");
        output.FlushNow();
        output.Write("b");
        output.FlushNow();
        Assert.Equal("No space left on device", output.Loss);
    }

    private sealed class FullDisk : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("No space left on device");
    }
}
