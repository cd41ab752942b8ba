using System.IO.Enumeration;
using OpsMop.Engine.Sources;
using OpsMop.Engine.Systems;

namespace OpsMop.Push.Files;

/// <summary>
/// Finds what may be served, and hashes it. Links are followed to files that may be served themselves, and no further: it is the opened file that is judged, so that nothing that is moved
/// about meanwhile gets another one in.
/// </summary>
/// <param name="folders">The folders of the manifest: what they are, and their paths as hosts are told.</param>
/// <param name="parts">What is shared.</param>
/// <param name="rules">By which rules.</param>
/// <param name="hashes">Knows hashes from before.</param>
internal sealed class ManifestBuilder(
    IReadOnlyList<(SharedFolderKind Kind, string Path)> folders, IReadOnlyList<SharedPart> parts, FileRules rules, FileHashes hashes)
{
    /// <summary>How many files a push may serve.</summary>
    public const int MostFiles = 200_000;

    private static readonly EnumerationOptions s_here = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    private readonly List<Candidate> _candidates = [];
    private readonly HashSet<(int Folder, string Path)> _named = [];
    private readonly List<(int Folder, string Path, ManifestGap Gap)> _gaps = [];
    private readonly Dictionary<Sha256, (string Path, NativeStatus Status)> _contents = [];

    /// <summary>Finds and hashes.</summary>
    /// <param name="allowed">The paths that roles allow, for messages.</param>
    /// <param name="received">Where files may be brought to.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="ProviderException">There are too many files.</exception>
    public async Task<PreparedFiles> BuildAsync(
        IReadOnlyList<(string Path, string? Only)> allowed, IReadOnlyList<(AbsolutePath Folder, long Limit)> received, CancellationToken cancel)
    {
        foreach (var part in parts)
        {
            if (part.RealPath is null)
            {
                continue;
            }

            if (part.Kind == SharedFolderKind.File)
            {
                Add(part, "", isLink: false);
            }
            else
            {
                Walk(part, cancel);
            }
        }

        var found = new (ManifestEntry? Entry, ManifestGap Gap, string RealPath, NativeStatus Status)[_candidates.Count];
        await Parallel.ForAsync(0, _candidates.Count, cancel, (i, stop) =>
        {
            found[i] = Read(_candidates[i], stop);
            return default;
        }).ConfigureAwait(false);

        var entries = folders.Select(_ => new List<ManifestEntry>()).ToList();
        for (var i = 0; i < found.Length; i++)
        {
            var (entry, gap, path, status) = found[i];
            if (entry is null)
            {
                if (gap != 0)
                {
                    _gaps.Add((_candidates[i].Part.Folder, _candidates[i].Path, gap));
                }

                continue;
            }

            entries[_candidates[i].Part.Folder].Add(entry);
            _contents.TryAdd(entry.Hash, (path, status));
        }

        // What one role leaves out, another may share.
        var served = entries.Select(all => all.Select(entry => entry.Path).ToHashSet(StringComparer.Ordinal)).ToList();
        var all = folders.Select((folder, i) => new ManifestFolder(
            folder.Kind,
            folder.Path,
            entries[i],
            _gaps.Where(gap => gap.Folder == i && !served[i].Contains(gap.Path)).Select(gap => (gap.Path, gap.Gap)).DistinctBy(gap => gap.Path, StringComparer.Ordinal)));
        return new PreparedFiles(new FileManifest([.. all], rules, allowed, received), _contents);
    }

    private void Walk(SharedPart part, CancellationToken cancel)
    {
        var todo = new Stack<(string Below, bool IsAllowed)>();
        todo.Push(("", IsBaseAllowed(part)));
        while (todo.TryPop(out var folder))
        {
            cancel.ThrowIfCancellationRequested();
            var path = folder.Below.Length == 0 ? part.Path : $"{part.Path}/{folder.Below[..^1]}";
            List<(string Name, bool IsDirectory, bool IsLink)> here;
            try
            {
                here = [.. new FileSystemEnumerable<(string Name, bool IsDirectory, bool IsLink)>(
                    path,
                    static (ref FileSystemEntry entry) => (entry.FileName.ToString(), entry.IsDirectory, (entry.Attributes & FileAttributes.ReparsePoint) != 0),
                    s_here)];
            }
            catch (DirectoryNotFoundException)
            {
                continue;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                AddGap(part, folder.Below.TrimEnd('/'), ManifestGap.Unreadable);
                continue;
            }

            foreach (var (name, isDirectory, isLink) in here)
            {
                var relative = folder.Below + name;
                var isAllowed = folder.IsAllowed;
                var verdict = rules.JudgeStep(part.Kind, part.Base.Folder, part.Base.Prefix + relative, ref isAllowed);
                if (verdict == FileVerdict.Secret && !isDirectory && FileRules.MayBeKeyring(name) && IsKeyring(part, relative))
                {
                    verdict = FileVerdict.Served;
                }

                if (verdict != FileVerdict.Served)
                {
                    if (verdict == FileVerdict.Secret)
                    {
                        AddGap(part, relative, ManifestGap.Secret);
                    }
                }
                else if (!isDirectory)
                {
                    Add(part, relative, isLink);
                }
                else if (isLink)
                {
                    AddGap(part, relative, ManifestGap.LinkToFolder);
                }
                else
                {
                    todo.Push((relative + "/", isAllowed));
                }
            }
        }
    }

    /// <summary>Whether a pattern allows the shared folder as a whole, or one that it is in.</summary>
    private bool IsBaseAllowed(SharedPart part)
    {
        var isAllowed = false;
        for (var end = part.Base.Prefix.IndexOf('/'); end > 0; end = part.Base.Prefix.IndexOf('/', end + 1))
        {
            rules.JudgeStep(part.Kind, part.Base.Folder, part.Base.Prefix[..end], ref isAllowed);
        }

        return isAllowed;
    }

    private bool IsKeyring(SharedPart part, string relative)
    {
        using var file = OpenedFile.TryOpen($"{part.Path}/{relative}");
        return file is not null && IsKeyring(file);
    }

    private static bool IsKeyring(OpenedFile file)
    {
        Span<byte> start = stackalloc byte[64];
        return FileRules.IsPublicKeyring(start[..file.Read(start, 0)]);
    }

    private void Add(SharedPart part, string relative, bool isLink)
    {
        if (part.Only is { } only && !FileRules.Matches(only, part.Path, relative))
        {
            return;
        }

        var path = part.Prefix + relative;

        // What the build has copied beside the program is found there first.
        if (folders[part.Folder].Kind == SharedFolderKind.Project && _named.Contains((0, path)))
        {
            return;
        }

        if (_named.Add((part.Folder, path)))
        {
            _candidates.Add(new Candidate(part, relative, path, isLink));
            if (_candidates.Count > MostFiles)
            {
                throw new ProviderException(
                    $"{part.Path} has more than {MostFiles:N0} files to serve. Put what hosts are to have into files/ or templates/, allow a smaller folder, or leave some out: files.Deny(…) in ShareFiles.");
            }
        }
    }

    private void AddGap(SharedPart part, string relative, ManifestGap gap)
    {
        // The names of secrets are told only where somebody would look for a file that travels.
        var path = (part.Prefix + relative).TrimEnd('/');
        if (part.Kind != SharedFolderKind.Project || path.StartsWith("files/", StringComparison.Ordinal) || path.StartsWith("templates/", StringComparison.Ordinal))
        {
            _gaps.Add((part.Folder, path, gap));
        }
    }

    private (ManifestEntry? Entry, ManifestGap Gap, string RealPath, NativeStatus Status) Read(Candidate candidate, CancellationToken cancel)
    {
        var path = candidate.Relative.Length == 0 ? candidate.Part.Path : $"{candidate.Part.Path}/{candidate.Relative}";
        for (var tries = 0; tries < 3; tries++)
        {
            using var file = OpenedFile.TryOpen(path);
            if (file is null)
            {
                // A link that leads nowhere, a pipe or a socket is no file; a file that may not be read is a gap.
                return (null, Libc.Status(UnixAbi.CurrentDirectory, path, follow: true, out var status) >= 0 && status.IsFile ? ManifestGap.Unreadable : 0, "", default);
            }

            if (!MayServe(file))
            {
                return (null, candidate.IsLink ? ManifestGap.LeadsOut : 0, "", default);
            }

            var hash = hashes.Of(file, cancel);
            if (hash.IsGiven)
            {
                return (new ManifestEntry(candidate.Path, file.Status.Size, hash, (file.Status.Permissions & 0x40) != 0), 0, file.Path, file.Status);
            }
        }

        throw new FileChangedException(path);
    }

    private bool MayServe(OpenedFile file)
    {
        foreach (var part in parts)
        {
            if (part.RealPath is not { } root || !SharedFiles.IsWithin(file.Path, root))
            {
                continue;
            }

            if (file.Path == root)
            {
                if (part.Kind == SharedFolderKind.File && rules.Judge(part.Kind, part.Path, "") == FileVerdict.Served)
                {
                    return true;
                }

                continue;
            }

            var relative = file.Path[(root == "/" ? 1 : root.Length + 1)..];
            if (rules.Judge(part.Kind, part.Base.Folder, part.Base.Prefix + relative, FileRules.MayBeKeyring(relative) && IsKeyring(file)) == FileVerdict.Served
                && (part.Only is not { } only || FileRules.Matches(only, part.Path, relative)))
            {
                return true;
            }
        }

        return false;
    }

    private sealed record Candidate(SharedPart Part, string Relative, string Path, bool IsLink);
}
