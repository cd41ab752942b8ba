using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using OpsMop.Engine.Processes;
using OpsMop.Engine.Systems;

namespace OpsMop.Push.Remote;

/// <summary>The standard streams of the agent, taken out of everybody else's reach: what is written to the standard output from now on goes to the standard error.</summary>
internal sealed partial class StandardStreams : IAsyncDisposable
{
    private readonly OwnThreadStream _input;

    private StandardStreams(OwnThreadStream input, Stream output) => (_input, Output) = (input, output);

    /// <summary>What the controller says.</summary>
    public Stream Input => _input;

    /// <summary>What the controller hears.</summary>
    public Stream Output { get; }

    /// <summary>Takes them.</summary>
    public static StandardStreams Take()
    {
        // Above 2, and closed in whatever is started from here.
        var input = Duplicate(0);
        var output = Duplicate(1);
        _ = Replace(2, 1);
        using (var nothing = File.OpenHandle("/dev/null"))
        {
            _ = Replace((int)nothing.DangerousGetHandle(), 0);
        }

        return new StandardStreams(Open(input, FileAccess.Read), Open(output, FileAccess.Write));
    }

    /// <summary>Has something done whenever the controller has said nothing for a while. A timer would take a thread of its own.</summary>
    /// <param name="quiet">How long.</param>
    /// <param name="done">What is done.</param>
    public void WhenQuiet(TimeSpan quiet, Func<ValueTask> done) => _input.Quiet = ((int)quiet.TotalMilliseconds, done);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Input.DisposeAsync().ConfigureAwait(false);
        await Output.DisposeAsync().ConfigureAwait(false);
    }

    private static int Duplicate(int descriptor)
    {
        const int DuplicateCloseOnExec = 1030; // F_DUPFD_CLOEXEC of Linux: agents run there only
        var copy = Control(descriptor, DuplicateCloseOnExec, 3);
        return copy >= 0 ? copy : throw new IOException($"The standard streams are not there: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.");
    }

    private static OwnThreadStream Open(int descriptor, FileAccess access) => new(new SafeFileHandle(descriptor, ownsHandle: true), access);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(int descriptor, int command, int argument);

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int Replace(int from, int to);

    /// <summary>
    /// A pipe that is read and written by whoever asks. .NET knows no other way for a pipe than a thread that waits; a <see cref="FileStream"/> hands each call to one of its pool's, and back,
    /// which costs more than most frames do.
    /// </summary>
    private sealed class OwnThreadStream(SafeFileHandle handle, FileAccess access) : FileStream(handle, access, bufferSize: 0)
    {
        public (int Milliseconds, Func<ValueTask> Done)? Quiet { get; set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            while (Quiet is { } quiet && !HasCome(quiet.Milliseconds))
            {
                await quiet.Done().ConfigureAwait(false);
            }

            return Read(buffer.Span);
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Write(buffer.Span);
            return ValueTask.CompletedTask;
        }

        /// <summary>Waits for something to read, and the end is something; what else goes wrong is for whoever reads.</summary>
        private bool HasCome(int milliseconds)
        {
            Span<Kernel.PollEntry> entry = [new() { Descriptor = (int)SafeFileHandle.DangerousGetHandle(), Wanted = Kernel.PollIn }];
            int error;
            do
            {
                error = Kernel.Poll(entry, milliseconds);
            }
            while (error == -Errno.Interrupted);
            return error < 0 || entry[0].Happened != 0;
        }
    }
}
