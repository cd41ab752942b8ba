#pragma warning disable CA1416 // Agents are for Unix only, and their files have modes.
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace OpsMop.Push.Agents;

/// <summary>
/// The agents that this user's pushes have made or were given, each with its compressed form. Its files end up running as root on many hosts: the folder is this user's
/// alone. Two pushes may use it at the same time.
/// </summary>
/// <remarks>
/// <code>
/// files/SHA256/agent, agent.gz, used     a program; used has the sizes and times of both, and its own time is when they were last asked for
/// made/KEY                               which program was published from what, or is which file (text)
/// refused/KEY                            what could not be published, and why (text)
/// build/PROJECT/                         what a build leaves for the next one
/// locks/NAME                             who is publishing
/// </code>
/// </remarks>
/// <param name="folder">Where it is; it is made where it does not exist.</param>
internal sealed class AgentCache(string folder)
{
    /// <summary>How long something that is not used is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>How many agents are kept of one project for one platform: an edit makes a new one.</summary>
    public const int KeptOfEach = 4;

    /// <summary>How long a failure is believed before the attempt is made again.</summary>
    public static readonly TimeSpan Refused = TimeSpan.FromDays(1);

    // A push that has begun may need its agent until its last host has been reached.
    private static readonly TimeSpan InUse = TimeSpan.FromDays(1);
    private static readonly TimeSpan Touched = TimeSpan.FromHours(1);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Where it is unless told otherwise: <c>$XDG_CACHE_HOME/opsmop/agents</c>, or <c>~/.cache/opsmop/agents</c>.</summary>
    public static string DefaultFolder
    {
        get
        {
            // The XDG specification has relative values ignored.
            var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
            return Path.Combine(
                cache is ['/', ..] ? cache : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify), ".cache"),
                "opsmop",
                "agents");
        }
    }

    /// <summary>Where it is.</summary>
    public string Folder => folder;

    /// <summary>The agent that was made from something; <see langword="null"/> where none was, or it is not as it was made any more.</summary>
    /// <param name="key">What it was made from.</param>
    /// <param name="platform">What it is for.</param>
    public AgentFile? Find(string key, AgentPlatform platform)
    {
        try
        {
            var entry = At("made", key);
            if (Read(entry) is not { } values || !values.TryGetValue("sha256", out var sha256) || !IsDigest(sha256))
            {
                return null;
            }

            var file = Describe(sha256, platform, values.GetValueOrDefault("glibc"));
            if (file is null)
            {
                return null;
            }

            Touch(entry);
            Touch(At("files", sha256, "used"));
            return file;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Takes a program, and compresses it.</summary>
    /// <param name="program">The file; it is copied.</param>
    /// <param name="header">What it is.</param>
    /// <param name="platform">What it is for.</param>
    /// <param name="key">What it was made from, or which file it is.</param>
    /// <param name="project">The project, for pruning.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="IOException">It cannot be written; the message says where.</exception>
    public async Task<AgentFile> AddAsync(string program, ProgramHeader header, AgentPlatform platform, string key, string project, CancellationToken cancel)
    {
        Prepare();
        string sha256;
        var source = new FileStream(program, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1, FileOptions.Asynchronous);
        await using (source.ConfigureAwait(false))
        {
            sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(source, cancel).ConfigureAwait(false));
            if (Describe(sha256, platform, null) is null)
            {
                source.Position = 0;
                await TakeAsync(source, sha256, cancel).ConfigureAwait(false);
            }
        }

        var glibc = header.NeedsGlibc?.ToString();
        var file = Describe(sha256, platform, glibc) ?? throw new IOException($"{At("files", sha256)} has gone while it was being written.");
        Touch(At("files", sha256, "used"));
        Write(At("made", key), $"sha256={sha256}\nglibc={glibc}\nplatform={platform.Name}\nproject={project}\n");

        return file;
    }

    /// <summary>Why something could not be published a while ago; <see langword="null"/> where it was not tried.</summary>
    /// <param name="key">What.</param>
    public string? Refusal(string key)
    {
        try
        {
            var entry = new FileInfo(At("refused", key));
            return entry.Exists && DateTime.UtcNow - entry.LastWriteTimeUtc < Refused ? File.ReadAllText(entry.FullName).Trim() : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Remembers that something cannot be published, so that not every push tries.</summary>
    /// <param name="key">What.</param>
    /// <param name="reason">Why.</param>
    public void Refuse(string key, string reason)
    {
        Prepare();
        Write(At("refused", key), reason + "\n");
    }

    /// <summary>The folder for builds of a project, for whoever has its lock.</summary>
    /// <param name="project">The project.</param>
    public string BuildFolder(string project)
    {
        Prepare();
        var build = At("build", Name(project));
        Directory.CreateDirectory(build, OwnerOnly);
        Directory.SetLastWriteTimeUtc(build, DateTime.UtcNow);
        return build;
    }

    /// <summary>Waits until nobody else publishes a project. The kernel lets go of the lock of a process that has ended.</summary>
    /// <param name="project">The project.</param>
    /// <param name="waiting">Told once where somebody does.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<IDisposable> LockAsync(string project, Action waiting, CancellationToken cancel)
    {
        Prepare();
        var told = false;
        while (true)
        {
            try
            {
                return new FileStream(At("locks", Name(project)), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
            }
            catch (IOException exception) when (exception is not (DirectoryNotFoundException or PathTooLongException) && File.Exists(At("locks", Name(project))))
            {
                if (!told)
                {
                    waiting();
                    told = true;
                }
            }

            await Task.Delay(Poll, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Deletes what has not been used for long, and the older ones of many. What cannot be deleted stays.</summary>
    public void Prune()
    {
        var now = DateTime.UtcNow;
        var kept = new HashSet<string>(StringComparer.Ordinal);
        var made = Entries("made").Select(static entry => (Entry: entry, Values: Read(entry.FullName) ?? [])).ToList();
        foreach (var same in made.GroupBy(static one => (one.Values.GetValueOrDefault("project"), one.Values.GetValueOrDefault("platform"))))
        {
            var number = 0;
            foreach (var (entry, values) in same.OrderByDescending(static one => one.Entry.LastWriteTimeUtc))
            {
                var age = now - entry.LastWriteTimeUtc;
                if (age > Kept || (number++ >= KeptOfEach && age > InUse))
                {
                    Try(entry.Delete);
                }
                else
                {
                    kept.Add(values.GetValueOrDefault("sha256") ?? "");
                }
            }
        }

        foreach (var one in Folders("files").Where(one => !kept.Contains(one.Name)))
        {
            // What somebody is writing just now has a name of its own, and no used.
            var used = new FileInfo(Path.Combine(one.FullName, "used"));
            if (now - (used.Exists ? used.LastWriteTimeUtc : one.LastWriteTimeUtc) > InUse)
            {
                Try(() => one.Delete(recursive: true));
            }
        }

        foreach (var one in Folders("build").Where(one => now - one.LastWriteTimeUtc > Kept))
        {
            // Not one that is being used: its lock is taken while it goes.
            Try(() =>
            {
                using var taken = new FileStream(At("locks", one.Name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
                one.Delete(recursive: true);
            });
        }

        foreach (var entry in Entries("refused").Where(entry => now - entry.LastWriteTimeUtc > Refused))
        {
            Try(entry.Delete);
        }
    }

    /// <summary>A short name for something that is too long for the name of a file.</summary>
    /// <param name="parts">What it is of.</param>
    public static string Name(params ReadOnlySpan<string> parts) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts!))).AsSpan(0, 16));

    private async Task TakeAsync(Stream source, string sha256, CancellationToken cancel)
    {
        // As a whole or not at all: a folder with a name of its own gets its final one when it is complete.
        var temporary = At("files", $"new-{Guid.NewGuid():N}");
        Directory.CreateDirectory(temporary, OwnerOnly);
        try
        {
            var written = Path.Combine(temporary, "agent");
            var plain = new FileStream(written, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Options = FileOptions.Asynchronous,
                UnixCreateMode = OwnerOnly,
            });
            await using (plain.ConfigureAwait(false))
            {
                await source.CopyToAsync(plain, cancel).ConfigureAwait(false);
                plain.Position = 0;
                if (Convert.ToHexStringLower(await SHA256.HashDataAsync(plain, cancel).ConfigureAwait(false)) != sha256)
                {
                    throw new IOException("The program has changed while it was being read. Try again when nobody is building it.");
                }

                plain.Position = 0;
                var compressed = new FileStream(written + ".gz", FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.Asynchronous);
                await using (compressed.ConfigureAwait(false))
                {
                    var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true);
                    await using (gzip.ConfigureAwait(false))
                    {
                        await plain.CopyToAsync(gzip, 1 << 18, cancel).ConfigureAwait(false);
                    }
                }
            }

            await File.WriteAllTextAsync(Path.Combine(temporary, "used"), Stamp(written), cancel).ConfigureAwait(false);
            try
            {
                Directory.Move(temporary, At("files", sha256));
            }
            catch (IOException) when (Directory.Exists(At("files", sha256)))
            {
                // Somebody else was faster, with the same bytes. Where only half of it is there, theirs goes and ours stays.
                if (Describe(sha256, AgentPlatform.All[0], null) is null)
                {
                    Directory.Delete(At("files", sha256), recursive: true);
                    Directory.Move(temporary, At("files", sha256));
                }
            }
        }
        finally
        {
            if (Directory.Exists(temporary))
            {
                Try(() => Directory.Delete(temporary, recursive: true));
            }
        }
    }

    // Null too where it is not as it was written: nobody hashes it for every push.
    private AgentFile? Describe(string sha256, AgentPlatform platform, string? glibc)
    {
        var plain = new FileInfo(At("files", sha256, "agent"));
        var compressed = new FileInfo(At("files", sha256, "agent.gz"));
        return !plain.Exists || !compressed.Exists || ReadText(At("files", sha256, "used")) != Stamp(plain.FullName) ? null : new AgentFile
        {
            Path = plain.FullName,
            Sha256 = sha256,
            Size = plain.Length,
            CompressedPath = compressed.FullName,
            CompressedSize = compressed.Length,
            Platform = platform,
            NeedsGlibc = Version.TryParse(glibc, out var version) ? version : null,
        };
    }

    /// <summary>Makes the folders. What others could write into is refused: it would run as root elsewhere.</summary>
    private void Prepare()
    {
        Directory.CreateDirectory(folder, OwnerOnly);
        if ((File.GetUnixFileMode(folder) & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != 0)
        {
            throw new UnauthorizedAccessException($"Others can write into {folder}, where the programs are kept that run on your hosts. Delete it, or take that right away: chmod go-w {folder}");
        }

        foreach (var name in (ReadOnlySpan<string>)["files", "made", "refused", "build", "locks"])
        {
            Directory.CreateDirectory(At(name), OwnerOnly);
        }
    }

    private string At(params ReadOnlySpan<string> names) => Path.Combine([folder, .. names]);

    private IEnumerable<FileInfo> Entries(string name) => new DirectoryInfo(At(name)) is { Exists: true } one ? one.GetFiles() : [];

    private IEnumerable<DirectoryInfo> Folders(string name) => new DirectoryInfo(At(name)) is { Exists: true } one ? one.GetDirectories() : [];

    private static Dictionary<string, string>? Read(string path)
    {
        try
        {
            return File.ReadAllLines(path).Select(static line => line.Split('=', 2)).Where(static line => line.Length == 2)
                .GroupBy(static line => line[0], StringComparer.Ordinal).ToDictionary(static line => line.Key, static line => line.Last()[1], StringComparer.Ordinal);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static void Write(string path, string text)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}";
        File.WriteAllText(temporary, text);
        File.Move(temporary, path, overwrite: true);
    }

    private static string? ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static string Stamp(string path)
    {
        var plain = new FileInfo(path);
        var compressed = new FileInfo(path + ".gz");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{plain.Length} {plain.LastWriteTimeUtc.Ticks} {compressed.Length} {compressed.LastWriteTimeUtc.Ticks}");
    }

    private static void Touch(string path) => Try(() =>
    {
        if (DateTime.UtcNow - File.GetLastWriteTimeUtc(path) > Touched)
        {
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
        }
    });

    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another push is at it, or it is not ours.
        }
    }

    private static bool IsDigest(string text) => text.Length == 64 && !text.AsSpan().ContainsAnyExcept("0123456789abcdef");
}
