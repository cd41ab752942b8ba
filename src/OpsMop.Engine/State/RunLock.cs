using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace OpsMop.Engine.State;

/// <summary>
/// One run at a time changes a host. The kernel's lock on an open file, so that it goes with the process however that ends: there
/// is no stale lock to remove. The file says who holds it, and stays.
/// </summary>
public sealed class RunLock : IDisposable
{
    private readonly SafeFileHandle _file;

    private RunLock(SafeFileHandle file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <param name="stateDirectory">The state directory (<see cref="RunStore.Directory"/>).</param>
    /// <param name="clock">The clock.</param>
    /// <exception cref="RunLockedException">Another run holds it.</exception>
    public static RunLock Acquire(string stateDirectory, TimeProvider? clock = null)
    {
        var path = Path.Combine(stateDirectory, "lock");
        var file = Posix.OpenUnlocked(path);
        try
        {
            if (!Posix.TryLock(file))
            {
                throw Held(path, file);
            }

            // Not emptied before: ext4 brings a file that was onto the disk when it is closed.
            var holder = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId} {(clock ?? TimeProvider.System).GetUtcNow():O}\n"));
            RandomAccess.Write(file, holder, fileOffset: 0);
            if (RandomAccess.GetLength(file) > holder.Length)
            {
                RandomAccess.SetLength(file, holder.Length);
            }

            return new RunLock(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Gives the lock back.</summary>
    public void Dispose()
    {
        if (!_file.IsClosed)
        {
            Posix.Unlock(_file);
            _file.Dispose();
        }
    }

    private static RunLockedException Held(string path, SafeFileHandle file)
    {
        Span<byte> text = stackalloc byte[128];
        var words = Encoding.ASCII.GetString(text[..RandomAccess.Read(file, text, fileOffset: 0)]).Split(' ', '\n');
        return words.Length >= 2
            && int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var process)
            && DateTimeOffset.TryParseExact(words[1], "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since)
                ? new RunLockedException(path, process, since)
                : new RunLockedException(path, null, null);
    }
}
