using System.Security.Cryptography;
using System.Text;

namespace OpsMop.Engine.Systems;

/// <summary>
/// A file tree in memory with the semantics of the kernel, alone or over another system that it reads through to. One class for
/// both: a system in memory is an overlay over nothing, so that what plans and what tests believe cannot drift apart.
/// </summary>
/// <remarks>
/// A flat table from paths without links to nodes, rather than a tree of objects: a plan touches a few paths of a big file
/// system, and what was not touched has no entry. Single look-ups are locked; who orders effects on one path is the engine.
/// </remarks>
internal sealed class MemoryTree
{
    /// <summary>How many links Linux follows in one path (MAXSYMLINKS).</summary>
    private const int MaxLinks = 40;

    private static readonly UnixMode LinkMode = UnixMode.FromBits(511); // 0777, as the kernel reports every link

    /// <summary>Stands for the status of a directory below that has not been asked for.</summary>
    private static readonly FileStatus Somewhere = new(FileKind.Directory, default, "", "", 0, default);

    private readonly ISystemReader? _below;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, MemoryNode> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> _children = new(StringComparer.Ordinal);

    // Where directories are once links are followed. Resources share few directories, so that a look-up is one question
    // to the system below instead of one for each part of the path.
    private readonly Dictionary<string, string> _directories = new(StringComparer.Ordinal);
    private readonly FileStatus? _root;
    private long _version;
    private int _staged;

    internal MemoryTree(ISystemReader? below, DateTimeOffset now = default)
    {
        _below = below;
        if (below is null)
        {
            _root = new FileStatus(FileKind.Directory, UnixMode.FromBits(493), "root", "root", 0, now);
        }
    }

    /// <summary>Whether there has been no effect at all: then the system below can be asked directly.</summary>
    internal bool IsUntouched => Volatile.Read(ref _version) == 0;

    /// <summary>Grows with each effect.</summary>
    internal long Version => Volatile.Read(ref _version);

    // ---- reading ----

    internal async ValueTask<FileStatus?> StatAsync(string path, bool follow, CancellationToken cancel)
    {
        // A file or nothing in the middle of the path: nothing can be there.
        var place = await TryFindAsync(path, follow, cancel).ConfigureAwait(false);
        return place.IsAbsent ? null : Found(path, place).Status;
    }

    internal async ValueTask<ReadOnlyMemory<byte>> ReadAsync(string path, CancellationToken cancel)
    {
        var place = await FileAsync(path, cancel).ConfigureAwait(false);
        if (place.Own?.Content is { } content)
        {
            // A file of the controller is fetched for it; what nobody can know before the apply stays unknown.
            await content.LoadAsync(Array.MaxLength, cancel).ConfigureAwait(false);
            return content.Bytes ?? throw new UnknownValueException(path, place.Own.Cause ?? "an earlier change");
        }

        return await _below!.ReadAsync(place.Path, cancel).ConfigureAwait(false);
    }

    internal async ValueTask<bool> HasContentAsync(string path, FileContent wanted, CancellationToken cancel)
    {
        var place = await TryFindAsync(path, follow: true, cancel).ConfigureAwait(false);
        if (place.IsAbsent || Found(path, place).Status is not { IsDirectory: false } status)
        {
            return false; // a directory has no content, hence not this one
        }

        RequireFile(path, status);
        if (place.Own?.Content is not { } have)
        {
            return await _below!.HasContentAsync(place.Path, wanted, cancel).ConfigureAwait(false);
        }

        if (ReferenceEquals(have, wanted))
        {
            return true;
        }

        if (have.Bytes is { } haveBytes)
        {
            if (wanted.Bytes is { } wantedBytes)
            {
                return haveBytes.Span.SequenceEqual(wantedBytes.Span);
            }

            if (wanted.KnownHash.IsGiven)
            {
                return Same(wanted.KnownHash, haveBytes);
            }

            if (_below is null)
            {
                var fetched = await BytesOfAsync(path, wanted, cancel).ConfigureAwait(false);
                return haveBytes.Span.SequenceEqual(fetched);
            }
        }
        else if (have.KnownHash.IsGiven)
        {
            if (wanted.Bytes is { } wantedBytes)
            {
                return Same(have.KnownHash, wantedBytes);
            }

            if (wanted.KnownHash.IsGiven)
            {
                return have.KnownHash == wanted.KnownHash;
            }
        }

        throw new UnknownValueException(path, place.Own.Cause ?? "an earlier change");
    }

    internal async ValueTask<string> ReadLinkAsync(string path, CancellationToken cancel)
    {
        var place = await FindAsync(path, follow: false, cancel).ConfigureAwait(false);
        var status = place.Status ?? throw NotFound(path);
        return status.IsLink
            ? await TargetAsync(place, cancel).ConfigureAwait(false)
            : throw new SystemFaultException(SystemFault.WrongKind, path, $"{path} is a {Name(status.Kind)}, not a link.");
    }

    internal async ValueTask<IReadOnlyList<string>> ListAsync(string path, CancellationToken cancel)
    {
        var place = await FindAsync(path, follow: true, cancel).ConfigureAwait(false);
        var status = place.Status ?? throw NotFound(path);
        if (!status.IsDirectory)
        {
            throw new SystemFaultException(SystemFault.WrongKind, path, $"{path} is a {Name(status.Kind)}, not a directory.");
        }

        return await NamesAsync(place, cancel).ConfigureAwait(false);
    }

    /// <summary>Follows a path. What is missing at its end is a place without status; what is missing before it is a fault.</summary>
    internal async ValueTask<MemoryPlace> FindAsync(string path, bool follow, CancellationToken cancel) =>
        Found(path, await TryFindAsync(path, follow, cancel).ConfigureAwait(false));

    private async ValueTask<MemoryPlace> TryFindAsync(string path, bool follow, CancellationToken cancel)
    {
        if (!path.StartsWith('/'))
        {
            throw new ArgumentException($"'{path}' is no absolute path.", nameof(path));
        }

        var slash = path.LastIndexOf('/');
        if (slash == 0)
        {
            return await WalkAsync("/", path[1..], follow, cancel).ConfigureAwait(false);
        }

        var parent = path[..slash];
        string? directory;
        lock (_gate)
        {
            _directories.TryGetValue(parent, out directory);
        }

        if (directory is null)
        {
            var place = await WalkAsync("/", parent[1..], follow: true, cancel).ConfigureAwait(false);
            if (WhyNotThrough(place) is { } why)
            {
                return place with { Status = null, Fault = why };
            }

            directory = place.Path;
            lock (_gate)
            {
                _directories[parent] = directory;
            }
        }

        return await WalkAsync(directory, path[(slash + 1)..], follow, cancel).ConfigureAwait(false);
    }

    /// <summary>Where a path would be with its links followed, as far as what exists goes: the name under which a change would create it.</summary>
    internal async ValueTask<string> LocateAsync(string path, bool follow, CancellationToken cancel)
    {
        var rest = "";
        var current = path;
        while (true)
        {
            var place = await TryFindAsync(current, follow || rest.Length > 0, cancel).ConfigureAwait(false);
            if (place.Fault is null)
            {
                return rest.Length == 0 ? place.Path : Join(place.Path, rest);
            }

            rest = rest.Length == 0 ? NameOf(current) : NameOf(current) + "/" + rest;
            current = ParentOf(current);
        }
    }

    /// <summary>The latest point in the sequence of effects at which the path was deleted, itself or with what it is in; 0 for never.</summary>
    internal long ClearedAt(string located)
    {
        lock (_gate)
        {
            var latest = 0L;
            for (var path = located; ; path = ParentOf(path))
            {
                if (_nodes.TryGetValue(path, out var node))
                {
                    latest = Math.Max(latest, node.ClearedAt);
                }

                if (path.Length == 1)
                {
                    return latest;
                }
            }
        }
    }

    /// <summary>Who changed something at, under or above a path in this tree; <see langword="null"/> for nobody.</summary>
    internal string? ChangedBy(string located)
    {
        lock (_gate)
        {
            for (var path = located; path.Length > 1; path = ParentOf(path))
            {
                // Above it only what decides about everything below counts: a new mode of /etc says nothing of /etc/hosts.
                if (_nodes.TryGetValue(path, out var node) && (path.Length == located.Length || node.Opaque || node.Status is not { IsDirectory: true }))
                {
                    return node.Cause ?? "an earlier change";
                }
            }

            return ChangedUnder(located);
        }
    }

    // ---- effects ----

    internal async ValueTask WriteAsync(string path, FileContent content, FileMetadata metadata, Stamp stamp, CancellationToken cancel)
    {
        var place = await FindAsync(path, follow: false, cancel).ConfigureAwait(false);
        RefuseDirectory(path, place.Status);
        Put(place, new MemoryNode { Status = FileStatusOf(content, metadata, stamp), Content = content, Cause = stamp.Cause });
    }

    /// <summary>Puts a file beside its target, under a name of its own.</summary>
    internal async ValueTask<string> StageAsync(string path, FileContent content, FileMetadata metadata, Stamp stamp, CancellationToken cancel)
    {
        var place = await FindAsync(path, follow: false, cancel).ConfigureAwait(false);
        RefuseDirectory(path, place.Status);
        var staged = Join(ParentOf(path), $".{NameOf(path)}.opsmop-{Interlocked.Increment(ref _staged)}");
        await WriteAsync(staged, content, metadata, stamp, cancel).ConfigureAwait(false);
        return staged;
    }

    /// <summary>Renames a staged file over its target.</summary>
    internal async ValueTask CommitAsync(string staged, string target, Stamp stamp, CancellationToken cancel)
    {
        var from = await FindAsync(staged, follow: false, cancel).ConfigureAwait(false);
        var node = from.Own ?? throw NotFound(staged);
        var to = await FindAsync(target, follow: false, cancel).ConfigureAwait(false);
        RefuseDirectory(target, to.Status);
        Put(to, node);
        Remove(from.Path, stamp);
    }

    internal async ValueTask CreateDirectoryAsync(string path, FileMetadata metadata, Stamp stamp, CancellationToken cancel)
    {
        var place = await FindAsync(path, follow: false, cancel).ConfigureAwait(false);
        if (place.Status is { } there)
        {
            throw new SystemFaultException(SystemFault.WrongKind, path, $"{path} cannot be made: there is a {Name(there.Kind)} already.");
        }

        var status = new FileStatus(FileKind.Directory, metadata.Mode, metadata.Owner ?? stamp.Owner, metadata.Group ?? stamp.Group, 0, stamp.Time);
        Put(place, new MemoryNode { Status = status, Opaque = true, Cause = stamp.Cause });
    }

    internal async ValueTask CreateLinkAsync(string path, string target, string? owner, string? group, Stamp stamp, CancellationToken cancel)
    {
        var place = await FindAsync(path, follow: false, cancel).ConfigureAwait(false);
        RefuseDirectory(path, place.Status);
        if (target.Length == 0)
        {
            throw new SystemFaultException(SystemFault.NotFound, path, $"The link {path} needs a target: an empty one cannot be made.");
        }

        var status = new FileStatus(FileKind.Link, LinkMode, owner ?? stamp.Owner, group ?? stamp.Group, Encoding.UTF8.GetByteCount(target), stamp.Time);
        Put(place, new MemoryNode { Status = status, Target = target, Cause = stamp.Cause });
    }

    internal async ValueTask SetModeAsync(string path, UnixMode mode, Stamp stamp, CancellationToken cancel)
    {
        var place = await FindAsync(path, follow: false, cancel).ConfigureAwait(false);
        var status = place.Status ?? throw NotFound(path);
        if (status.IsLink)
        {
            throw new SystemFaultException(SystemFault.WrongKind, path, $"{path} is a link, which has no mode of its own. Set the mode of what it points to.");
        }

        Put(place, (place.Own ?? new MemoryNode()) with { Status = status with { Mode = mode }, Cause = stamp.Cause });
    }

    internal async ValueTask SetOwnerAsync(string path, string? owner, string? group, Stamp stamp, CancellationToken cancel)
    {
        var place = await FindAsync(path, follow: false, cancel).ConfigureAwait(false);
        var status = place.Status ?? throw NotFound(path);
        var changed = status with { Owner = owner ?? status.Owner, Group = group ?? status.Group, Mode = ModeAfterChown(status) };
        Put(place, (place.Own ?? new MemoryNode()) with { Status = changed, Cause = stamp.Cause });
    }

    internal async ValueTask<bool> DeleteAsync(string path, bool recursive, Stamp stamp, CancellationToken cancel)
    {
        var place = await TryFindAsync(path, follow: false, cancel).ConfigureAwait(false);
        if (place.IsAbsent || Found(path, place).Status is not { } status)
        {
            return false;
        }

        if (place.Path.Length == 1)
        {
            throw new SystemFaultException(SystemFault.Refused, path, "The root directory cannot be deleted.");
        }

        if (status.IsDirectory && !recursive && (await NamesAsync(place, cancel).ConfigureAwait(false)).Count > 0)
        {
            throw new SystemFaultException(SystemFault.NotEmpty, path, $"{path} is not empty. Delete it recursively if all that is in it is to go.");
        }

        Remove(place.Path, stamp);
        return true;
    }

    // ---- walking ----

    private async ValueTask<MemoryPlace> WalkAsync(string start, string rest, bool follow, CancellationToken cancel)
    {
        var current = PlaceOfDirectory(start);
        var links = 0;
        while (true)
        {
            rest = rest.TrimStart('/');
            if (rest.Length == 0)
            {
                return ReferenceEquals(current.Status, Somewhere) ? await BelowAsync(current.Path, cancel).ConfigureAwait(false) : current;
            }

            if (WhyNotThrough(current) is { } why)
            {
                return current with { Status = null, Fault = why };
            }

            var slash = rest.IndexOf('/');
            var name = slash < 0 ? rest : rest[..slash];
            rest = slash < 0 ? "" : rest[slash..];
            if (name == ".")
            {
                continue;
            }

            if (name == "..")
            {
                current = PlaceOfDirectory(ParentOf(current.Path));
                continue;
            }

            var next = await LookUpAsync(current, name, cancel).ConfigureAwait(false);
            if (next.Status is { IsLink: true } && (follow || rest.Length > 0))
            {
                if (++links > MaxLinks)
                {
                    return next with { Status = null, Fault = SystemFault.BadLink };
                }

                var target = await TargetAsync(next, cancel).ConfigureAwait(false);
                rest = target + rest;
                if (target.StartsWith('/'))
                {
                    current = PlaceOfDirectory("/");
                }

                continue;
            }

            current = next;
        }
    }

    /// <summary>The place of a directory that is known to exist; the system below is not asked for its status before that is wanted.</summary>
    private MemoryPlace PlaceOfDirectory(string path)
    {
        lock (_gate)
        {
            if (_nodes.TryGetValue(path, out var own))
            {
                return new(path, own.Status, own);
            }
        }

        return new(path, _root ?? Somewhere, null);
    }

    private async ValueTask<MemoryPlace> BelowAsync(string path, CancellationToken cancel) =>
        new(path, await _below!.StatAsync(path, follow: false, cancel).ConfigureAwait(false), null);

    private ValueTask<MemoryPlace> LookUpAsync(MemoryPlace directory, string name, CancellationToken cancel)
    {
        var path = Join(directory.Path, name);
        lock (_gate)
        {
            if (_nodes.TryGetValue(path, out var own))
            {
                return new(new MemoryPlace(path, own.Status, own));
            }
        }

        return _below is null || directory.Own is { Opaque: true } ? new(new MemoryPlace(path, null, null)) : BelowAsync(path, cancel);
    }

    private ValueTask<string> TargetAsync(MemoryPlace link, CancellationToken cancel) =>
        link.Own?.Target is { } target ? new(target) : _below!.ReadLinkAsync(link.Path, cancel);

    private async ValueTask<IReadOnlyList<string>> NamesAsync(MemoryPlace directory, CancellationToken cancel)
    {
        IReadOnlyList<string> below = _below is null || directory.Own is { Opaque: true }
            ? []
            : await _below.ListAsync(directory.Path, cancel).ConfigureAwait(false);
        lock (_gate)
        {
            if (!_children.TryGetValue(directory.Path, out var own))
            {
                return below;
            }

            var names = new SortedSet<string>(below, StringComparer.Ordinal);
            foreach (var name in own)
            {
                if (!_nodes.TryGetValue(Join(directory.Path, name), out var node))
                {
                    continue; // only something under it was changed
                }

                if (node.Status is null)
                {
                    names.Remove(name);
                }
                else
                {
                    names.Add(name);
                }
            }

            return [.. names];
        }
    }

    private async ValueTask<MemoryPlace> FileAsync(string path, CancellationToken cancel)
    {
        var place = await FindAsync(path, follow: true, cancel).ConfigureAwait(false);
        RequireFile(path, place.Status ?? throw NotFound(path));
        return place;
    }

    // ---- the table ----

    private void Put(MemoryPlace place, MemoryNode node)
    {
        lock (_gate)
        {
            if (place.Status is { IsLink: true })
            {
                _directories.Clear(); // directories may have been found through it
            }

            if (_nodes.TryGetValue(place.Path, out var before) && before.ClearedAt > node.ClearedAt)
            {
                node = node with { ClearedAt = before.ClearedAt };
            }

            Set(place.Path, node);
        }
    }

    private void Set(string path, MemoryNode node)
    {
        _nodes[path] = node;

        // Every directory above is listed up to the first that is known already, so that what is under a path can be found.
        for (var child = path; child.Length > 1; child = ParentOf(child))
        {
            var parent = ParentOf(child);
            if (_children.TryGetValue(parent, out var names))
            {
                names.Add(NameOf(child));
                break;
            }

            _children[parent] = new SortedSet<string>(StringComparer.Ordinal) { NameOf(child) };
        }

        Volatile.Write(ref _version, _version + 1);
    }

    private void Remove(string path, Stamp stamp)
    {
        lock (_gate)
        {
            _directories.Clear();
            RemoveUnder(path);
            if (_below is null)
            {
                _nodes.Remove(path);
                Unlist(path);
                Volatile.Write(ref _version, _version + 1);
            }
            else
            {
                Set(path, new MemoryNode { ClearedAt = stamp.Sequence, Cause = stamp.Cause });
            }
        }
    }

    private void RemoveUnder(string path)
    {
        if (!_children.Remove(path, out var names))
        {
            return;
        }

        foreach (var name in names)
        {
            var child = Join(path, name);
            RemoveUnder(child);
            _nodes.Remove(child);
        }
    }

    private void Unlist(string path)
    {
        var parent = ParentOf(path);
        if (_children.TryGetValue(parent, out var names) && names.Remove(NameOf(path)) && names.Count == 0)
        {
            _children.Remove(parent);
        }
    }

    private string? ChangedUnder(string path)
    {
        if (!_children.TryGetValue(path, out var names))
        {
            return null;
        }

        foreach (var name in names)
        {
            var child = Join(path, name);
            if (_nodes.TryGetValue(child, out var node))
            {
                return node.Cause ?? "an earlier change";
            }

            if (ChangedUnder(child) is { } cause)
            {
                return cause;
            }
        }

        return null;
    }

    // ---- rules of the kernel ----

    /// <summary>Linux takes set-uid, and set-gid where the group may execute, from a file that changes hands, even when root does it.</summary>
    private static UnixMode ModeAfterChown(FileStatus status)
    {
        if (!status.IsFile)
        {
            return status.Mode;
        }

        const int setUid = 2048, setGid = 1024, groupExecute = 8;
        var bits = status.Mode.Bits & ~setUid;
        return UnixMode.FromBits((bits & groupExecute) != 0 ? bits & ~setGid : bits);
    }

    private static FileStatus FileStatusOf(FileContent content, FileMetadata metadata, Stamp stamp) =>
        new(FileKind.File, metadata.Mode, metadata.Owner ?? stamp.Owner, metadata.Group ?? stamp.Group, content.Size ?? 0, stamp.Time);

    private static void RefuseDirectory(string path, FileStatus? status)
    {
        if (status is { IsDirectory: true })
        {
            throw new SystemFaultException(SystemFault.WrongKind, path, $"{path} is a directory; it is not replaced. Delete it first if it is to go.");
        }
    }

    /// <summary>Why a path cannot lead through a place; <see langword="null"/> if it can.</summary>
    private static SystemFault? WhyNotThrough(MemoryPlace place) =>
        place.Fault ?? (place.Status is null ? SystemFault.NotFound : place.Status.IsDirectory ? null : SystemFault.WrongKind);

    private static MemoryPlace Found(string asked, MemoryPlace place) => place.Fault switch
    {
        null => place,
        SystemFault.NotFound => throw new SystemFaultException(SystemFault.NotFound, asked, $"{asked} cannot be reached: {place.Path} does not exist."),
        SystemFault.BadLink => throw new SystemFaultException(
            SystemFault.BadLink, asked, $"{asked} leads through more than {MaxLinks} links, or round in a circle at {place.Path}. Correct the links."),
        _ => throw new SystemFaultException(SystemFault.WrongKind, asked, $"{asked} cannot be reached: {place.Path} is not a directory."),
    };

    private static void RequireFile(string path, FileStatus status)
    {
        if (!status.IsFile)
        {
            throw new SystemFaultException(SystemFault.WrongKind, path, $"{path} is a {Name(status.Kind)}, not a file.");
        }
    }

    private static SystemFaultException NotFound(string path) => new(SystemFault.NotFound, path, $"{path} does not exist.");

    private static string Name(FileKind kind) => kind switch
    {
        FileKind.File => "file",
        FileKind.Directory => "directory",
        FileKind.Link => "link",
        _ => "device, socket or pipe",
    };

    // ---- paths ----

    internal static string Join(string directory, string name) => directory.Length == 1 ? "/" + name : directory + "/" + name;

    internal static string ParentOf(string path)
    {
        var slash = path.LastIndexOf('/');
        return slash <= 0 ? "/" : path[..slash];
    }

    internal static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static bool Same(Sha256 hash, ReadOnlyMemory<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.Span, digest);
        return hash.Matches(digest);
    }

    /// <summary>Reads content whole and checks it against the hash it promises.</summary>
    internal static async ValueTask<byte[]> BytesOfAsync(string path, FileContent content, CancellationToken cancel)
    {
        byte[] bytes;
        if (content.Bytes is { } known)
        {
            bytes = known.ToArray();
        }
        else
        {
            await using var stream = await content.OpenAsync(cancel).ConfigureAwait(false);
            using var buffer = new MemoryStream();
            await stream.CopyToAsync(buffer, cancel).ConfigureAwait(false);
            bytes = buffer.ToArray();
        }

        return !content.KnownHash.IsGiven || Same(content.KnownHash, bytes)
            ? bytes
            : throw new SystemFaultException(
                SystemFault.ChecksumMismatch, path, $"What was read for {path} does not have the SHA-256 {content.KnownHash}; {path} is left as it was.");
    }

    /// <summary>The circumstances of an effect.</summary>
    /// <param name="Sequence">Its position in the sequence of effects.</param>
    /// <param name="Time">When it takes place.</param>
    /// <param name="Owner">Who owns what nobody is named for.</param>
    /// <param name="Group">The group of what no group is named for.</param>
    /// <param name="Cause">Who makes it.</param>
    internal readonly record struct Stamp(long Sequence, DateTimeOffset Time, string Owner, string Group, string? Cause);
}
