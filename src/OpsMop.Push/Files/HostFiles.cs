using OpsMop.Engine.Systems;

namespace OpsMop.Push.Files;

/// <summary>
/// What one host may have of the controller's files, and may bring to it. Whatever it asks for that its manifest does not have is a <see cref="HostileAgentException"/>.
/// </summary>
/// <param name="prepared">What it may have.</param>
internal sealed class HostFiles(PreparedFiles prepared)
{
    private readonly Dictionary<AbsolutePath, long> _brought = [];
    private readonly Lock _lock = new();

    /// <summary>The manifest as it travels.</summary>
    public ReadOnlyMemory<byte> Manifest => prepared.Packed;

    /// <summary>The SHA-256 of <see cref="Manifest"/>: an agent that has it needs no bytes.</summary>
    public Sha256 ManifestHash => prepared.Hash;

    /// <summary>Opens a content.</summary>
    /// <param name="hash">The SHA-256 that the agent asks for.</param>
    /// <param name="offset">How much of it the agent has.</param>
    /// <param name="cancel">Cancels the reading.</param>
    /// <returns>The content from there on. Its reading ends with a <see cref="FileChangedException"/>, before the last byte, where it is not what the hash says.</returns>
    /// <exception cref="HostileAgentException">No file of the manifest has such a hash, or so many bytes.</exception>
    /// <exception cref="FileChangedException">The file is another one than it was.</exception>
    public async ValueTask<Stream> OpenAsync(string hash, long offset, CancellationToken cancel)
    {
        Sha256 wanted = hash;
        if (wanted is not { IsGiven: true, Error: null } || wanted.Value != hash || prepared.Find(wanted) is not { } found)
        {
            throw new HostileAgentException($"asked for a file that it was not offered ({Shown(hash)})");
        }

        if (offset < 0 || offset > found.Status.Size)
        {
            throw new HostileAgentException($"asked for byte {offset} of a file that has {found.Status.Size}");
        }

        var file = OpenedFile.TryOpen(found.Path);
        if (file is null || file.Path != found.Path || !file.IsStill(found.Status))
        {
            file?.Dispose();
            throw new FileChangedException(found.Path);
        }

        // What an agent has of a large file already is read here to be sure of the whole, which takes its time.
        return found.Status.Size <= ServedStream.Small
            ? ServedStream.Open(file, wanted, offset, cancel)
            : await Task.Run(() => ServedStream.Open(file, wanted, offset, cancel), CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Whether a file that the host would bring is there already.</summary>
    /// <param name="path">Where it would be.</param>
    /// <param name="hash">Its SHA-256.</param>
    /// <param name="cancel">Cancels the question.</param>
    /// <exception cref="HostileAgentException">The host may bring nothing there.</exception>
    /// <exception cref="ProviderException">The folder is not there, or it cannot be read.</exception>
    public async ValueTask<bool> HasAsync(string path, string hash, CancellationToken cancel)
    {
        var (folder, _, relative) = Place(path);
        var wanted = HashOf(hash);
        try
        {
            using var system = new RootedSystem(folder);
            return await system.StatAsync(relative, follow: false, cancel).ConfigureAwait(false) is { IsFile: true }
                && await system.HasContentAsync(relative, FileContent.Deferred(static _ => throw new NotSupportedException(), wanted), cancel).ConfigureAwait(false);
        }
        catch (SystemFaultException fault)
        {
            throw Cannot(folder, fault);
        }
    }

    /// <summary>Takes a file that the host brings: 0600, and in its place only when it is whole.</summary>
    /// <param name="path">Where it goes.</param>
    /// <param name="size">Its size.</param>
    /// <param name="hash">Its SHA-256.</param>
    /// <param name="content">The content. It is read to its end, or to the first byte too many.</param>
    /// <param name="cancel">Cancels the writing.</param>
    /// <exception cref="HostileAgentException">The host may bring nothing there, or brings something else than it said.</exception>
    /// <exception cref="ProviderException">The folder is not there, it cannot be written, or the host has brought enough.</exception>
    public async ValueTask WriteAsync(string path, long size, string hash, Stream content, CancellationToken cancel)
    {
        var (folder, limit, relative) = Place(path);
        var wanted = HashOf(hash);
        if (size < 0)
        {
            throw new HostileAgentException($"brings a file of {size} bytes");
        }

        // It counts as brought from its begin: several that come at the same time share what is allowed.
        lock (_lock)
        {
            var before = _brought.GetValueOrDefault(folder);
            if (size > limit - before)
            {
                throw new ProviderException(
                    $"{path} is not brought: it has {size:N0} bytes, this host has brought {before:N0} into {folder} before, and the role allows {limit:N0}. Raise the limit of Receive in ShareFiles.");
            }

            _brought[folder] = before + size;
        }

        var isThere = false;
        try
        {
            using var system = new RootedSystem(folder);
            await MakeFoldersAsync(system, ((AbsolutePath)relative).Parent, cancel).ConfigureAwait(false);
            var bounded = new BoundedStream(content, size);
            await system.WriteAsync(relative, FileContent.Deferred(_ => new(bounded), wanted), new FileMetadata(UnixMode.FromBits(0b110_000_000)), cancel).ConfigureAwait(false);
            await system.FlushAsync(cancel).ConfigureAwait(false);
            isThere = true;
        }
        catch (SystemFaultException fault) when (fault.Fault == SystemFault.ChecksumMismatch)
        {
            throw new HostileAgentException($"brought something else to {path} than it had announced");
        }
        catch (SystemFaultException fault)
        {
            throw Cannot(folder, fault);
        }
        finally
        {
            if (!isThere)
            {
                lock (_lock)
                {
                    _brought[folder] -= size;
                }
            }
        }
    }

    private static async ValueTask MakeFoldersAsync(RootedSystem system, AbsolutePath folder, CancellationToken cancel)
    {
        if (folder.IsRoot || await system.StatAsync(folder, follow: true, cancel).ConfigureAwait(false) is not null)
        {
            return;
        }

        await MakeFoldersAsync(system, folder.Parent, cancel).ConfigureAwait(false);
        try
        {
            await system.CreateDirectoryAsync(folder, new FileMetadata(UnixMode.FromBits(0b111_000_000)), cancel).ConfigureAwait(false);
        }
        catch (SystemFaultException) when (Directory.Exists(system.Root.Value + folder.Value))
        {
            // Another host brings something to the same folder.
        }
    }

    /// <summary>The folder that takes a file, and where in it.</summary>
    private (AbsolutePath Folder, long Limit, string Relative) Place(string text)
    {
        AbsolutePath path = text;
        if (path is { IsGiven: true, Error: null } && path.Value == text)
        {
            // The innermost of them has the last word about the limit.
            foreach (var (folder, limit) in prepared.Manifest.Received.OrderByDescending(one => one.Folder.Value.Length))
            {
                if (path != folder && SharedFiles.IsWithin(text, folder.Value))
                {
                    return (folder, limit, text[folder.Value.Length..]);
                }
            }
        }

        throw new HostileAgentException($"wants to write where no role receives files ({Shown(text)})");
    }

    private static Sha256 HashOf(string text)
    {
        Sha256 hash = text;
        return hash is { IsGiven: true, Error: null } && hash.Value == text ? hash : throw new HostileAgentException($"names a checksum that is none ({Shown(text)})");
    }

    private static ProviderException Cannot(AbsolutePath folder, SystemFaultException fault) =>
        new($"The controller cannot take files into {folder}, which the role receives into. {fault.Message}", fault);

    /// <summary>What came over the wire, fit for a terminal.</summary>
    private static string Shown(string text) => string.Concat((text.Length > 100 ? text[..100] + "…" : text).Select(static c => char.IsControl(c) ? '?' : c));
}
