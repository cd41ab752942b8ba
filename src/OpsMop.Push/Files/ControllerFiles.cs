namespace OpsMop.Push.Files;

/// <summary>
/// The controller's disk as an agent sees it. It refuses what the controller would refuse, so that whoever has forgotten a rule is told of it at the resource.
/// </summary>
/// <param name="manifest">What the controller allows.</param>
/// <param name="sink">The controller.</param>
internal sealed class ControllerFiles(Lazy<FileManifest> manifest, IFileSink sink) : IControllerFiles
{
    /// <inheritdoc/>
    public ValueTask<bool> HasAsync(AbsolutePath path, Sha256 hash, CancellationToken cancel = default)
    {
        Require(path);
        return sink.HasAsync(path.Value, hash.Value, cancel);
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(AbsolutePath path, FileContent content, CancellationToken cancel = default)
    {
        var limit = Require(path);
        await content.LoadAsync(Array.MaxLength, cancel).ConfigureAwait(false);
        var bytes = content.Bytes ?? throw new ProviderException($"What is to be brought to {path} is not in memory.");
        if (bytes.Length > limit)
        {
            throw new ProviderException($"{path} is not brought: it has {bytes.Length:N0} bytes, and the role allows {limit:N0}. Raise the limit of Receive in ShareFiles.");
        }

        var stream = await content.OpenAsync(cancel).ConfigureAwait(false);
        await using var opened = stream.ConfigureAwait(false);
        await sink.WriteAsync(path.Value, bytes.Length, Sha256.Of(bytes.Span).Value, stream, cancel).ConfigureAwait(false);
    }

    private long Require(AbsolutePath path)
    {
        foreach (var (folder, limit) in manifest.Value.Received.OrderByDescending(one => one.Folder.Value.Length))
        {
            if (path != folder && SharedFiles.IsWithin(path.Value, folder.Value))
            {
                return limit;
            }
        }

        throw new ProviderException($"{path} is not in a folder of the controller that the role receives files into. Override ShareFiles in the role: files.Receive(\"{path.Parent}\").");
    }
}
