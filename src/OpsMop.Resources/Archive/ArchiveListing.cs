using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;

namespace OpsMop;

/// <summary>Looks through an archive: what it brings, and whether all of it may be extracted.</summary>
internal sealed class ArchiveListing(ArchiveFile file, ArchiveResource want)
{
    private const int MaxEntries = 500_000;
    private const long MaxContent = 10L << 30;

    private static readonly UnixMode Implied = UnixMode.FromBits(0b111_101_101);

    private readonly Dictionary<string, ArchiveEntry> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ArchiveEntry> _entries = new(StringComparer.Ordinal);
    private long _content;

    /// <summary>What the archive brings, directories before what is in them. Nothing of it leads out of the directory.</summary>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="ProviderException">The archive is faulty, or something in it may not be extracted.</exception>
    public async ValueTask<IReadOnlyList<ArchiveEntry>> ReadAsync(CancellationToken cancel)
    {
        var count = 0;
        try
        {
            await foreach (var item in file.ItemsAsync(cancel).ConfigureAwait(false))
            {
                if (count == MaxEntries)
                {
                    throw file.Refused(string.Create(CultureInfo.InvariantCulture, $"it has more than {MaxEntries} entries."));
                }

                await AddAsync(item, count++, cancel).ConfigureAwait(false);
            }
        }
        catch (Exception fault) when (ArchiveFile.IsFault(fault))
        {
            throw new ProviderException(
                $"{file.Name} cannot be read as an archive ({file.Format.Name}), and nothing was written. It is damaged, or is no archive: {fault.Message}", fault);
        }

        if (_entries.Count == 0)
        {
            throw file.Refused(
                count == 0 ? "there is nothing in it, or it is no archive." : "nothing of it is left. Take off fewer directories with .Strip(…), or except less.");
        }

        foreach (var path in _entries.Keys.ToList())
        {
            Imply(path);
        }

        foreach (var link in _entries.Values.Where(entry => entry.Kind == FileKind.Link))
        {
            if (LeadsOut(link))
            {
                throw file.Refused(
                    $"the link {link.Path} in it leads to {link.Target}, which is outside of {want.Path} or leads back to itself. If you trust it, leave it out with .Except(\"{link.Path}\") and declare host.Link(…).");
            }
        }

        return [.. _entries.Values.OrderBy(entry => entry.Path, StringComparer.Ordinal)];
    }

    private async ValueTask AddAsync(ArchiveItem item, int number, CancellationToken cancel)
    {
        var name = Clean(item.Name);
        var entry = new ArchiveEntry(Stripped(name), item.Kind, item.Mode) { Target = item.Target };
        if (item.IsHardLink)
        {
            if (!_files.TryGetValue(Clean(item.Target), out var other))
            {
                throw file.Refused($"{name} in it is a hard link to {item.Target}, which is no file that comes before it in the archive.");
            }

            entry = entry with { Size = other.Size, Hash = other.Hash, Item = other.Item, Target = "" };
        }
        else if (item.Kind == FileKind.File)
        {
            var (size, hash) = await MeasureAsync(item, cancel).ConfigureAwait(false);
            entry = entry with { Size = size, Hash = hash, Item = number };
            _files[name] = entry;
        }

        if (entry.Path.Length == 0 || IsExcepted(entry.Path))
        {
            return;
        }

        if (item.Kind == FileKind.Other)
        {
            throw file.Refused($"{name} in it is {item.Other}. If it is not needed, leave it out with .Except(\"{entry.Path}\").");
        }

        if ((want.Path / entry.Path).Error is { } error)
        {
            throw file.Refused($"{name} in it is no path that a file can have here: {error}");
        }

        if (entry.Path == ArchiveManifest.Name)
        {
            throw file.Refused(
                $"it has a file {ArchiveManifest.Name} of its own, under which what is extracted is recorded. Leave it out with .Except(\"{ArchiveManifest.Name}\").");
        }

        if (!_entries.TryAdd(entry.Path, entry) && (entry.Kind != FileKind.Directory || _entries[entry.Path].Kind != FileKind.Directory))
        {
            throw file.Refused($"{entry.Path} is in it more than once.");
        }
    }

    private async ValueTask<(long Size, Sha256 Hash)> MeasureAsync(ArchiveItem item, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            var size = 0L;
            var content = item.Open();
            await using var opened = content.ConfigureAwait(false);
            for (int read; (read = await content.ReadAsync(buffer, cancel).ConfigureAwait(false)) > 0;)
            {
                size += read;
                if ((_content += read) > MaxContent)
                {
                    throw file.Refused($"its files have more than {FileWriting.Size(MaxContent)} together.");
                }

                hash.AppendData(buffer, 0, read);
            }

            return (size, Sha256.FromHash(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>A name without what says nothing; empty for the directory itself.</summary>
    private string Clean(string name)
    {
        if (name.StartsWith('/'))
        {
            throw file.Refused($"{name} in it is a path from the root, and not within {want.Path}.");
        }

        var parts = name.Split('/').Where(part => part is not ("" or ".")).ToList();
        return parts.Contains("..") ? throw file.Refused($"{name} in it may lead out of {want.Path}.") : string.Join('/', parts);
    }

    private string Stripped(string name)
    {
        var start = 0;
        for (var left = want.Strip ?? 0; left > 0; left--)
        {
            var slash = name.IndexOf('/', start);
            if (slash < 0)
            {
                return "";
            }

            start = slash + 1;
        }

        return name[start..];
    }

    private bool IsExcepted(string path) => PathNames.WithParents(path).Any(part => Undeclared.IsExcepted(want.Except, part));

    /// <summary>Adds the directories above a path that the archive does not name.</summary>
    private void Imply(string path)
    {
        foreach (var parent in PathNames.WithParents(path).SkipLast(1))
        {
            if (!_entries.TryGetValue(parent, out var entry))
            {
                _entries.Add(parent, new ArchiveEntry(parent, FileKind.Directory, Implied));
            }
            else if (entry.Kind != FileKind.Directory)
            {
                throw file.Refused($"{path} in it is below {parent}, which is a {(entry.Kind == FileKind.Link ? "link" : "file")} in it.");
            }
        }
    }

    /// <summary>Follows a link as the kernel will, through the other links of the archive.</summary>
    private bool LeadsOut(ArchiveEntry link)
    {
        const int MostLinks = 40;
        var at = new List<string>(link.Path.Split('/')[..^1]);
        var ahead = new Stack<string>();
        if (!Enter(link.Target))
        {
            return true;
        }

        for (var links = 1; ahead.TryPop(out var part);)
        {
            if (part is "" or ".")
            {
                continue;
            }

            if (part == "..")
            {
                if (at.Count == 0)
                {
                    return true;
                }

                at.RemoveAt(at.Count - 1);
                continue;
            }

            at.Add(part);
            if (_entries.TryGetValue(string.Join('/', at), out var next) && next.Kind == FileKind.Link)
            {
                at.RemoveAt(at.Count - 1);
                if (++links > MostLinks || !Enter(next.Target))
                {
                    return true;
                }
            }
        }

        return false;

        bool Enter(string target)
        {
            if (target.StartsWith('/'))
            {
                if (!((AbsolutePath)target).StartsWith(want.Path))
                {
                    return false;
                }

                at.Clear();
                target = ((AbsolutePath)target).Value[want.Path.Value.Length..];
            }

            foreach (var part in target.Split('/').Reverse())
            {
                ahead.Push(part);
            }

            return true;
        }
    }
}
