using System.Buffers;
using System.Globalization;

namespace OpsMop.Push.Agentless;

/// <summary>Something that runs at the other end beside the session, and tells what becomes of it.</summary>
internal sealed class ShellJob(int number)
{
    private readonly TaskCompletionSource<IReadOnlyList<int>> _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ArrayBufferWriter<byte>? _output;
    private ArrayBufferWriter<byte>? _error;
    private int _turn;

    /// <summary>Its number in the session.</summary>
    public int Number => number;

    /// <summary>Ends when it runs, with the number of the process and those of who reads its output.</summary>
    public Task<IReadOnlyList<int>> Begun => _begun.Task;

    /// <summary>Ends when the process has ended, with its exit code.</summary>
    public Task<int> Ended => _ended.Task;

    /// <summary>Ends when all that it printed is known: <see langword="true"/> if it has come here already.</summary>
    public Task<bool> Finished => _finished.Task;

    /// <summary>Its standard output, where that has come here.</summary>
    public ReadOnlyMemory<byte> Output => _output?.WrittenMemory ?? default;

    /// <summary>Its standard error, where that has come here.</summary>
    public ReadOnlyMemory<byte> Error => _error?.WrittenMemory ?? default;

    internal void Begin(IEnumerable<string> processes) =>
        _begun.TrySetResult([.. processes.Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)]);

    internal void End(int exitCode) => _ended.TrySetResult(exitCode);

    internal void FinishLarge() => _finished.TrySetResult(false);

    /// <summary>Its next part begins: the output, the error, and then nothing more.</summary>
    internal bool Turn()
    {
        if (++_turn < 3)
        {
            return true;
        }

        _finished.TrySetResult(true);
        return false;
    }

    internal void Hear(ReadOnlySpan<byte> bytes) => (_turn == 1 ? _output ??= new() : _error ??= new()).Write(bytes);

    internal void Fail(SystemFaultException fault)
    {
        foreach (var ended in new Task[] { _begun.Task, _ended.Task, _finished.Task })
        {
            _ = ended.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }

        _begun.TrySetException(fault);
        _ended.TrySetException(fault);
        _finished.TrySetException(fault);
    }
}
