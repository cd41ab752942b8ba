using System.Runtime.InteropServices;

namespace OpsMop.CommandLine.Output;

/// <summary>
/// A file descriptor to write to, and nothing more. The streams of <see cref="Console"/> read terminfo and switch the terminal's keypad at the first write;
/// a <see cref="FileStream"/> writes at a position of its own, over what other processes write to the same file.
/// </summary>
/// <param name="descriptor">The descriptor; it is not closed.</param>
internal sealed partial class DescriptorStream(int descriptor) : Stream
{
    private const int Interrupted = 4;
    private const int BrokenPipe = 32;
    private bool _isBroken;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>The standard output or error of this process.</summary>
    /// <param name="descriptor">1 or 2.</param>
    public static Stream Open(int descriptor) =>
        OperatingSystem.IsWindows() ? (descriptor == 1 ? Console.OpenStandardOutput() : Console.OpenStandardError()) : new DescriptorStream(descriptor);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty && !_isBroken)
        {
            var written = WriteTo(descriptor, buffer, (nuint)buffer.Length);
            if (written >= 0)
            {
                buffer = buffer[(int)written..];
                continue;
            }

            switch (Marshal.GetLastPInvokeError())
            {
                case Interrupted:
                    break;
                case BrokenPipe:
                    // The reader has seen enough; that is no fault.
                    _isBroken = true;
                    break;
                case var error when error == WouldBlock:
                    // Somebody who shares the terminal or pipe has made it non-blocking.
                    Thread.Sleep(1);
                    break;
                case var error:
                    throw new IOException(Marshal.GetPInvokeErrorMessage(error));
            }
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private static int WouldBlock => OperatingSystem.IsLinux() ? 11 : 35;

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint WriteTo(int descriptor, ReadOnlySpan<byte> buffer, nuint count);
}
