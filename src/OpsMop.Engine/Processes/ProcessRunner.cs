using System.Runtime.InteropServices;
using OpsMop.Engine.Systems;

namespace OpsMop.Engine.Processes;

/// <summary>
/// Runs one process on one thread of its own, which starts it, feeds it, reads it, ends it when its time is up, and reaps it
/// (see docs/decisions/processes.md).
/// </summary>
internal sealed class ProcessRunner
{
    // A child may leave others behind that hold its output open. What it said itself is in the pipe when it ends.
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMilliseconds(500);

    // A process that the kernel holds in a system call outlives SIGKILL; the run does not wait for it for ever.
    private static readonly TimeSpan LongestDeath = TimeSpan.FromSeconds(10);

    private const int StackSize = 256 * 1024;
    private const int BufferSize = 64 * 1024;
    private const int SpawnAttempts = 50;

    private readonly TaskCompletionSource<ProcessResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ProcessStart _start;
    private readonly CancellationToken _cancel;
    private readonly Stream? _inputStream;
    private readonly BoundedOutput _output;
    private readonly BoundedOutput _error;
    private readonly CancellationTokenSource _inputCancel = new();
    private readonly Lock _wakeGate = new();
    private readonly byte[] _buffer = new byte[BufferSize];
    private ReadOnlyMemory<byte> _input;
    private byte[]? _inputBuffer;
    private Task<int>? _inputRead;
    private bool _inputEnded;
    private Exception? _inputFault;
    private int _wakeReader = -1;
    private int _wakeWriter = -1;
    private int _inputPipe = -1;
    private int _outputPipe = -1;
    private int _errorPipe = -1;
    private int _exitDescriptor = -1;
    private int _process;

    private ProcessRunner(ProcessStart start, Stream? inputStream, CancellationToken cancel)
    {
        _start = start;
        _inputStream = inputStream;
        _cancel = cancel;
        _output = new BoundedOutput(start.OutputLimit);
        _error = new BoundedOutput(start.OutputLimit);
        if (inputStream is null)
        {
            _input = start.Input?.Bytes ?? default;
            _inputEnded = true;
        }
    }

    /// <summary>Runs a process to its end.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; the process has ended.</exception>
    internal static async Task<ProcessResult> RunAsync(ProcessStart start, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();

        // Opened here, not on the thread below: it may be a download.
        var stream = start.Input is { Bytes: null } input ? await input.OpenAsync(cancel).ConfigureAwait(false) : null;
        await using (stream ?? Stream.Null)
        {
            var runner = new ProcessRunner(start, stream, cancel);
            new Thread(runner.Run, StackSize) { IsBackground = true, Name = "process" }.Start();
            try
            {
                return await runner._completion.Task.ConfigureAwait(false);
            }
            finally
            {
                await runner.LetGoOfInputAsync().ConfigureAwait(false);
            }
        }
    }

    // The process may have ended without wanting the rest of its input: a stream must not be closed while it is being read.
    private async Task LetGoOfInputAsync()
    {
        if (_inputRead is { } read)
        {
            await _inputCancel.CancelAsync().ConfigureAwait(false);
            await Task.WhenAny(read, Task.Delay(LongestDrain)).ConfigureAwait(false);
        }

        _inputCancel.Dispose();
    }

    private void Run()
    {
        try
        {
            var error = Kernel.Pipe(out _wakeReader, out _wakeWriter);
            if (error < 0)
            {
                throw CannotStart(error);
            }

            using var registration = _cancel.UnsafeRegister(static runner => ((ProcessRunner)runner!).Wake(), this);
            if (Spawn() is { } ended)
            {
                _completion.TrySetResult(ended);
                return;
            }

            Watch();
        }
        catch (Exception fault)
        {
            if (_process > 0 && !_completion.Task.IsCompleted)
            {
                // Nobody would be left to watch it.
                Kernel.Signal(_process, Kernel.Kill);
                _ = Kernel.Reap(_process);
            }

            _completion.TrySetException(fault);
        }
        finally
        {
            CloseAll();
        }
    }

    /// <summary>Starts the process; a result instead where there is nothing that could be started.</summary>
    private ProcessResult? Spawn()
    {
        var input = -1;
        var output = -1;
        var error = -1;
        try
        {
            var failed = Kernel.Pipe(out _outputPipe, out output);
            failed = failed < 0 ? failed : Kernel.Pipe(out _errorPipe, out error);
            failed = failed < 0 || _start.Input is null ? failed : Kernel.Pipe(out input, out _inputPipe);
            if (failed < 0)
            {
                throw CannotStart(failed);
            }

            var program = _start.Program;
            var arguments = _start.Arguments;
            for (var attempt = 1; ; attempt++)
            {
                _process = Kernel.Spawn(_start, program, arguments, input, output, error);
                if (_process > 0)
                {
                    return null;
                }

                // A program written just now is briefly held open for writing by any child that is being started at the same moment.
                if (_process == -Errno.TextBusy && attempt < SpawnAttempts)
                {
                    Thread.Sleep(10);
                    continue;
                }

                // A script without a first line that names its interpreter belongs to the shell, as everywhere.
                if (_process == -Errno.NotExecutableFormat && program != "/bin/sh")
                {
                    program = "/bin/sh";
                    arguments = ["sh", _start.Program, .. _start.Arguments.Skip(1)];
                    continue;
                }

                return _process switch
                {
                    -Errno.NoEntry or -Errno.NotDirectory =>
                        new ProcessResult(ProcessResult.NotFound, "", $"opsmop: {_start.Program}: it, or the interpreter that its first line names, was not found\n"),
                    -Errno.Access or -Errno.NotPermitted =>
                        new ProcessResult(126, "", $"opsmop: {_start.Program}: found but not executable by this user, or its file system is mounted noexec\n"),
                    _ => throw CannotStart(_process),
                };
            }
        }
        finally
        {
            Close(ref input);
            Close(ref output);
            Close(ref error);
        }
    }

    private void Watch()
    {
        _exitDescriptor = Libc.OpenProcess(_process);
        long? deadline = _start.Timeout is { } timeout ? Now() + (long)timeout.TotalMilliseconds : null;
        long ending = 0;        // when it was first told to end
        long killed = 0;        // when it was told so finally
        long exited = 0;
        long lastHeard = 0;
        var timedOut = false;
        var napping = 1;
        Span<Kernel.PollEntry> entries = stackalloc Kernel.PollEntry[5];
        while (true)
        {
            var now = Now();
            if (ending == 0 && exited == 0 && (_cancel.IsCancellationRequested || now >= deadline || _inputFault is not null))
            {
                timedOut = !_cancel.IsCancellationRequested && _inputFault is null;
                ending = now;
                Kernel.Signal(_process, Kernel.Terminate);
            }

            if (ending != 0 && killed == 0 && now - ending >= (long)_start.Grace.TotalMilliseconds)
            {
                killed = now;
                Kernel.Signal(_process, Kernel.Kill);
            }

            var silent = _outputPipe < 0 && _errorPipe < 0;
            if (exited != 0)
            {
                // While it is being ended, whoever is left of its group keeps the rest of the time that it was given.
                var drained = ending != 0 && killed == 0
                    ? false
                    : now - Math.Max(exited, killed) >= (long)LongestDrain.TotalMilliseconds
                    || now - Math.Max(exited, lastHeard) >= (long)LongestSilence.TotalMilliseconds;
                if (silent || drained)
                {
                    break;
                }
            }
            else if (killed != 0 && now - killed >= (long)LongestDeath.TotalMilliseconds)
            {
                break;
            }

            TakeInput();
            entries[0] = new() { Descriptor = _wakeReader, Wanted = Kernel.PollIn };
            entries[1] = new() { Descriptor = _outputPipe, Wanted = Kernel.PollIn };
            entries[2] = new() { Descriptor = _errorPipe, Wanted = Kernel.PollIn };
            entries[3] = new() { Descriptor = exited == 0 ? _exitDescriptor : -1, Wanted = Kernel.PollIn };

            // Even with nothing to write, to hear that nobody reads it any more.
            entries[4] = new() { Descriptor = _inputPipe, Wanted = _input.IsEmpty ? (short)0 : Kernel.PollOut };
            var wait = Wait(now, deadline, ending, killed, exited, lastHeard);
            if (_exitDescriptor < 0 && exited == 0)
            {
                // No descriptor for the process: look now and again, more rarely as it lives on.
                wait = wait < 0 ? napping : Math.Min(wait, napping);
                napping = Math.Min(napping * 2, 50);
            }

            if (Kernel.Poll(entries, wait) < 0)
            {
                continue;
            }

            if (entries[0].Happened != 0)
            {
                _ = Libc.Read(_wakeReader, _buffer);
            }

            if (Receive(ref _outputPipe, entries[1], _output) | Receive(ref _errorPipe, entries[2], _error))
            {
                lastHeard = Now();
            }

            Feed(entries[4]);
            if (exited == 0 && (_exitDescriptor < 0 || entries[3].Happened != 0) && Kernel.HasEnded(_process) != 0)
            {
                exited = Now();
                Close(ref _inputPipe);
            }
        }

        if (ending != 0)
        {
            // Before it is reaped: its number, which is the group's, is its own until then.
            Kernel.Signal(_process, Kernel.Kill);
        }

        if (exited == 0)
        {
            Complete(128 + Kernel.Kill, timedOut, ending != 0);
            _ = Kernel.Reap(_process);
            return;
        }

        Complete(Kernel.Reap(_process), timedOut, ending != 0);
    }

    private void Complete(int exitCode, bool timedOut, bool ended)
    {
        if (_inputFault is not null)
        {
            _completion.TrySetException(_inputFault);
        }
        else if (ended && !timedOut)
        {
            _completion.TrySetCanceled(_cancel);
        }
        else if (exitCode < 0)
        {
            _completion.TrySetException(new SystemFaultException(
                SystemFault.Other,
                _start.Arguments[0],
                $"'{_start.Arguments[0]}' has ended, but somebody else in this process took its exit code ({Marshal.GetPInvokeErrorMessage(-exitCode)}). Report this as a fault of OpsMop."));
        }
        else
        {
            _completion.TrySetResult(new ProcessResult(exitCode, _output.ToString(), _error.ToString())
            {
                TimedOut = timedOut,
                DroppedBytes = _output.Dropped + _error.Dropped,
            });
        }
    }

    private int Wait(long now, long? deadline, long ending, long killed, long exited, long lastHeard)
    {
        var until = long.MaxValue;
        if (ending == 0 && exited == 0 && deadline is { } end)
        {
            until = end;
        }

        if (ending != 0 && killed == 0)
        {
            until = Math.Min(until, ending + (long)_start.Grace.TotalMilliseconds);
        }
        else if (exited != 0)
        {
            until = Math.Min(
                Math.Max(exited, killed) + (long)LongestDrain.TotalMilliseconds,
                Math.Max(exited, lastHeard) + (long)LongestSilence.TotalMilliseconds);
        }
        else if (killed != 0)
        {
            until = killed + (long)LongestDeath.TotalMilliseconds;
        }

        return until == long.MaxValue ? -1 : (int)Math.Clamp(until - now, 0, int.MaxValue);
    }

    private bool Receive(ref int pipe, Kernel.PollEntry entry, BoundedOutput output)
    {
        if (pipe < 0 || entry.Happened == 0)
        {
            return false;
        }

        var count = (int)Libc.Read(pipe, _buffer);
        if (count <= 0)
        {
            Close(ref pipe);
            return false;
        }

        output.Append(_buffer.AsSpan(0, count));
        return true;
    }

    /// <summary>Gets the next part of an input that is read as it is needed.</summary>
    private void TakeInput()
    {
        if (_inputPipe >= 0 && _input.IsEmpty && !_inputEnded && _inputFault is null && _inputStream is not null)
        {
            if (_inputRead is null)
            {
                _inputBuffer ??= new byte[BufferSize];
                _inputRead = _inputStream.ReadAsync(_inputBuffer, _inputCancel.Token).AsTask();
                if (!_inputRead.IsCompleted)
                {
                    _inputRead.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(Wake);
                }
            }

            if (!_inputRead.IsCompleted)
            {
                return;
            }

            try
            {
                var count = _inputRead.GetAwaiter().GetResult();
                _inputRead = null;
                _input = _inputBuffer.AsMemory(0, count);
                _inputEnded = count == 0;
            }
            catch (Exception fault)
            {
                // Half an input must not look like a whole one: the process is ended before its input is.
                _inputRead = null;
                _inputFault = fault;
                Wake();
                return;
            }
        }

        if (_input.IsEmpty && _inputEnded)
        {
            Close(ref _inputPipe);
        }
    }

    private void Feed(Kernel.PollEntry entry)
    {
        if (_inputPipe < 0 || entry.Happened == 0)
        {
            return;
        }

        // A process may stop reading whenever it likes; what it did not want is no error.
        if ((entry.Happened & Kernel.PollAnyError) != 0)
        {
            Close(ref _inputPipe);
            return;
        }

        var count = (int)Libc.Write(_inputPipe, _input.Span[..Math.Min(_input.Length, UnixAbi.PipeChunk)]);
        if (count < 0)
        {
            Close(ref _inputPipe);
            return;
        }

        _input = _input[count..];
    }

    private void Wake()
    {
        lock (_wakeGate)
        {
            if (_wakeWriter >= 0)
            {
                _ = Libc.Write(_wakeWriter, [1]);
            }
        }
    }

    private void CloseAll()
    {
        lock (_wakeGate)
        {
            Close(ref _wakeWriter);
        }

        Close(ref _wakeReader);
        Close(ref _inputPipe);
        Close(ref _outputPipe);
        Close(ref _errorPipe);
        Close(ref _exitDescriptor);
    }

    private SystemFaultException CannotStart(int error) => new(
        error == -Errno.TooBig ? SystemFault.Refused : SystemFault.Other,
        _start.Arguments[0],
        error == -Errno.TooBig
            ? $"Cannot start '{_start.Arguments[0]}': its arguments and environment are larger than the kernel allows. Give the data on its standard input or in a file."
            : $"Cannot start '{_start.Arguments[0]}': {Marshal.GetPInvokeErrorMessage(-error)} (error {-error}).");

    private static long Now() => Environment.TickCount64;

    private static void Close(ref int descriptor)
    {
        if (descriptor >= 0)
        {
            Libc.Close(descriptor);
            descriptor = -1;
        }
    }
}
