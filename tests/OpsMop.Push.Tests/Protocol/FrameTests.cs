using System.Buffers.Binary;
using System.Text;
using OpsMop.Push.Protocol;

namespace OpsMop.Push.Tests.Protocol;

/// <summary>Frames arrive as they were sent, and nothing else is taken for one.</summary>
public sealed class FrameTests
{
    [Fact]
    public async Task Lines_and_frames_are_read_one_after_the_other_however_they_arrive()
    {
        using var sent = new MemoryStream();
        sent.Write("opsmop-run\n"u8);
        using var writer = new FrameWriter(sent);
        await writer.WriteAsync(FrameKind.Events, new byte[100_000]);
        await writer.WriteAsync(FrameKind.Opened, 7, "greeting");
        await writer.WriteAsync(FrameKind.End, default);

        foreach (var piece in new[] { 1, 3, 4096, int.MaxValue })
        {
            var reader = new FrameReader(new Trickle(sent.ToArray(), piece));
            Assert.Equal("opsmop-run", await reader.ReadLineAsync(default));
            var events = await reader.ReadAsync(default);
            Assert.Equal((FrameKind.Events, 100_000), (events!.Value.Kind, events.Value.Payload.Length));
            var opened = await reader.ReadAsync(default);
            Assert.Equal((FrameKind.Opened, 7, "greeting"), (opened!.Value.Kind, opened.Value.Number, opened.Value.RestText));
            Assert.Equal(FrameKind.End, (await reader.ReadAsync(default))!.Value.Kind);
            Assert.Null(await reader.ReadAsync(default));
        }
    }

    [Fact]
    public async Task What_is_held_travels_in_one_piece_with_the_frame_that_comes_next()
    {
        using var sent = new MemoryStream();
        using var writer = new FrameWriter(sent);
        await writer.HoldAsync(FrameKind.Start, new byte[600]);
        await writer.HoldAsync(FrameKind.Manifest, "list"u8.ToArray());
        Assert.Equal(0, sent.Length);
        await writer.WriteAsync(FrameKind.Run, 1, new byte[FrameWriter.LargePart]);
        await writer.HoldAsync(FrameKind.Received, default);
        await writer.FlushAsync();
        await writer.FlushAsync();

        sent.Position = 0;
        var reader = new FrameReader(sent);
        foreach (var (kind, length) in new[] { (FrameKind.Start, 600), (FrameKind.Manifest, 4), (FrameKind.Run, sizeof(int) + FrameWriter.LargePart), (FrameKind.Received, 0) })
        {
            var frame = await reader.ReadAsync(default);
            Assert.Equal((kind, length), (frame!.Value.Kind, frame.Value.Payload.Length));
        }

        Assert.Null(await reader.ReadAsync(default));
    }

    [Fact]
    public async Task A_stream_that_ends_in_the_middle_of_a_frame_has_broken()
    {
        using var sent = new MemoryStream();
        using var writer = new FrameWriter(sent);
        await writer.WriteAsync(FrameKind.Events, "abc"u8.ToArray());
        for (var length = 0; length < sent.Length; length++)
        {
            Assert.Null(await new FrameReader(new MemoryStream(sent.ToArray()[..length])).ReadAsync(default));
        }
    }

    [Theory]
    [InlineData(-1, 66)]
    [InlineData(FrameReader.LargestPayload + 1, 66)]
    [InlineData(int.MaxValue, 66)]
    [InlineData(3, 0)]
    [InlineData(3, 200)]
    public async Task What_is_no_frame_is_refused_before_anything_of_it_is_kept(int length, byte kind)
    {
        var bytes = new byte[20];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
        bytes[4] = kind;
        await Assert.ThrowsAsync<ProtocolException>(async () => await new FrameReader(new MemoryStream(bytes)).ReadAsync(default));
    }

    [Fact]
    public void A_kind_is_known_if_it_has_a_name() =>
        Assert.All(Enumerable.Range(0, 256), static value => Assert.Equal(Enum.IsDefined((FrameKind)value), ((FrameKind)value).IsKnown()));

    [Fact]
    public async Task A_line_that_never_ends_is_refused()
    {
        var reader = new FrameReader(new MemoryStream(Encoding.ASCII.GetBytes(new string('x', 200_000))));
        await Assert.ThrowsAsync<ProtocolException>(async () => await reader.ReadLineAsync(default));
    }

    [Fact]
    public async Task Frames_of_many_writers_do_not_get_into_each_other()
    {
        using var sent = new MemoryStream();
        using var writer = new FrameWriter(sent);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(number => Task.Run(async () =>
            await writer.WriteAsync(FrameKind.ChildOutput, number, Enumerable.Repeat((byte)number, 1000).ToArray()))));

        var reader = new FrameReader(new MemoryStream(sent.ToArray()));
        var seen = new HashSet<int>();
        while (await reader.ReadAsync(default) is { } frame)
        {
            Assert.True(seen.Add(frame.Number));
            Assert.All(frame.Rest.ToArray(), b => Assert.Equal((byte)frame.Number, b));
        }

        Assert.Equal(50, seen.Count);
    }

    /// <summary>A stream that gives a few bytes at a time.</summary>
    private sealed class Trickle(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, piece)], cancellationToken);
    }
}
