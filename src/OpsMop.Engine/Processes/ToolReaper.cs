using System.Runtime.InteropServices;
using OpsMop.Engine.Systems;

namespace OpsMop.Engine.Processes;

/// <summary>Waits for all tools at once, on one thread, and takes their exit codes.</summary>
internal static class ToolReaper
{
    // Without a descriptor for a process (before Linux 5.3, elsewhere) it is asked for every so often.
    private const int Nap = 20;

    private static readonly Lock s_gate = new();
    private static readonly List<Entry> s_new = [];
    private static int s_wakeReader = -1;
    private static int s_wakeWriter = -1;

    /// <summary>Begins to wait for a process.</summary>
    internal static Entry Watch(int process)
    {
        var entry = new Entry(process, Libc.OpenProcess(process));
        lock (s_gate)
        {
            if (s_wakeWriter < 0)
            {
                var failed = Kernel.Pipe(out s_wakeReader, out s_wakeWriter);
                if (failed < 0)
                {
                    throw new SystemFaultException(SystemFault.Other, "processes", $"Cannot watch processes: {Marshal.GetPInvokeErrorMessage(-failed)} (error {-failed}).");
                }

                new Thread(Run, 256 * 1024) { IsBackground = true, Name = "opsmop tools" }.Start();
            }

            s_new.Add(entry);
            _ = Libc.Write(s_wakeWriter, [1]);
        }

        return entry;
    }

    private static void Run()
    {
        var entries = new List<Entry>();
        var polls = new Kernel.PollEntry[16];
        var drain = new byte[256];
        while (true)
        {
            lock (s_gate)
            {
                entries.AddRange(s_new);
                s_new.Clear();
            }

            if (polls.Length <= entries.Count)
            {
                polls = new Kernel.PollEntry[entries.Count * 2];
            }

            polls[0] = new() { Descriptor = s_wakeReader, Wanted = Kernel.PollIn };
            var wait = -1;
            for (var i = 0; i < entries.Count; i++)
            {
                polls[i + 1] = new() { Descriptor = entries[i].Descriptor, Wanted = Kernel.PollIn };
                wait = entries[i].Descriptor < 0 ? Nap : wait;
            }

            if (Kernel.Poll(polls.AsSpan(0, entries.Count + 1), wait) < 0)
            {
                continue;
            }

            if (polls[0].Happened != 0)
            {
                _ = Libc.Read(s_wakeReader, drain);
            }

            for (var i = entries.Count - 1; i >= 0; i--)
            {
                if ((entries[i].Descriptor < 0 || polls[i + 1].Happened != 0) && entries[i].TryReap())
                {
                    entries.RemoveAt(i);
                }
            }
        }
    }

    /// <summary>A process that is waited for.</summary>
    internal sealed class Entry(int process, int descriptor)
    {
        private readonly Lock _gate = new();
        private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private bool _reaped;

        internal int Descriptor { get; } = descriptor;

        internal Task<int> Exited => _exited.Task;

        internal bool WasKilled { get; private set; }

        /// <summary>Signals it, unless it has been reaped: its number may be somebody else's then.</summary>
        internal void Signal(int number, bool group)
        {
            lock (_gate)
            {
                if (_reaped)
                {
                    return;
                }

                if (group)
                {
                    Kernel.Signal(process, number);
                }
                else
                {
                    Kernel.SignalProcess(process, number);
                }
            }
        }

        internal bool TryReap()
        {
            int code;
            lock (_gate)
            {
                if (Kernel.HasEnded(process) == 0)
                {
                    return false;
                }

                code = Kernel.Reap(process, out var killed);
                WasKilled = killed;
                _reaped = true;
            }

            if (Descriptor >= 0)
            {
                Libc.Close(Descriptor);
            }

            _exited.TrySetResult(code);
            return true;
        }
    }
}
