using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using OpsMop.Engine.State;
using OpsMop.Push.Protocol;

namespace OpsMop.Push.Remote;

/// <summary>
/// What a run on this host has told, on this host: what the controller has not heard, because the connection broke, it hears the next time. The file is locked as long as the run goes
/// on, so that whoever comes later knows whether to wait. Its name says whether the result has arrived: <c>….pending</c> or <c>….log</c>.
/// </summary>
/// <remarks>Its first line is an <see cref="EarlierRun"/>, then come the events as they are, and at last a <see cref="RunEnded"/>.</remarks>
internal sealed class RunLog : IDisposable
{
    private const string Pending = ".pending";
    private const string Delivered = ".log";
    private const string Lost = ".orphan";
    private const int MostKept = 100;

    private readonly SafeFileHandle _file;
    private long _length;

    private RunLog(string path, SafeFileHandle file) => (Path, _file) = (path, file);

    /// <summary>The file.</summary>
    public string Path { get; private set; }

    /// <summary>How many events it holds.</summary>
    public int Lines { get; private set; }

    /// <summary>Begins the log of a run.</summary>
    /// <param name="stateDirectory">The state directory.</param>
    /// <param name="push">The name of the push.</param>
    /// <param name="run">The number of the run in it.</param>
    /// <param name="head">Whose run it is.</param>
    public static RunLog Begin(string stateDirectory, string push, int run, EarlierRun head)
    {
        var folder = FolderOf(stateDirectory);
        StateFile.CreateDirectory(folder);
        Prune(folder);
        var path = System.IO.Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{NameOf(push)}-{run}{Pending}"));
        var file = Posix.OpenUnlocked(path);
        try
        {
            if (!Posix.TryLock(file))
            {
                throw new SystemFaultException(SystemFault.Refused, path, $"The run {run} of this push is under way on this host already.");
            }

            if (RandomAccess.GetLength(file) > 0)
            {
                RandomAccess.SetLength(file, 0);
            }

            var log = new RunLog(path, file);
            log.Append(SessionJson.Write(head with { Log = path }));
            return log;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The logs of runs whose results nobody has heard, the oldest first.</summary>
    /// <param name="stateDirectory">The state directory.</param>
    public static IReadOnlyList<string> Unheard(string stateDirectory)
    {
        var folder = FolderOf(stateDirectory);
        if (!Directory.Exists(folder))
        {
            return [];
        }

        var files = Directory.GetFiles(folder, "*" + Pending);
        Array.Sort(files, static (one, other) => File.GetLastWriteTimeUtc(one).CompareTo(File.GetLastWriteTimeUtc(other)));
        return files;
    }

    /// <summary>The log of a run; <see langword="null"/> if there is none.</summary>
    /// <param name="stateDirectory">The state directory.</param>
    /// <param name="push">The name of the push.</param>
    /// <param name="run">The number of the run.</param>
    public static string? Find(string stateDirectory, string push, int run)
    {
        var path = System.IO.Path.Combine(FolderOf(stateDirectory), string.Create(CultureInfo.InvariantCulture, $"{NameOf(push)}-{run}{Pending}"));
        return File.Exists(path) ? path : null;
    }

    /// <summary>Whether the run of a log goes on.</summary>
    /// <param name="path">The log.</param>
    public static bool IsRunning(string path)
    {
        using var file = Posix.OpenUnlocked(path);
        if (!Posix.TryLock(file))
        {
            return true;
        }

        Posix.Unlock(file);
        return false;
    }

    /// <summary>Notes that the result of a run has arrived.</summary>
    /// <param name="path">The log.</param>
    public static void Confirm(string path)
    {
        File.Delete(path + Lost);
        if (File.Exists(path))
        {
            File.Move(path, System.IO.Path.ChangeExtension(path, Delivered), overwrite: true);
        }
    }

    /// <summary>Reads what a log holds so far.</summary>
    /// <param name="path">The log.</param>
    /// <returns>Whose run it is, its events, and how it ended; the last is <see langword="null"/> where it has not. A half-written last line is left out.</returns>
    public static (EarlierRun Head, IReadOnlyList<string> Events, RunEnded? Ended) Read(string path)
    {
        var text = ReadAll(path);
        var lines = text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0)
        {
            return (new EarlierRun { Began = File.GetLastWriteTimeUtc(path), Log = path }, [], null);
        }

        var head = ProtocolJson.Read<EarlierRun>(Encoding.UTF8.GetBytes(lines[0]), ProtocolJson.Default.EarlierRun) with { Log = path };
        var ended = lines.Length > 1 && !IsEvent(lines[^1]) ? ProtocolJson.Read<RunEnded>(Encoding.UTF8.GetBytes(lines[^1]), ProtocolJson.Default.RunEnded) : null;
        return (head, lines[1..(ended is null ? lines.Length : lines.Length - 1)], ended);
    }

    /// <summary>Whether the run of a log has lost its controller.</summary>
    /// <param name="path">The log.</param>
    public static bool IsOrphan(string path) => File.Exists(path + Lost);

    /// <summary>Notes that the controller is gone: whoever comes next may wait for the result.</summary>
    public void Orphan() => File.WriteAllBytes(Path + Lost, []);

    /// <summary>Adds events.</summary>
    /// <param name="lines">The events, one a line, each with its end.</param>
    /// <param name="count">How many.</param>
    public void Add(ReadOnlySpan<byte> lines, int count)
    {
        RandomAccess.Write(_file, lines, _length);
        _length += lines.Length;
        Lines += count;
    }

    /// <summary>Writes how the run ended.</summary>
    /// <param name="ended">How.</param>
    public void End(RunEnded ended) => Append(SessionJson.Write(ended));

    /// <summary>The run is over.</summary>
    public void Dispose()
    {
        Posix.Unlock(_file);
        _file.Dispose();
    }

    private static string ReadAll(string path)
    {
        // The class library would ask for a lock of its own, which whoever writes does not give.
        using var file = Posix.OpenUnlocked(path);
        var bytes = new byte[RandomAccess.GetLength(file)];
        var count = 0;
        for (int read; count < bytes.Length && (read = RandomAccess.Read(file, bytes.AsSpan(count), count)) > 0;)
        {
            count += read;
        }

        return Encoding.UTF8.GetString(bytes, 0, count);
    }

    private static string FolderOf(string stateDirectory) => System.IO.Path.Combine(stateDirectory, "push");

    /// <summary>A name that is good for a file, whatever the controller calls its push.</summary>
    private static string NameOf(string push) =>
        push.Length is > 0 and <= 64 && push.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-')
            ? push
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(push)))[..32];

    private static bool IsEvent(string line) => line.StartsWith("{\"event\":", StringComparison.Ordinal);

    private static void Prune(string folder)
    {
        var files = Directory.GetFiles(folder, "*" + Delivered);
        if (files.Length > MostKept)
        {
            Array.Sort(files, static (one, other) => File.GetLastWriteTimeUtc(one).CompareTo(File.GetLastWriteTimeUtc(other)));
            foreach (var file in files.AsSpan(0, files.Length - MostKept))
            {
                File.Delete(file);
            }
        }
    }

    private void Append(byte[] line)
    {
        byte[] whole = [.. line, (byte)'\n'];
        RandomAccess.Write(_file, whole, _length);
        _length += whole.Length;
    }
}
