using System.Runtime.InteropServices;

namespace OpsMop.Generators;

/// <summary>The processor time of this thread: what the generator costs, whatever else the machine is doing.</summary>
internal static partial class ThreadClock
{
    private const int ThreadCpuTime = 3;

    /// <summary>Milliseconds since the thread began.</summary>
    public static double Now
    {
        get
        {
            _ = ClockGetTime(ThreadCpuTime, out var time);
            return (time.Seconds * 1e3) + (time.Nanoseconds / 1e6);
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ClockGetTime(int clock, out Time time);

    private struct Time
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
