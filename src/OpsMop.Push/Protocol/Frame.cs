using System.Buffers.Binary;
using System.Text;

namespace OpsMop.Push.Protocol;

/// <summary>A frame as it was received. Its payload is the reader's, and good until the next frame is read.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Payload">What it holds.</param>
internal readonly record struct Frame(FrameKind Kind, ReadOnlyMemory<byte> Payload)
{
    /// <summary>The number that stands at the start of the payload.</summary>
    /// <exception cref="ProtocolException">The payload is too short.</exception>
    public int Number => Payload.Length >= sizeof(int)
        ? BinaryPrimitives.ReadInt32LittleEndian(Payload.Span)
        : throw new ProtocolException($"A frame of the kind {Kind} is too short.");

    /// <summary>What stands after the number.</summary>
    public ReadOnlyMemory<byte> Rest => Payload[sizeof(int)..];

    /// <summary>What stands after the number, as text.</summary>
    public string RestText => Encoding.UTF8.GetString(Rest.Span);
}
