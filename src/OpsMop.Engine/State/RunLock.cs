using System.Globalization;
using System.Text;

namespace OpsMop.Engine.State;

/// <summary>
/// One run at a time changes a host. The kernel's lock on an open file, so that it goes with the process however that ends: there
/// is no stale lock to remove. The file says who holds it, and stays.
/// </summary>
public sealed class RunLock : IDisposable
{
    private readonly FileStream _file;

    private RunLock(FileStream file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <param name="stateDirectory">The state directory (<see cref="RunStore.Directory"/>).</param>
    /// <param name="clock">The clock.</param>
    /// <exception cref="RunLockedException">Another run holds it.</exception>
    public static RunLock Acquire(string stateDirectory, TimeProvider? clock = null)
    {
        var path = Path.Combine(stateDirectory, "lock");
        var file = StateFile.Open(path);
        try
        {
            if (!Posix.TryLock(file.SafeFileHandle))
            {
                throw Held(path, file);
            }

            file.SetLength(0);
            file.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId} {(clock ?? TimeProvider.System).GetUtcNow():O}\n")));
            return new RunLock(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Gives the lock back.</summary>
    public void Dispose() => _file.Dispose();

    private static RunLockedException Held(string path, FileStream file)
    {
        using var reader = new StreamReader(file, Encoding.ASCII, leaveOpen: true);
        var words = reader.ReadToEnd().Split(' ', '\n');
        return words.Length >= 2
            && int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var process)
            && DateTimeOffset.TryParseExact(words[1], "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since)
                ? new RunLockedException(path, process, since)
                : new RunLockedException(path, null, null);
    }
}
