#pragma warning disable CA1416 // The engine runs on Unix only; what it changes has owners and modes.

namespace OpsMop.Engine.State;

/// <summary>The agent's own files and directories: for nobody else's eyes, and after a crash or a loss of power there whole, or not at all.</summary>
internal static class StateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Opens a file for reading and writing, made 0600 where it is missing.</summary>
    internal static FileStream Open(string path) => new(path, new FileStreamOptions
    {
        Mode = FileMode.OpenOrCreate,
        Access = FileAccess.ReadWrite,
        Share = FileShare.ReadWrite, // who else may write is the run lock's business
        BufferSize = 0,
        UnixCreateMode = OwnerOnly,
    });

    /// <summary>Makes a directory 0700, and those above it that are missing.</summary>
    internal static void CreateDirectory(string path) => Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);

    /// <summary>Writes a file 0600 in one step: beside its name, flushed, renamed, and its name flushed.</summary>
    internal static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var temporary = path + ".new";
        File.Delete(temporary); // left by a crash
        using (var stream = new FileStream(
            temporary,
            new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0, UnixCreateMode = OwnerOnly }))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
        Posix.FlushDirectory(Path.GetDirectoryName(path)!);
    }

    /// <summary>Whether nobody but the owner may enter a directory.</summary>
    internal static bool IsOwnerOnly(string directory) =>
        (File.GetUnixFileMode(directory) & ~(OwnerOnly | UnixFileMode.UserExecute)) == 0;
}
