using System.Net.Sockets;

namespace OpsMop.Engine.Processes;

/// <summary>A started program of ours. Its three streams are sockets, so that any number of them is waited for without a thread for each.</summary>
internal sealed class ToolProcess : IAsyncDisposable
{
    // Between SIGTERM and SIGKILL, and after SIGKILL: a process that the kernel holds is left to the reaper.
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestDeath = TimeSpan.FromSeconds(2);

    private readonly NetworkStream _input;
    private readonly NetworkStream _output;
    private readonly NetworkStream _error;
    private readonly ToolReaper.Entry _entry;

    internal ToolProcess(int id, NetworkStream input, NetworkStream output, NetworkStream error)
    {
        (Id, _input, _output, _error) = (id, input, output, error);
        _entry = ToolReaper.Watch(id);
    }

    /// <summary>Its process id.</summary>
    public int Id { get; }

    /// <summary>Its standard input. Disposing it is the end of the input.</summary>
    public Stream Input => _input;

    /// <summary>Its standard output.</summary>
    public Stream Output => _output;

    /// <summary>Its standard error. Processes that it leaves behind may keep it open.</summary>
    public Stream Error => _error;

    /// <summary>Ends with the process, with its exit code as a shell has it (128 and the signal for one that was killed).</summary>
    public Task<int> Exited => _entry.Exited;

    /// <summary>Whether it has ended by a signal, and not by itself.</summary>
    public bool WasKilled => _entry.WasKilled;

    /// <summary>Sends it a signal, if it still runs.</summary>
    /// <param name="number">The signal.</param>
    public void Signal(int number) => _entry.Signal(number, group: false);

    /// <summary>Sends the processes that it started, and itself, a signal, if it still runs. What has made a session of its own is not reached.</summary>
    /// <param name="number">The signal.</param>
    public void SignalGroup(int number) => _entry.Signal(number, group: true);

    /// <summary>Ends it with SIGTERM, and with SIGKILL if it does not follow within a second, and closes its streams.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            foreach (var (number, patience) in new[] { (Kernel.Terminate, s_grace), (Kernel.Kill, s_longestDeath) })
            {
                if (Exited.IsCompleted)
                {
                    break;
                }

                Signal(number);
                await Task.WhenAny(Exited, Task.Delay(patience)).ConfigureAwait(false);
            }
        }
        finally
        {
            await _input.DisposeAsync().ConfigureAwait(false);
            await _output.DisposeAsync().ConfigureAwait(false);
            await _error.DisposeAsync().ConfigureAwait(false);
        }
    }
}
