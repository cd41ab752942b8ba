using System.Security.Cryptography;
using OpsMop.Engine.Systems;

namespace OpsMop.Engine.Processes;

/// <summary>
/// The secrets of one process, as files that only its user can read, in memory where the system has a file system there. The folder is
/// closed to everybody but root until it is complete, and given to the user then.
/// </summary>
internal sealed class SecretFolder : IDisposable
{
    private readonly FileOperations _files;
    private readonly string _folder;

    private SecretFolder(FileOperations files, string folder)
    {
        _files = files;
        _folder = folder;
    }

    /// <summary>Writes the secrets and adds the path of each to the environment.</summary>
    internal static SecretFolder Create(
        PathResolver paths,
        AccountDatabase accounts,
        bool isImage,
        UserAccount? user,
        IReadOnlyDictionary<string, Text> secrets,
        IDictionary<string, string> environment)
    {
        // Nothing here is meant to survive anything.
        var files = new FileOperations(paths, accounts, new PendingWrites(Durability.None));
        var folder = $"{Place(paths, isImage)}/opsmop-secret-{RandomNumberGenerator.GetHexString(16, lowercase: true)}";
        files.CreateDirectory(folder, new FileMetadata("0700"));
        var created = new SecretFolder(files, folder);
        try
        {
            var owner = user?.Name;
            var group = user is null ? null : accounts.GroupName(user.GroupId);
            foreach (var (variable, secret) in secrets)
            {
                var file = $"{folder}/{environment.Count}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
                files.WriteAsync(file, FileContent.FromText(secret), new FileMetadata("0600", owner, group), CancellationToken.None)
                    .AsTask().GetAwaiter().GetResult();
                environment[variable] = file;
            }

            if (user is not null)
            {
                files.SetOwner(folder, owner, group);
            }

            return created;
        }
        catch
        {
            created.Dispose();
            throw;
        }
    }

    /// <summary>Removes them, and whatever the process put beside them.</summary>
    public void Dispose() => _files.Delete(_folder, recursive: true, CancellationToken.None);

    private static string Place(PathResolver paths, bool isImage)
    {
        var own = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR");
        string?[] candidates = isImage
            ? ["/run", "/tmp"]
            : Libc.IsRoot
                ? ["/run", "/var/run", "/dev/shm", Path.GetTempPath().TrimEnd('/')]
                : [own?.TrimEnd('/'), "/dev/shm", Path.GetTempPath().TrimEnd('/')];
        foreach (var candidate in candidates)
        {
            // In a folder that others write to without the sticky bit, they could exchange ours for theirs.
            if (candidate?.StartsWith('/') == true
                && paths.Status(candidate, follow: true, out var status) == 0
                && status.IsDirectory
                && ((status.Permissions & 0x12) == 0 ? status.UserId == Libc.EffectiveUser : (status.Permissions & 0x200) != 0))
            {
                return candidate;
            }
        }

        throw new SystemFaultException(
            SystemFault.Refused,
            "secret files",
            $"There is no safe folder for a command's secret files: tried {string.Join(", ", candidates.Where(candidate => !string.IsNullOrEmpty(candidate)))}. Create /run (or set XDG_RUNTIME_DIR) with an owner and mode that keep others out.");
    }
}
