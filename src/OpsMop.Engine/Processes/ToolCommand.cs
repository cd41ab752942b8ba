using System.Collections;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using OpsMop.Engine.Systems;

namespace OpsMop.Engine.Processes;

/// <summary>
/// A program that works for us, such as <c>ssh</c> or <c>age</c>, and what it is started with. A change to a host is not started so: that is the system's
/// (<see cref="ISystem.RunAsync"/>), which a plan can play.
/// </summary>
/// <param name="Program">Its name, looked up in <c>PATH</c>, or its path.</param>
internal sealed record ToolCommand(string Program)
{
    private static readonly HostPathResolver s_paths = new();

    /// <summary>Its arguments, without its own name.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>What differs from our own environment; <see langword="null"/> takes a variable away. No secret goes here.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>The same with these arguments.</summary>
    /// <param name="arguments">The arguments, each as the program gets it.</param>
    public ToolCommand WithArguments(params IReadOnlyList<string> arguments) => this with { Arguments = arguments };

    /// <summary>The same with one more variable, or one less.</summary>
    /// <param name="name">The variable.</param>
    /// <param name="value">Its value; <see langword="null"/> takes it away.</param>
    public ToolCommand WithEnvironment(string name, string? value) =>
        this with { Environment = new Dictionary<string, string?>(Environment) { [name] = value } };

    /// <summary>Starts it in our working directory, in a session of its own: it has no terminal to ask at, and Ctrl-C in ours does not reach it.</summary>
    /// <exception cref="SystemFaultException">There is no such program, or it cannot be started.</exception>
    public ToolProcess Start()
    {
        var environment = MergedEnvironment();
        var directory = System.Environment.CurrentDirectory;
        if (ProgramSearch.Find(s_paths, Program, environment.GetValueOrDefault("PATH"), directory, out var failure) is not { } file)
        {
            throw new SystemFaultException(
                failure!.ExitCode == ProcessResult.NotFound ? SystemFault.NotFound : SystemFault.Refused,
                Program,
                $"Cannot start {failure.Error.Replace("opsmop: ", "", StringComparison.Ordinal).TrimEnd()}. Install it on this machine, or correct its name.");
        }

        var start = new ProcessStart
        {
            Program = file,
            Arguments = [Program, .. Arguments],
            Environment = [.. environment.Select(pair => $"{pair.Key}={pair.Value}")],
            Directory = directory,
        };

        Span<int> ours = [-1, -1, -1];
        Span<int> theirs = [-1, -1, -1];
        try
        {
            for (var i = 0; i < ours.Length; i++)
            {
                var failed = Kernel.SocketPair(out ours[i], out theirs[i]);
                if (failed < 0)
                {
                    throw CannotStart(failed);
                }
            }

            var process = Kernel.Spawn(start, file, start.Arguments, theirs[0], theirs[1], theirs[2]);
            if (process == -Errno.NotExecutableFormat)
            {
                // A script without a first line that names its interpreter belongs to the shell, as everywhere.
                process = Kernel.Spawn(start, "/bin/sh", ["sh", file, .. Arguments], theirs[0], theirs[1], theirs[2]);
            }

            if (process < 0)
            {
                throw CannotStart(process);
            }

            var started = new ToolProcess(process, Take(ref ours[0]), Take(ref ours[1]), Take(ref ours[2]));
            return started;
        }
        finally
        {
            foreach (var descriptor in (ReadOnlySpan<int>)[.. ours, .. theirs])
            {
                if (descriptor >= 0)
                {
                    Libc.Close(descriptor);
                }
            }
        }
    }

    private static NetworkStream Take(ref int descriptor)
    {
        var stream = new NetworkStream(new Socket(new SafeSocketHandle(descriptor, ownsHandle: true)), ownsSocket: true);
        descriptor = -1;
        return stream;
    }

    private SortedDictionary<string, string> MergedEnvironment()
    {
        var merged = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry pair in System.Environment.GetEnvironmentVariables())
        {
            merged[(string)pair.Key] = (string?)pair.Value ?? "";
        }

        foreach (var (name, value) in Environment)
        {
            if (value is null)
            {
                merged.Remove(name);
            }
            else
            {
                merged[name] = value;
            }
        }

        return merged;
    }

    private SystemFaultException CannotStart(int error) => new(
        SystemFault.Other,
        Program,
        $"Cannot start '{Program}': {Marshal.GetPInvokeErrorMessage(-error)} (error {-error}).");
}
