using System.Globalization;

namespace OpsMop;

/// <summary>Compares a directory with what is to be in it, and makes the difference one change of each kind.</summary>
internal sealed class TreeCopy(TreeResource want, Plan plan)
{
    private static readonly UnixMode NewDirectory = UnixMode.FromBits(0b111_101_101);
    private static readonly UnixMode NewFile = UnixMode.FromBits(0b110_100_100);

    private readonly HashSet<string> _wanted = new(StringComparer.Ordinal);
    private readonly HashSet<AbsolutePath> _inTheWay = [];
    private readonly List<AbsolutePath> _delete = [];
    private readonly List<(AbsolutePath Path, FileMetadata Metadata)> _make = [];
    private readonly List<(AbsolutePath Path, TreeEntry Entry, FileMetadata Metadata)> _write = [];
    private readonly List<(AbsolutePath Path, string Target, string? Owner, string? Group)> _link = [];
    private readonly List<(AbsolutePath Path, string? Owner, string? Group)> _owners = [];
    private readonly List<(AbsolutePath Path, UnixMode Mode)> _modes = [];
    private string? _owner;
    private string? _group;

    /// <summary>Compares, and adds the changes.</summary>
    /// <param name="root">The mode of the source itself, where it has one to keep.</param>
    /// <param name="entries">What is to be there, directories before what is in them.</param>
    /// <param name="cancel">Stops the comparison.</param>
    public async ValueTask PlanAsync(UnixMode? root, IReadOnlyList<TreeEntry> entries, CancellationToken cancel)
    {
        (_owner, _group) = await Ownership.ForNewAsync(plan.System, want.Owner, want.Group, want.Common.User, cancel).ConfigureAwait(false);
        var have = await plan.System.StatAsync(want.Path, follow: false, cancel).ConfigureAwait(false);
        if (have is { IsDirectory: false })
        {
            throw new ProviderException($"{want.Path} is {(have.IsLink ? "a link" : "a file")}, not a directory. Name the directory itself, or remove what is there.");
        }

        if (have is null)
        {
            await FileWriting.RequireParentAsync(plan, want.Path, cancel).ConfigureAwait(false);
        }

        await CompareDirectoryAsync(want.Path, root, have, cancel).ConfigureAwait(false);
        foreach (var entry in entries)
        {
            cancel.ThrowIfCancellationRequested();
            if (!IsLeft(entry.Path))
            {
                _wanted.Add(entry.Path);
                await CompareAsync(entry, have is null, cancel).ConfigureAwait(false);
            }
        }

        if (want.Delete && have is not null)
        {
            await FindExtraAsync(want.Path, "", cancel).ConfigureAwait(false);
        }

        AddChanges();
    }

    private async ValueTask CompareAsync(TreeEntry entry, bool isNew, CancellationToken cancel)
    {
        var path = want.Path / entry.Path;
        var have = isNew ? null : await plan.System.StatAsync(path, follow: false, cancel).ConfigureAwait(false);
        if (have is not null && have.Kind != entry.Kind && (have.IsDirectory || entry.Kind == FileKind.Directory || have.Kind == FileKind.Other))
        {
            if (!want.Delete)
            {
                throw new ProviderException($"{path} is {Word(have.Kind)}, and {Word(entry.Kind)} is to be there. Add .Delete() if it and all that is in it may go, or remove it.");
            }

            if (have.IsDirectory && plan.Claims.ContainsBelow(path))
            {
                throw new ProviderException($"{path} is a directory with something in it that another resource manages, and {Word(entry.Kind)} is to be there. Correct one of them.");
            }

            _delete.Add(path);
            _inTheWay.Add(path);
            have = null;
        }

        switch (entry.Kind)
        {
            case FileKind.Directory:
                await CompareDirectoryAsync(path, entry.Mode, have, cancel).ConfigureAwait(false);
                break;
            case FileKind.Link:
                if (have is not { IsLink: true } || await plan.System.ReadLinkAsync(path, cancel).ConfigureAwait(false) != entry.Target)
                {
                    _link.Add((path, entry.Target, _owner, _group));
                }
                else
                {
                    await CompareMetadataAsync(path, have, null, cancel).ConfigureAwait(false);
                }

                break;
            default:
                await CompareFileAsync(path, entry, have, cancel).ConfigureAwait(false);
                break;
        }
    }

    private async ValueTask CompareDirectoryAsync(AbsolutePath path, UnixMode? source, FileStatus? have, CancellationToken cancel)
    {
        var mode = want.DirectoryMode is { IsGiven: true } given ? given : source;
        if (have is null)
        {
            _make.Add((path, new FileMetadata(mode ?? NewDirectory, _owner, _group)));
        }
        else
        {
            await CompareMetadataAsync(path, have, mode, cancel).ConfigureAwait(false);
        }
    }

    private async ValueTask CompareFileAsync(AbsolutePath path, TreeEntry entry, FileStatus? have, CancellationToken cancel)
    {
        var mode = want.FileMode is { IsGiven: true } given ? Executable(given, entry.IsExecutable)
            : entry.Mode ?? (have is { IsFile: true } ? Executable(have.Mode, entry.IsExecutable) : Executable(NewFile, entry.IsExecutable));
        if (have is { IsFile: true } && await plan.System.HasContentAsync(path, await entry.Read!(cancel).ConfigureAwait(false), cancel).ConfigureAwait(false))
        {
            await CompareMetadataAsync(path, have, mode, cancel).ConfigureAwait(false);
        }
        else
        {
            var keeps = have is { IsFile: true };
            _write.Add((path, entry, new FileMetadata(mode, want.Owner is null && keeps ? have!.Owner : _owner, want.Group is null && keeps ? have!.Group : _group)));
        }
    }

    private async ValueTask CompareMetadataAsync(AbsolutePath path, FileStatus have, UnixMode? mode, CancellationToken cancel)
    {
        var (owner, group) = await Ownership.DifferenceAsync(plan.System, have, want.Owner, want.Group, cancel).ConfigureAwait(false);
        var changesHands = owner is not null || group is not null;
        if (changesHands)
        {
            _owners.Add((path, owner, group));
        }

        if (mode is { } wanted && (wanted != have.Mode || (changesHands && Ownership.LosesRights(wanted))))
        {
            _modes.Add((path, wanted));
        }
    }

    private async ValueTask FindExtraAsync(AbsolutePath directory, string below, CancellationToken cancel)
    {
        foreach (var name in await plan.System.ListAsync(directory, cancel).ConfigureAwait(false))
        {
            var (path, relative) = (directory / name, below + name);
            if (IsLeft(relative) || _inTheWay.Contains(path))
            {
                continue;
            }

            if (await plan.System.StatAsync(path, follow: false, cancel).ConfigureAwait(false) is not { } have)
            {
                continue;
            }

            // A directory that is to be there, or that has something in it that stays, is gone through; another goes as one.
            if (have.IsDirectory && (_wanted.Contains(relative) || await HasLeftAsync(path, relative, cancel).ConfigureAwait(false)))
            {
                await FindExtraAsync(path, relative + "/", cancel).ConfigureAwait(false);
            }
            else if (!_wanted.Contains(relative))
            {
                _delete.Add(path);
            }
        }
    }

    private async ValueTask<bool> HasLeftAsync(AbsolutePath directory, string below, CancellationToken cancel)
    {
        if (plan.Claims.ContainsBelow(directory))
        {
            return true;
        }

        if (want.Except is not { Count: > 0 })
        {
            return false;
        }

        foreach (var name in await plan.System.ListAsync(directory, cancel).ConfigureAwait(false))
        {
            var (path, relative) = (directory / name, $"{below}/{name}");
            if (IsLeft(relative) || (await plan.System.StatAsync(path, follow: false, cancel).ConfigureAwait(false) is { IsDirectory: true }
                && await HasLeftAsync(path, relative, cancel).ConfigureAwait(false)))
            {
                return true;
            }
        }

        return false;
    }

    private void AddChanges()
    {
        if (_delete.Count > 0)
        {
            plan.Change("delete", Told(_delete), null, async (system, cancel) =>
            {
                foreach (var path in _delete)
                {
                    await system.DeleteAsync(path, recursive: true, cancel).ConfigureAwait(false);
                }
            });
        }

        if (_make.Count > 0)
        {
            plan.Change("make directories", null, Told(_make.ConvertAll(one => one.Path)), async (system, cancel) =>
            {
                foreach (var (path, metadata) in _make)
                {
                    await system.CreateDirectoryAsync(path, metadata, cancel).ConfigureAwait(false);
                }
            });
        }

        if (_write.Count > 0)
        {
            plan.Change("copy", null, Told(_write.ConvertAll(one => one.Path)), async (system, cancel) =>
            {
                foreach (var (path, entry, metadata) in _write)
                {
                    await system.WriteAsync(path, await entry.Open!(system, cancel).ConfigureAwait(false), metadata, cancel).ConfigureAwait(false);
                }
            });
        }

        if (_link.Count > 0)
        {
            plan.Change("link", null, Told(_link.ConvertAll(one => one.Path)), async (system, cancel) =>
            {
                foreach (var (path, target, owner, group) in _link)
                {
                    await system.CreateLinkAsync(path, target, owner, group, cancel).ConfigureAwait(false);
                }
            });
        }

        if (_owners.Count > 0)
        {
            plan.Change("chown", null, $"{Ownership.Show(want.Owner, want.Group)}: {Told(_owners.ConvertAll(one => one.Path))}", async (system, cancel) =>
            {
                foreach (var (path, owner, group) in _owners)
                {
                    await system.SetOwnerAsync(path, owner, group, cancel).ConfigureAwait(false);
                }
            });
        }

        if (_modes.Count > 0)
        {
            // A directory that loses a right is changed after what is in it.
            plan.Change("chmod", null, Told(_modes.ConvertAll(one => one.Path)), async (system, cancel) =>
            {
                for (var i = _modes.Count - 1; i >= 0; i--)
                {
                    await system.SetModeAsync(_modes[i].Path, _modes[i].Mode, cancel).ConfigureAwait(false);
                }
            });
        }
    }

    /// <summary>Whether a path, or a directory that it is in, is left alone: it is excepted, or another resource manages it.</summary>
    private bool IsLeft(string relative)
    {
        for (var end = relative.IndexOf('/'); ; end = relative.IndexOf('/', end + 1))
        {
            var part = end < 0 ? relative : relative[..end];
            if (Undeclared.IsExcepted(want.Except, part) || plan.Claims.IsManaged(want.Path / part))
            {
                return true;
            }

            if (end < 0)
            {
                return false;
            }
        }
    }

    private string Told(List<AbsolutePath> paths) => string.Create(CultureInfo.InvariantCulture, $"{paths.Count}: {PathNames.Of(want.Path, paths)}");

    private static UnixMode Executable(UnixMode mode, bool isExecutable) => isExecutable ? UnixMode.FromBits(mode.Bits | ((mode.Bits & 0b100_100_100) >> 2)) : mode;

    private static string Word(FileKind kind) => kind switch
    {
        FileKind.Directory => "a directory",
        FileKind.Link => "a link",
        FileKind.File => "a file",
        _ => "a device, socket or pipe",
    };
}
