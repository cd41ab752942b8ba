using System.Globalization;

namespace OpsMop;

/// <summary>Compares a directory with what an archive brings to it, and makes the difference.</summary>
/// <param name="want">What is declared.</param>
/// <param name="claims">What other resources manage.</param>
/// <param name="before">What was extracted last; <see langword="null"/> for nothing.</param>
/// <param name="owner">Whom new files are given to.</param>
/// <param name="group">The group that new files are given to.</param>
internal sealed class ArchiveCopy(ArchiveResource want, ClaimSet claims, ArchiveManifest? before, string? owner, string? group)
{
    // A plan keeps small files, so that what is planned after can look into them. The rest is only known by its checksum.
    private const int SmallFile = 1 << 18;
    private const long MostKept = 64L << 20;

    private const int OwnerBits = 0b111_000_000;
    private const int PlainBits = 0b111_111_101;
    private static readonly UnixMode NewDirectory = UnixMode.FromBits(0b111_101_101);

    private readonly Dictionary<string, ArchiveEntry> _known =
        (before?.Entries ?? []).Where(entry => !entry.IsLeft).DistinctBy(entry => entry.Path).ToDictionary(entry => entry.Path, StringComparer.Ordinal);

    private readonly Dictionary<AbsolutePath, bool> _real = [];
    private readonly HashSet<AbsolutePath> _gone = [];
    private readonly List<AbsolutePath> _delete = [];
    private readonly List<(AbsolutePath Path, FileMetadata Metadata)> _make = [];
    private readonly List<(AbsolutePath Path, ArchiveEntry Entry, FileMetadata Metadata)> _write = [];
    private readonly List<(AbsolutePath Path, string Target)> _link = [];
    private readonly List<(AbsolutePath Path, string? Owner, string? Group)> _owners = [];
    private readonly List<(AbsolutePath Path, UnixMode Mode)> _modes = [];
    private readonly HashSet<AbsolutePath> _made = [];
    private List<ArchiveEntry> _entries = [];
    private bool _isMade = before?.IsMade == true;

    /// <summary>Whether something has to be made for which the archive is needed.</summary>
    public bool NeedsArchive => _write.Count > 0;

    /// <summary>What is not there as it should be, in words.</summary>
    public string Missing => Told(Extracted());

    /// <summary>Compares.</summary>
    /// <param name="system">Where the directory is.</param>
    /// <param name="entries">What the archive brings, directories before what is in them.</param>
    /// <param name="cancel">Stops the comparison.</param>
    public async ValueTask CompareAsync(ISystemReader system, IReadOnlyList<ArchiveEntry> entries, CancellationToken cancel)
    {
        _entries = new(entries.Count);
        await FindObsoleteAsync(system, entries.ToDictionary(entry => entry.Path, StringComparer.Ordinal), cancel).ConfigureAwait(false);
        var root = await system.StatAsync(want.Path, follow: false, cancel).ConfigureAwait(false);
        await CompareDirectoryAsync(system, want.Path, root, want.DirectoryMode, cancel).ConfigureAwait(false);
        _isMade |= root is null;
        foreach (var entry in entries)
        {
            cancel.ThrowIfCancellationRequested();
            if (IsLeft(entry.Path))
            {
                _entries.Add(entry with { IsLeft = true });
            }
            else
            {
                await CompareAsync(system, entry, cancel).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Adds what <see cref="CompareAsync(ISystemReader, IReadOnlyList{ArchiveEntry}, CancellationToken)"/> found as changes.</summary>
    /// <param name="plan">Takes the changes.</param>
    /// <param name="origin">Where the archive comes from.</param>
    /// <param name="file">The archive; <see langword="null"/> where nothing of it is needed.</param>
    public void AddChanges(Plan plan, ArchiveOrigin origin, ArchiveFile? file)
    {
        var extracted = Extracted();
        if (_delete.Count > 0)
        {
            plan.Change("delete", Told(_delete), null, DeleteAsync);
        }

        if (extracted.Count > 0)
        {
            plan.Change("extract", null, Told(extracted), (system, cancel) => ExtractAsync(system, origin.Address, origin.Hash, file, cancel));
        }

        if (_owners.Count > 0)
        {
            plan.Change("chown", null, $"{Ownership.Show(want.Owner, want.Group)}: {Told(_owners.ConvertAll(one => one.Path))}", ChangeOwnersAsync);
        }

        if (_modes.Count > 0)
        {
            plan.Change("chmod", null, Told(_modes.ConvertAll(one => one.Path)), ChangeModesAsync);
        }

        if (extracted.Count == 0 && (_delete.Count > 0 || before?.IsOf(origin.Hash, want) != true))
        {
            plan.Change(
                "record",
                null,
                string.Create(CultureInfo.InvariantCulture, $"{_entries.Count} entries of {origin.Name}"),
                (system, cancel) => RecordAsync(system, origin.Address, origin.Hash, cancel));
        }
    }

    /// <summary>Adds the making of the directory itself.</summary>
    /// <param name="plan">Takes the change.</param>
    public void AddRoot(Plan plan)
    {
        _isMade = true;
        var metadata = new FileMetadata(want.DirectoryMode is { IsGiven: true } given ? given : NewDirectory, owner, group);
        var shown = $"{metadata.Mode} {Ownership.Show(owner, group)}".TrimEnd();
        plan.Change("make directory", null, shown, (system, cancel) => system.CreateDirectoryAsync(want.Path, metadata, cancel));
    }

    /// <summary>Makes the difference at once.</summary>
    /// <param name="system">Where.</param>
    /// <param name="address">The SHA-256 of the archive's address.</param>
    /// <param name="hash">The SHA-256 of the archive.</param>
    /// <param name="file">The archive.</param>
    /// <param name="cancel">Stops it.</param>
    public async ValueTask ApplyAsync(ISystem system, Sha256 address, Sha256 hash, ArchiveFile file, CancellationToken cancel)
    {
        await DeleteAsync(system, cancel).ConfigureAwait(false);
        await ExtractAsync(system, address, hash, file, cancel).ConfigureAwait(false);
        await ChangeOwnersAsync(system, cancel).ConfigureAwait(false);
        await ChangeModesAsync(system, cancel).ConfigureAwait(false);
    }

    /// <summary>Adds the deletion of what was extracted.</summary>
    /// <param name="plan">Takes the change.</param>
    /// <param name="cancel">Stops the comparison.</param>
    public async ValueTask PlanAbsenceAsync(Plan plan, CancellationToken cancel)
    {
        await FindObsoleteAsync(plan.System, new Dictionary<string, ArchiveEntry>(), cancel).ConfigureAwait(false);
        Delete(want.Path / ArchiveManifest.Name);
        if (before!.IsMade && await IsEmptiedAsync(plan.System, want.Path, cancel).ConfigureAwait(false))
        {
            Delete(want.Path);
        }

        plan.Change("delete", Told(_delete), null, DeleteAsync);
    }

    private async ValueTask CompareAsync(ISystemReader system, ArchiveEntry entry, CancellationToken cancel)
    {
        var path = want.Path / entry.Path;
        var have = _made.Contains(path.Parent) || _gone.Contains(path) ? null : await system.StatAsync(path, follow: false, cancel).ConfigureAwait(false);
        if (have is not null && have.Kind != entry.Kind && (have.IsDirectory || entry.Kind == FileKind.Directory || have.Kind == FileKind.Other))
        {
            throw new ProviderException(
                $"{path} is {Word(have.Kind)}, and {Word(entry.Kind)} of the archive is to be there. Remove it, or leave it out with .Except(\"{entry.Path}\").");
        }

        switch (entry.Kind)
        {
            case FileKind.Directory:
                await CompareDirectoryAsync(system, path, have, want.DirectoryMode is { IsGiven: true } given ? given : Allowed(entry.Mode), cancel).ConfigureAwait(false);
                _entries.Add(entry);
                break;
            case FileKind.Link:
                if (have is { IsLink: true } && await system.ReadLinkAsync(path, cancel).ConfigureAwait(false) == entry.Target)
                {
                    await CompareMetadataAsync(system, path, have, null, cancel).ConfigureAwait(false);
                }
                else
                {
                    _link.Add((path, entry.Target));
                }

                _entries.Add(entry);
                break;
            default:
                await CompareFileAsync(system, path, entry, have, cancel).ConfigureAwait(false);
                break;
        }
    }

    private async ValueTask CompareDirectoryAsync(ISystemReader system, AbsolutePath path, FileStatus? have, UnixMode? mode, CancellationToken cancel)
    {
        if (have is null)
        {
            _made.Add(path);
            _make.Add((path, new FileMetadata(mode is { IsGiven: true } given ? given : NewDirectory, owner, group)));
        }
        else
        {
            await CompareMetadataAsync(system, path, have, mode is { IsGiven: true } ? mode : null, cancel).ConfigureAwait(false);
        }
    }

    private async ValueTask CompareFileAsync(ISystemReader system, AbsolutePath path, ArchiveEntry entry, FileStatus? have, CancellationToken cancel)
    {
        var mode = want.FileMode is { IsGiven: true } given
            ? UnixMode.FromBits(given.Bits | ((entry.Mode.Bits & 0b001_000_000) != 0 ? (given.Bits & 0b100_100_100) >> 2 : 0))
            : Allowed(entry.Mode);
        if (have is { IsFile: true } && await IsSameAsync(system, path, entry, have, cancel).ConfigureAwait(false))
        {
            await CompareMetadataAsync(system, path, have, mode, cancel).ConfigureAwait(false);
            _entries.Add(entry with { Modified = have.Modified.UtcTicks });
            return;
        }

        var keeps = have is { IsFile: true };
        _write.Add((path, entry, new FileMetadata(mode, want.Owner is null && keeps ? have!.Owner : owner, want.Group is null && keeps ? have!.Group : group)));
        _entries.Add(entry);
    }

    private async ValueTask<bool> IsSameAsync(ISystemReader system, AbsolutePath path, ArchiveEntry entry, FileStatus have, CancellationToken cancel)
    {
        if (have.Size != entry.Size)
        {
            return false;
        }

        return (_known.TryGetValue(entry.Path, out var known) && known.Hash == entry.Hash && known.Size == have.Size && known.Modified == have.Modified.UtcTicks)
            || await system.HasContentAsync(path, ArchiveOrigin.Known(entry.Hash), cancel).ConfigureAwait(false);
    }

    private async ValueTask CompareMetadataAsync(ISystemReader system, AbsolutePath path, FileStatus have, UnixMode? mode, CancellationToken cancel)
    {
        var (newOwner, newGroup) = await Ownership.DifferenceAsync(system, have, want.Owner, want.Group, cancel).ConfigureAwait(false);
        var changesHands = newOwner is not null || newGroup is not null;
        if (changesHands)
        {
            _owners.Add((path, newOwner, newGroup));
        }

        if (mode is { } wanted && (wanted != have.Mode || (changesHands && Ownership.LosesRights(wanted))))
        {
            _modes.Add((path, wanted));
        }
    }

    /// <summary>Finds what was extracted last and is not to be there now, and the directories that are then empty.</summary>
    private async ValueTask FindObsoleteAsync(ISystemReader system, Dictionary<string, ArchiveEntry> wanted, CancellationToken cancel)
    {
        // What is in a directory comes before the directory.
        foreach (var old in _known.Values.OrderByDescending(entry => entry.Path, StringComparer.Ordinal))
        {
            cancel.ThrowIfCancellationRequested();
            var stays = wanted.TryGetValue(old.Path, out var now) && (now.Kind == FileKind.Directory) == (old.Kind == FileKind.Directory);
            var path = want.Path / old.Path;
            if (stays || IsLeft(old.Path) || !await IsRealAsync(system, path.Parent, cancel).ConfigureAwait(false)
                || await system.StatAsync(path, follow: false, cancel).ConfigureAwait(false) is not { } have
                || have.IsDirectory != (old.Kind == FileKind.Directory) || have.Kind == FileKind.Other)
            {
                continue;
            }

            if (!have.IsDirectory || (!claims.ContainsBelow(path) && await IsEmptiedAsync(system, path, cancel).ConfigureAwait(false)))
            {
                Delete(path);
            }
        }
    }

    private async ValueTask<bool> IsEmptiedAsync(ISystemReader system, AbsolutePath directory, CancellationToken cancel) =>
        (await system.ListAsync(directory, cancel).ConfigureAwait(false)).All(name => _gone.Contains(directory / name));

    /// <summary>Whether a directory is one all the way down: nothing is deleted through a link that somebody put there.</summary>
    private async ValueTask<bool> IsRealAsync(ISystemReader system, AbsolutePath directory, CancellationToken cancel)
    {
        if (directory == want.Path)
        {
            return true;
        }

        if (!_real.TryGetValue(directory, out var real))
        {
            real = await IsRealAsync(system, directory.Parent, cancel).ConfigureAwait(false)
                && await system.StatAsync(directory, follow: false, cancel).ConfigureAwait(false) is { IsDirectory: true };
            _real.Add(directory, real);
        }

        return real;
    }

    private async ValueTask DeleteAsync(ISystem system, CancellationToken cancel)
    {
        foreach (var path in _delete)
        {
            await system.DeleteAsync(path, recursive: false, cancel).ConfigureAwait(false);
        }
    }

    private async ValueTask ExtractAsync(ISystem system, Sha256 address, Sha256 hash, ArchiveFile? file, CancellationToken cancel)
    {
        // What is made is known before it is, so that a run that is cut off leaves nothing that nobody knows.
        if (_made.Contains(want.Path))
        {
            await system.CreateDirectoryAsync(want.Path, _make[0].Metadata, cancel).ConfigureAwait(false);
        }

        IReadOnlyList<ArchiveEntry> begun = [.. _entries, .. _known.Values.ExceptBy(_entries.Select(entry => entry.Path), entry => entry.Path)];
        await new ArchiveManifest(default, address, want.Strip ?? 0, want.Except ?? [], _isMade, begun).WriteAsync(system, want.Path, cancel).ConfigureAwait(false);
        foreach (var (path, metadata) in _make.Where(one => one.Path != want.Path))
        {
            // Until all is in it, its owner can write in it.
            await system.CreateDirectoryAsync(path, metadata with { Mode = UnixMode.FromBits(metadata.Mode.Bits | OwnerBits) }, cancel).ConfigureAwait(false);
        }

        if (_write.Count > 0)
        {
            await WriteAsync(system, file!, cancel).ConfigureAwait(false);
        }

        foreach (var (path, target) in _link)
        {
            await system.CreateLinkAsync(path, target, owner, group, cancel).ConfigureAwait(false);
        }

        foreach (var (path, metadata) in _make.Where(one => one.Path != want.Path && (one.Metadata.Mode.Bits & OwnerBits) != OwnerBits).Reverse())
        {
            await system.SetModeAsync(path, metadata.Mode, cancel).ConfigureAwait(false);
        }

        await RecordAsync(system, address, hash, cancel).ConfigureAwait(false);
    }

    private async ValueTask WriteAsync(ISystem system, ArchiveFile file, CancellationToken cancel)
    {
        var places = _write.ToLookup(one => one.Entry.Item);
        var (number, kept) = (0, 0L);
        await foreach (var item in file.ItemsAsync(cancel).ConfigureAwait(false))
        {
            var here = places[number++].ToList();
            if (here.Count == 0)
            {
                continue;
            }

            var entry = here[0].Entry;
            var content = FileContent.Deferred(_ => new(item.Open()), entry.Hash);
            if (here.Count > 1 || (entry.Size <= SmallFile && kept + entry.Size <= MostKept))
            {
                kept += entry.Size;
                var bytes = new byte[entry.Size];
                var stream = item.Open();
                await using var opened = stream.ConfigureAwait(false);
                await stream.ReadExactlyAsync(bytes, cancel).ConfigureAwait(false);
                content = FileContent.FromBytes(bytes);
            }

            foreach (var (path, _, metadata) in here)
            {
                await system.WriteAsync(path, content, metadata, cancel).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask ChangeOwnersAsync(ISystem system, CancellationToken cancel)
    {
        foreach (var (path, newOwner, newGroup) in _owners)
        {
            await system.SetOwnerAsync(path, newOwner, newGroup, cancel).ConfigureAwait(false);
        }
    }

    private async ValueTask ChangeModesAsync(ISystem system, CancellationToken cancel)
    {
        // A directory that loses a right is changed after what is in it.
        for (var i = _modes.Count - 1; i >= 0; i--)
        {
            await system.SetModeAsync(_modes[i].Path, _modes[i].Mode, cancel).ConfigureAwait(false);
        }
    }

    private async ValueTask RecordAsync(ISystem system, Sha256 address, Sha256 hash, CancellationToken cancel)
    {
        var written = _write.Select(one => one.Entry.Path).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < _entries.Count; i++)
        {
            if (written.Contains(_entries[i].Path) && await system.StatAsync(want.Path / _entries[i].Path, follow: false, cancel).ConfigureAwait(false) is { } have)
            {
                _entries[i] = _entries[i] with { Modified = have.Modified.UtcTicks };
            }
        }

        await new ArchiveManifest(hash, address, want.Strip ?? 0, want.Except ?? [], _isMade, _entries).WriteAsync(system, want.Path, cancel).ConfigureAwait(false);
    }

    private void Delete(AbsolutePath path)
    {
        _delete.Add(path);
        _gone.Add(path);
    }

    private List<AbsolutePath> Extracted() =>
        [.. _make.Select(one => one.Path).Concat(_write.Select(one => one.Path)).Concat(_link.Select(one => one.Path)).Order()];

    private bool IsLeft(string relative) => PathNames.WithParents(relative).Any(part => claims.IsManaged(want.Path / part));

    private UnixMode Allowed(UnixMode mode) => want.ExactModes ? mode : UnixMode.FromBits(mode.Bits & PlainBits);

    private string Told(List<AbsolutePath> paths) => string.Create(CultureInfo.InvariantCulture, $"{paths.Count}: {PathNames.Of(want.Path, paths)}");

    private static string Word(FileKind kind) => kind switch
    {
        FileKind.Directory => "a directory",
        FileKind.Link => "a link",
        FileKind.File => "a file",
        _ => "a device, socket or pipe",
    };
}
