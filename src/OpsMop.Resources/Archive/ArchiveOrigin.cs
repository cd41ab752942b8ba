using System.Security.Cryptography;
using System.Text;

namespace OpsMop;

/// <summary>Where an archive comes from.</summary>
internal sealed class ArchiveOrigin
{
    private readonly Func<ISystemReader, CancellationToken, ValueTask<ReadOnlyMemory<byte>>> _load;

    private ArchiveOrigin(string name, Sha256 hash, Func<ISystemReader, CancellationToken, ValueTask<ReadOnlyMemory<byte>>> load)
    {
        Name = name;
        Hash = hash;
        _load = load;
    }

    /// <summary>What it is called in messages.</summary>
    public string Name { get; }

    /// <summary>The archive's SHA-256; not given where it is known only when it has been fetched.</summary>
    public Sha256 Hash { get; }

    /// <summary>The SHA-256 of the address that it is fetched from; not given where there is none.</summary>
    public Sha256 Address { get; private init; }

    /// <summary>Whether it can be looked into while planning.</summary>
    public bool IsThere { get; private init; }

    /// <summary>Finds out as much as planning may.</summary>
    /// <param name="want">What is declared.</param>
    /// <param name="plan">Knows the system.</param>
    /// <param name="manifest">What was extracted last.</param>
    /// <param name="cancel">Cancels the reading.</param>
    public static ValueTask<ArchiveOrigin> OfAsync(ArchiveResource want, Plan plan, ArchiveManifest? manifest, CancellationToken cancel) =>
        want.Source is { IsGiven: true } source ? OfSourceAsync(source, plan, cancel)
        : want.From is { IsGiven: true } from ? OfHostAsync(from, plan, manifest, cancel)
        : new(OfUrl(new Uri(want.Url!), want.Checksum ?? default, manifest));

    /// <summary>The archive itself.</summary>
    /// <param name="system">Where it is read.</param>
    /// <param name="cancel">Cancels the reading.</param>
    public async ValueTask<ArchiveFile> LoadAsync(ISystemReader system, CancellationToken cancel) => new(Name, await _load(system, cancel).ConfigureAwait(false));

    /// <summary>The failure that an archive is larger than is read.</summary>
    public static ProviderException TooLarge(string name) =>
        new($"{name} is larger than {FileWriting.Size(ArchiveFile.MaxSize)}, which is the most that an archive may have.");

    private static async ValueTask<ArchiveOrigin> OfSourceAsync(SourceFile source, Plan plan, CancellationToken cancel)
    {
        var content = plan.OpenSource(source);
        return new(source.Value, await HashAsync(content, cancel).ConfigureAwait(false), (_, stop) => ReadAllAsync(source.Value, content, stop)) { IsThere = true };
    }

    private static async ValueTask<ArchiveOrigin> OfHostAsync(AbsolutePath from, Plan plan, ArchiveManifest? manifest, CancellationToken cancel)
    {
        if (await plan.System.StatAsync(from, follow: true, cancel).ConfigureAwait(false) is not { IsFile: true } have)
        {
            throw new ProviderException(
                $"There is no file {from} on this host. Declare what brings it above, or correct the path. A file of the project is declared with .Source(…).");
        }

        if (have.Size > ArchiveFile.MaxSize)
        {
            throw TooLarge(from.Value);
        }

        try
        {
            // The file is only read where it is another than the one that is extracted.
            if (manifest is { Archive.IsGiven: true } && await plan.System.HasContentAsync(from, Known(manifest.Archive), cancel).ConfigureAwait(false))
            {
                return new(from.Value, manifest.Archive, (system, stop) => system.ReadAsync(from, stop)) { IsThere = true };
            }

            var bytes = await plan.System.ReadAsync(from, cancel).ConfigureAwait(false);
            return new(from.Value, Sha256.Of(bytes.Span), (_, _) => new(bytes)) { IsThere = true };
        }
        catch (UnknownValueException)
        {
            // An earlier change brings it, and what it holds is known only then.
            return new(from.Value, default, (system, stop) => system.ReadAsync(from, stop));
        }
    }

    private static ArchiveOrigin OfUrl(Uri address, Sha256 checksum, ArchiveManifest? manifest)
    {
        var shown = UrlContent.Show(address);
        var hash = Sha256.Of(Encoding.UTF8.GetBytes(address.AbsoluteUri));
        return new(shown, checksum.IsGiven || manifest?.Address != hash ? checksum : manifest.Archive, async (_, stop) =>
        {
            var bytes = await ReadAllAsync(shown, UrlContent.At(address, checksum), stop).ConfigureAwait(false);
            return checksum.IsGiven && checksum != Sha256.Of(bytes.Span)
                ? throw new ProviderException($"{shown} has the checksum {Sha256.Of(bytes.Span)}, not {checksum}, and nothing was extracted. Correct the checksum, or find out who changed the archive.")
                : bytes;
        })
        {
            Address = hash,
        };
    }

    /// <summary>Content of which only the checksum is known, to compare with.</summary>
    public static FileContent Known(Sha256 hash) => FileContent.Deferred(static _ => throw new InvalidOperationException("It is compared by its checksum."), hash);

    private static async ValueTask<Sha256> HashAsync(FileContent content, CancellationToken cancel)
    {
        if (content.KnownHash.IsGiven)
        {
            return content.KnownHash;
        }

        var stream = await content.OpenAsync(cancel).ConfigureAwait(false);
        await using var opened = stream.ConfigureAwait(false);
        return Sha256.FromHash(await SHA256.HashDataAsync(stream, cancel).ConfigureAwait(false));
    }

    private static async ValueTask<ReadOnlyMemory<byte>> ReadAllAsync(string name, FileContent content, CancellationToken cancel)
    {
        var stream = await content.OpenAsync(cancel).ConfigureAwait(false);
        await using var opened = stream.ConfigureAwait(false);
        var all = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = await stream.ReadAsync(buffer, cancel).ConfigureAwait(false)) > 0;)
        {
            if (all.Length + read > ArchiveFile.MaxSize)
            {
                throw TooLarge(name);
            }

            all.Write(buffer, 0, read);
        }

        return all.GetBuffer().AsMemory(0, (int)all.Length);
    }
}
