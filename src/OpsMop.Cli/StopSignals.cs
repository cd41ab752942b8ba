using System.Diagnostics;
using System.Runtime.InteropServices;

namespace OpsMop.CommandLine;

/// <summary>
/// Turns signals into a stop: the first lets the running change end, a second of an impatient person ends it too, a third is the kernel's.
/// SIGTERM and SIGHUP (the terminal is gone) stop in the same way; only Ctrl-C and SIGTERM grow impatient.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    // One keystroke or one `timeout` may reach a process twice: through its group and from its parent.
    private static readonly TimeSpan Echo = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan TerminationEcho = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly Lock _lock = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private long _last;
    private int _count;

    /// <summary>Stops the run after the change under way.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Ends the change under way.</summary>
    public CancellationToken Abort => _abort.Token;

    /// <summary>Tells the operator what a signal did.</summary>
    public Action<string>? Told { get; set; }

    /// <summary>Listens to the signals of the process until it is disposed.</summary>
    public void Listen()
    {
        foreach (var signal in (ReadOnlySpan<PosixSignal>)[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, context => context.Cancel = Take(context.Signal)));
        }
    }

    /// <summary>Takes a signal.</summary>
    /// <param name="signal">Which.</param>
    /// <returns>Whether it is dealt with; otherwise it ends the process.</returns>
    internal bool Take(PosixSignal signal)
    {
        int count;
        lock (_lock)
        {
            var isEcho = _count > 0 && Stopwatch.GetElapsedTime(_last) < (signal == PosixSignal.SIGTERM ? TerminationEcho : Echo);
            if (isEcho || (signal == PosixSignal.SIGHUP && _count > 0))
            {
                return true;
            }

            _last = Stopwatch.GetTimestamp();
            count = ++_count;
        }

        switch (count)
        {
            case 1:
                Told?.Invoke("stopping after the running change (Ctrl-C again to end it)");
                _stop.Cancel();
                return true;
            case 2:
                Told?.Invoke("ending the running change");
                _stop.Cancel();
                _abort.Cancel();
                return true;
            default:
                return false;
        }
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _stop.Dispose();
        _abort.Dispose();
    }
}
