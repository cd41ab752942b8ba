using System.Text;
using OpsMop.Push.Files;

namespace OpsMop.Push.Tests.Files;

public sealed class FileChunkTests
{
    private readonly byte[] _chunk = new byte[FileChunk.MaxEncoded];
    private readonly byte[] _content = new byte[FileChunk.MaxContent];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(20_000)]
    [InlineData(FileChunk.MaxContent)]
    public void A_piece_arrives_as_it_was_sent(int size)
    {
        var text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, (size / 10) + 1).Select(i => $"line {i,4}\n")))[..size];
        var noise = new byte[size];
        new Random(1).NextBytes(noise);
        Assert.Equal(text, Decoded(FileChunk.Encode(text, _chunk)));
        Assert.Equal(noise, Decoded(FileChunk.Encode(noise, _chunk)));
    }

    [Fact]
    public void Text_gets_smaller_and_noise_hardly_larger()
    {
        var text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 5000).Select(i => $"server {i % 7} weight=1\n")));
        Assert.InRange(FileChunk.Encode(text, _chunk), 1, text.Length / 5);
        var noise = new byte[FileChunk.MaxContent];
        new Random(2).NextBytes(noise);
        Assert.Equal(noise.Length + 1, FileChunk.Encode(noise, _chunk));
    }

    [Fact]
    public void What_is_no_piece_is_refused_and_one_that_would_blow_up_too()
    {
        Assert.Throws<InvalidDataException>(() => FileChunk.Decode([], _content));
        Assert.Throws<InvalidDataException>(() => FileChunk.Decode([9, 1, 2, 3], _content));
        var travels = FileChunk.Encode(new byte[FileChunk.MaxContent], _chunk);
        Assert.InRange(travels, 1, 200);
        var packed = _chunk[..travels];

        // It says that it is shorter than it is, longer, or longer than a piece may be.
        foreach (var length in (int[])[10, FileChunk.MaxContent - 1, FileChunk.MaxContent + 1, int.MaxValue, -1, 0])
        {
            System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(1), length);
            Assert.Throws<InvalidDataException>(() => FileChunk.Decode(packed, _content));
        }
    }

    private byte[] Decoded(int travels) => _content[..FileChunk.Decode(_chunk.AsSpan(0, travels), _content)];
}
