namespace OpsMop;

/// <summary>A stream from the network. Some of its readers know no other way than to wait for it.</summary>
internal abstract class ReceivedStream : ReadOnlyStream
{
    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();
}
