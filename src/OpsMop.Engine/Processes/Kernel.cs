using System.Runtime.InteropServices;
using System.Text;
using OpsMop.Engine.Systems;

namespace OpsMop.Engine.Processes;

/// <summary>The calls that start, watch and end a process. Answers are as in <see cref="Libc"/>: negated error numbers, no exceptions.</summary>
internal static unsafe partial class Kernel
{
    internal const short PollIn = 1;
    internal const short PollOut = 4;
    internal const short PollAnyError = 8 | 16 | 32;
    internal const int Terminate = 15;
    internal const int Kill = 9;

    private const string Library = "libc";
    private const int ChildSignal = 17;
    private static readonly nint s_root = Marshal.StringToCoTaskMemUTF8("/");
    private static readonly bool HasChangeDirectory = HasAction(static actions => posix_spawn_file_actions_addchdir_np(actions, (byte*)s_root));
    private static readonly bool HasCloseFrom = HasAction(static actions => posix_spawn_file_actions_addclosefrom_np(actions, 3));

    static Kernel()
    {
        // Whoever starts the agent with one of these closed would have a pipe of ours take its number, and be overwritten in the child.
        int descriptor;
        do
        {
            descriptor = Libc.Open(UnixAbi.CurrentDirectory, "/dev/null", UnixAbi.ReadWrite);
        }
        while (descriptor is >= 0 and <= 2);
        if (descriptor > 2)
        {
            Libc.Close(descriptor);
        }

        // Where the agent was started with SIGCHLD ignored, the kernel would throw the exit codes away.
        var action = stackalloc nint[64];
        var number = UnixAbi.IsLinux ? ChildSignal : 20;
        if (sigaction(number, null, action) == 0 && action[0] == 1)
        {
            _ = signal(number, 0);
        }
    }

    /// <summary>Whether a working directory can be given to the child; the C library has it since glibc 2.29, musl 1.1.24 and macOS 10.15.</summary>
    internal static bool CanChangeDirectory => HasChangeDirectory;

    /// <summary>A pipe whose ends no other child inherits.</summary>
    internal static int Pipe(out int reader, out int writer)
    {
        var ends = stackalloc int[2];
        var result = UnixAbi.IsApple ? pipe(ends) : pipe2(ends, UnixAbi.CloseOnExec);
        reader = ends[0];
        writer = ends[1];
        return result < 0 ? -Marshal.GetLastPInvokeError() : 0;
    }

    /// <summary>Two connected sockets whose ends no other child inherits. A runtime waits for many of these at once; for a pipe it needs a thread.</summary>
    internal static int SocketPair(out int ours, out int theirs)
    {
        const int Unix = 1;
        const int Stream = 1;
        const ulong SetCloseOnExec = 0x20006601;   // FIOCLEX of BSD and macOS; unlike fcntl's it has no third, variadic argument
        var ends = stackalloc int[2];
        var result = socketpair(Unix, UnixAbi.IsLinux ? Stream | UnixAbi.CloseOnExec : Stream, 0, ends);
        ours = ends[0];
        theirs = ends[1];
        if (result < 0)
        {
            return -Marshal.GetLastPInvokeError();
        }

        if (!UnixAbi.IsLinux)
        {
            _ = ioctl(ours, (nuint)SetCloseOnExec);
            _ = ioctl(theirs, (nuint)SetCloseOnExec);
        }

        return 0;
    }

    /// <summary>
    /// Starts a process in a session of its own, hence in a process group of its own and without a terminal, with every signal as a
    /// program expects to find it: .NET ignores SIGPIPE, and a child that did so too would write on into closed pipes.
    /// </summary>
    /// <returns>The process id, or the negated error number.</returns>
    internal static int Spawn(ProcessStart start, string program, IReadOnlyList<string> arguments, int input, int output, int error)
    {
        // The C libraries of Linux have up to 336 bytes of each of these, the others a pointer.
        var actions = stackalloc byte[512];
        var attributes = stackalloc byte[512];
        var signals = stackalloc byte[256];
        new Span<byte>(actions, 512).Clear();
        new Span<byte>(attributes, 512).Clear();
        new Span<byte>(signals, 256).Clear();
        byte* path = null;
        byte* directory = null;
        byte* nullDevice = null;
        byte** argv = null;
        byte** environment = null;
        _ = posix_spawn_file_actions_init(actions);
        _ = posix_spawnattr_init(attributes);
        try
        {
            path = Native(program);
            directory = Native(start.Directory);
            nullDevice = Native("/dev/null");
            argv = Native(arguments);
            environment = Native(start.Environment);

            // A session where it can be had: a group that only stands in the background of our terminal would be stopped, for ever,
            // by the first question for a password.
            var newSession = UnixAbi.IsLinux || UnixAbi.IsApple;
            var flags = (newSession ? UnixAbi.SpawnNewSession : UnixAbi.SpawnNewGroup)
                | UnixAbi.SpawnDefaultSignals
                | UnixAbi.SpawnSignalMask
                | (UnixAbi.IsApple ? UnixAbi.AppleSpawnCloseOnExecDefault : 0);
            _ = posix_spawnattr_setflags(attributes, (short)flags);
            _ = posix_spawnattr_setpgroup(attributes, 0);
            _ = sigemptyset(signals);
            _ = posix_spawnattr_setsigmask(attributes, signals);
            _ = sigfillset(signals);
            _ = posix_spawnattr_setsigdefault(attributes, signals);

            var result = input >= 0
                ? posix_spawn_file_actions_adddup2(actions, input, 0)
                : posix_spawn_file_actions_addopen(actions, 0, nullDevice, UnixAbi.ReadOnly, 0);
            result = result != 0 ? result : posix_spawn_file_actions_adddup2(actions, output, 1);
            result = result != 0 ? result : posix_spawn_file_actions_adddup2(actions, error, 2);
            if (result == 0 && CanChangeDirectory)
            {
                result = posix_spawn_file_actions_addchdir_np(actions, directory);
            }

            if (result == 0 && HasCloseFrom)
            {
                // Whatever the agent itself was given, such as the lock of a wrapper script, is not a daemon's to hold for ever.
                result = posix_spawn_file_actions_addclosefrom_np(actions, 3);
            }

            int process = 0;
            result = result != 0 ? result : posix_spawn(&process, path, actions, attributes, argv, environment);
            return result == 0 ? process : -result;
        }
        finally
        {
            _ = posix_spawn_file_actions_destroy(actions);
            _ = posix_spawnattr_destroy(attributes);
            NativeMemory.Free(path);
            NativeMemory.Free(directory);
            NativeMemory.Free(nullDevice);
            Free(argv);
            Free(environment);
        }
    }

    /// <summary>Sends a signal to a process group. That it is gone is no error.</summary>
    internal static void Signal(int group, int number) => _ = kill(-group, number);

    /// <summary>Sends a signal to one process, not to its group. Only for one that has not been reaped: its number is nobody else's then.</summary>
    internal static void SignalProcess(int process, int number) => _ = kill(process, number);

    /// <summary>Whether the process has ended; it is not reaped, so that its number stays its own.</summary>
    /// <returns>One if it has, zero if not, or the negated error number.</returns>
    internal static int HasEnded(int process)
    {
        var information = stackalloc int[64];
        new Span<int>(information, 64).Clear();
        var byProcess = UnixAbi.IsLinux || UnixAbi.IsApple ? 1 : 0;
        var options = 1 | (UnixAbi.IsLinux ? 4 | 0x1000000 : UnixAbi.IsApple ? 4 | 0x20 : 16 | 8);
        if (waitid(byProcess, (uint)process, information, options) < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            return error == Errno.Interrupted ? 0 : -error;
        }

        return information[0] != 0 ? 1 : 0;
    }

    /// <summary>Reaps a process that has ended, waiting for it if need be.</summary>
    /// <returns>Its exit code as a shell has it, or the negated error number.</returns>
    internal static int Reap(int process) => Reap(process, out _);

    /// <summary>Reaps a process that has ended, waiting for it if need be.</summary>
    /// <param name="process">The process.</param>
    /// <param name="killed">Whether a signal ended it.</param>
    /// <returns>Its exit code as a shell has it, or the negated error number.</returns>
    internal static int Reap(int process, out bool killed)
    {
        killed = false;
        while (true)
        {
            int status;
            if (waitpid(process, &status, 0) >= 0)
            {
                var signalled = status & 0x7F;
                killed = signalled != 0;
                return signalled == 0 ? (status >> 8) & 0xFF : 128 + signalled;
            }

            var error = Marshal.GetLastPInvokeError();
            if (error != Errno.Interrupted)
            {
                return -error;
            }
        }
    }

    internal static int Poll(Span<PollEntry> entries, int milliseconds)
    {
        fixed (PollEntry* first = entries)
        {
            return poll(first, (nuint)entries.Length, milliseconds) < 0 ? -Marshal.GetLastPInvokeError() : 0;
        }
    }

    private delegate int Action(byte* actions);

    private static bool HasAction(Action add)
    {
        try
        {
            var actions = stackalloc byte[512];
            new Span<byte>(actions, 512).Clear();
            _ = posix_spawn_file_actions_init(actions);
            var result = add(actions);
            _ = posix_spawn_file_actions_destroy(actions);
            return result == 0;
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
    }

    private static byte* Native(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        var bytes = (byte*)NativeMemory.Alloc((nuint)length + 1);
        Encoding.UTF8.GetBytes(text, new Span<byte>(bytes, length));
        bytes[length] = 0;
        return bytes;
    }

    private static byte** Native(IReadOnlyList<string> texts)
    {
        var array = (byte**)NativeMemory.AllocZeroed((nuint)(texts.Count + 1), (nuint)sizeof(nint));
        for (var i = 0; i < texts.Count; i++)
        {
            array[i] = Native(texts[i]);
        }

        return array;
    }

    private static void Free(byte** array)
    {
        for (var item = array; item is not null && *item is not null; item++)
        {
            NativeMemory.Free(*item);
        }

        NativeMemory.Free(array);
    }

    /// <summary>One descriptor to wait for, as poll(2) has it.</summary>
    internal struct PollEntry
    {
        internal int Descriptor;
        internal short Wanted;
        internal short Happened;
    }

    [LibraryImport(Library, SetLastError = true)]
    private static partial int pipe(int* ends);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int pipe2(int* ends, int flags);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int socketpair(int domain, int type, int protocol, int* ends);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int ioctl(int descriptor, nuint request);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int kill(int process, int number);

    [LibraryImport(Library)]
    private static partial nint signal(int number, nint handler);

    [LibraryImport(Library)]
    private static partial int sigaction(int number, void* action, void* old);

    [LibraryImport(Library)]
    private static partial int sigemptyset(byte* set);

    [LibraryImport(Library)]
    private static partial int sigfillset(byte* set);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int waitpid(int process, int* status, int options);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int waitid(int kind, uint id, int* information, int options);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int poll(PollEntry* entries, nuint count, int milliseconds);

    [LibraryImport(Library)]
    private static partial int posix_spawn(int* process, byte* path, byte* actions, byte* attributes, byte** arguments, byte** environment);

    [LibraryImport(Library)]
    private static partial int posix_spawn_file_actions_init(byte* actions);

    [LibraryImport(Library)]
    private static partial int posix_spawn_file_actions_destroy(byte* actions);

    [LibraryImport(Library)]
    private static partial int posix_spawn_file_actions_adddup2(byte* actions, int descriptor, int target);

    [LibraryImport(Library)]
    private static partial int posix_spawn_file_actions_addopen(byte* actions, int descriptor, byte* path, int flags, uint mode);

    [LibraryImport(Library)]
    private static partial int posix_spawn_file_actions_addchdir_np(byte* actions, byte* path);

    [LibraryImport(Library)]
    private static partial int posix_spawn_file_actions_addclosefrom_np(byte* actions, int first);

    [LibraryImport(Library)]
    private static partial int posix_spawnattr_init(byte* attributes);

    [LibraryImport(Library)]
    private static partial int posix_spawnattr_destroy(byte* attributes);

    [LibraryImport(Library)]
    private static partial int posix_spawnattr_setflags(byte* attributes, short flags);

    [LibraryImport(Library)]
    private static partial int posix_spawnattr_setpgroup(byte* attributes, int group);

    [LibraryImport(Library)]
    private static partial int posix_spawnattr_setsigmask(byte* attributes, byte* signals);

    [LibraryImport(Library)]
    private static partial int posix_spawnattr_setsigdefault(byte* attributes, byte* signals);
}
