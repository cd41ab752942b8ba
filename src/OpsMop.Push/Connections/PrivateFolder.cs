using System.Globalization;
using System.Security.Cryptography;
using OpsMop.Engine.Systems;

namespace OpsMop.Push.Connections;

/// <summary>A folder that only we can look into, with a path short enough for a socket.</summary>
internal sealed class PrivateFolder : IDisposable
{
    /// <summary>Read, write and execute for the owner: 0700.</summary>
    public const int Mode = 0x1C0;

    // A socket's path has at most 107 bytes (103 on BSD and macOS). ssh makes it under its name and 17 more characters, ours have 34 at most.
    private const int LongestPath = 48;

    private PrivateFolder(string path) => Path = path;

    /// <summary>Where it is. No character in the path means anything to a shell or to ssh.</summary>
    public string Path { get; }

    /// <summary>Makes a new one, for the life of a connector.</summary>
    /// <param name="holdsProgram">Whether a program in it must start: its file system must not be mounted noexec.</param>
    /// <exception cref="SystemFaultException">There is no place for it.</exception>
    public static PrivateFolder Create(bool holdsProgram)
    {
        foreach (var place in Places())
        {
            var folder = new PrivateFolder($"{place}/opsmop-{RandomNumberGenerator.GetHexString(10, lowercase: true)}");
            if (Libc.MakeDirectory(UnixAbi.CurrentDirectory, folder.Path, Mode) < 0)
            {
                continue;
            }

            if (!holdsProgram || folder.StartsPrograms())
            {
                return folder;
            }

            folder.Dispose();
        }

        throw NoPlace(holdsProgram ? "a folder that programs start in" : "a private folder");
    }

    /// <summary>The one that connections are kept in from run to run. It stays.</summary>
    /// <exception cref="SystemFaultException">There is no place for it, or somebody else has made it.</exception>
    public static string Lasting()
    {
        foreach (var place in Places())
        {
            var path = $"{place}/opsmop-ssh-{Libc.EffectiveUser.ToString(CultureInfo.InvariantCulture)}";
            if (Lasting(path))
            {
                return path;
            }
        }

        throw NoPlace("a folder for the connections that are kept");
    }

    /// <summary>Makes a folder of a given path private, or finds that it is.</summary>
    /// <exception cref="SystemFaultException">It is there and others can look into it.</exception>
    public static bool Lasting(string path)
    {
        var made = Libc.MakeDirectory(UnixAbi.CurrentDirectory, path, Mode);
        if (made < 0 && made != -Errno.Exists)
        {
            return false;
        }

        // Not through a link: in a folder that everybody writes to, somebody may have laid one.
        if (Libc.Status(UnixAbi.CurrentDirectory, path, follow: false, out var status) < 0
            || !status.IsDirectory
            || status.UserId != Libc.EffectiveUser
            || (status.Permissions & 0x3F) != 0)
        {
            throw new SystemFaultException(
                SystemFault.Refused,
                path,
                $"{path}, where ssh keeps connections, is not a folder that only this user can look into. Look at who made it, and remove it.");
        }

        return true;
    }

    /// <summary>Removes it.</summary>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is empty but for a socket that ssh is about to remove, and lies in memory.
        }
    }

    private static IEnumerable<string> Places()
    {
        string?[] candidates = Libc.IsRoot
            ? ["/run", "/var/run", "/tmp", "/var/tmp"]
            : [Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR"), "/tmp", Environment.GetEnvironmentVariable("TMPDIR"), "/var/tmp"];
        foreach (var candidate in candidates)
        {
            // In a folder that others write to without the sticky bit, they could exchange ours for theirs.
            if (candidate?.TrimEnd('/') is { Length: > 0 and <= LongestPath - 20 } place
                && place[0] == '/'
                && place.All(character => char.IsAsciiLetterOrDigit(character) || character is '/' or '-' or '_' or '.')
                && Libc.Status(UnixAbi.CurrentDirectory, place, follow: true, out var status) == 0
                && status.IsDirectory
                && ((status.Permissions & 0x12) == 0 || (status.Permissions & 0x200) != 0)
                && (status.UserId == 0 || status.UserId == Libc.EffectiveUser))
            {
                yield return place;
            }
        }
    }

    private static SystemFaultException NoPlace(string what) => new(
        SystemFault.Refused,
        "ssh",
        $"There is no place for {what}: /run, $XDG_RUNTIME_DIR, /tmp and /var/tmp are missing, cannot be written to, or let others in. Mend /tmp (mode 1777), or set XDG_RUNTIME_DIR.");

    private bool StartsPrograms()
    {
        var probe = $"{Path}/probe";
        File.WriteAllText(probe, "#!/bin/sh\n");
        _ = Libc.ChangeModeAt(UnixAbi.CurrentDirectory, probe, Mode, follow: true);
        var starts = Libc.MayExecute(UnixAbi.CurrentDirectory, probe);
        File.Delete(probe);
        return starts;
    }
}
