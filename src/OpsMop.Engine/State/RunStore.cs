using System.Globalization;
using System.Security.Cryptography;
using OpsMop.Engine.Systems;

namespace OpsMop.Engine.State;

/// <summary>The state directory of an agent on a host: the run lock, the ledger, and a directory for each of the last runs.</summary>
public sealed class RunStore
{
    private const string RunsFolder = "runs";
    private const string UnfinishedFile = "unfinished";

    private readonly RetentionPolicy _retention;
    private readonly TimeProvider _clock;

    private RunStore(string directory, RetentionPolicy? retention, TimeProvider? clock)
    {
        Directory = directory;
        _retention = retention ?? new RetentionPolicy();
        _clock = clock ?? TimeProvider.System;
    }

    /// <summary>The state directory.</summary>
    public string Directory { get; }

    /// <summary>Where the state is unless told otherwise: <c>/var/lib/opsmop</c> for root, else <c>$XDG_STATE_HOME/opsmop</c> or <c>~/.local/state/opsmop</c>.</summary>
    public static string DefaultDirectory
    {
        get
        {
            if (Posix.EffectiveUser == 0)
            {
                return "/var/lib/opsmop";
            }

            // The XDG specification has relative values ignored.
            var state = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
            return Path.Combine(
                Path.IsPathRooted(state) ? state : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state"),
                "opsmop");
        }
    }

    /// <summary>The directories of the runs, the newest first.</summary>
    public IReadOnlyList<string> Runs
    {
        get
        {
            var runs = System.IO.Directory.GetDirectories(Path.Combine(Directory, RunsFolder));
            Array.Sort(runs, static (left, right) => string.CompareOrdinal(right, left));
            return runs;
        }
    }

    /// <summary>The directory of the last run that changed something, if it was killed; <see langword="null"/> if it ended, or is no longer kept.</summary>
    internal string? Unfinished
    {
        get
        {
            var mark = Path.Combine(Directory, UnfinishedFile);
            if (!File.Exists(mark))
            {
                return null;
            }

            var run = Path.Combine(Directory, RunsFolder, Path.GetFileName(File.ReadAllText(mark).Trim()));
            return System.IO.Directory.Exists(run) ? run : null;
        }
    }

    /// <summary>Opens the state directory, and makes it 0700 where it is missing.</summary>
    /// <param name="directory">The directory; the default one unless given.</param>
    /// <param name="retention">How much of past runs is kept.</param>
    /// <param name="clock">The clock that names runs.</param>
    /// <exception cref="SystemFaultException">It belongs to somebody else or lets others in: there are secrets in it, and whoever can write to it can have
    /// files written anywhere by an undo.</exception>
    public static RunStore Open(string? directory = null, RetentionPolicy? retention = null, TimeProvider? clock = null)
    {
        var store = new RunStore(Path.GetFullPath(directory ?? DefaultDirectory), retention, clock);
        var runs = Path.Combine(store.Directory, RunsFolder);
        try
        {
            StateFile.CreateDirectory(store.Directory);
            Check(store.Directory);
            StateFile.CreateDirectory(runs);
            Check(runs);
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException or IOException)
        {
            throw new SystemFaultException(
                fault is UnauthorizedAccessException ? SystemFault.PermissionDenied : SystemFault.Other,
                store.Directory,
                $"The state directory {store.Directory} cannot be used: {fault.Message} Name another one, or mend its permissions.",
                fault);
        }

        return store;
    }

    /// <summary>Makes the directory of a new run, <c>runs/20261120T130501Z-xxxx</c>, and lets go of old ones. The caller holds the run lock.</summary>
    /// <returns>The run's directory.</returns>
    public string CreateRun()
    {
        var newest = Runs is [var first, ..] ? Path.GetFileName(first) : "";
        string directory;
        do
        {
            var name = _clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture) + "-" + RandomNumberGenerator.GetHexString(4, lowercase: true);

            // Names are the order of runs: one begun in the same second, or after the clock was set back, must still come last.
            directory = Path.Combine(Directory, RunsFolder, string.CompareOrdinal(name, newest) > 0 ? name : After(newest));
        }
        while (System.IO.Directory.Exists(directory));

        StateFile.CreateDirectory(directory);
        Posix.FlushDirectory(Path.Combine(Directory, RunsFolder));

        // Not flushed: who loses the power loses the temporary files that were not flushed as well, or finds them named by no mark.
        File.WriteAllText(Path.Combine(Directory, UnfinishedFile), Path.GetFileName(directory));
        Prune();
        return directory;
    }

    /// <summary>The run has come to its end, well or not: it leaves nothing half made.</summary>
    internal void Finished() => File.Delete(Path.Combine(Directory, UnfinishedFile));

    /// <summary>Lets go of runs and backups beyond what is to be kept.</summary>
    public void Prune()
    {
        var runs = Runs;
        var bytes = 0L;
        for (var i = 0; i < runs.Count; i++)
        {
            if (i > 0 && i >= _retention.Runs)
            {
                System.IO.Directory.Delete(runs[i], recursive: true);
                continue;
            }

            var backups = new DirectoryInfo(Path.Combine(runs[i], JournalFormat.BackupFolder));
            if (!backups.Exists)
            {
                continue;
            }

            bytes += backups.EnumerateFiles().Sum(static file => file.Length);
            if (i > 0 && bytes > _retention.BackupBytes)
            {
                backups.Delete(recursive: true);
            }
        }
    }

    // "…Z-xxxx" continued by a counter that sorts behind it: "…Z-xxxx.0001".
    private static string After(string newest)
    {
        var dot = newest.IndexOf('.');
        var count = dot < 0 ? 0 : int.Parse(newest.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{(dot < 0 ? newest : newest[..dot])}.{count + 1:D4}");
    }

    private static void Check(string directory)
    {
        if (new DirectoryInfo(directory).LinkTarget is not null)
        {
            throw new SystemFaultException(SystemFault.Refused, directory, $"The state directory {directory} is a link. Name the directory itself.");
        }

        var owner = Posix.OwnerOf(directory);
        if (owner != Posix.EffectiveUser)
        {
            throw new SystemFaultException(
                SystemFault.Refused, directory, $"The state directory {directory} belongs to the user {owner}, not to the agent's user {Posix.EffectiveUser}. Move it away, or change its owner.");
        }

        if (!StateFile.IsOwnerOnly(directory))
        {
            throw new SystemFaultException(
                SystemFault.Refused, directory, $"The state directory {directory} lets others in, and there are secrets in it. See who changed it, then: chmod 0700 {directory}");
        }
    }
}
