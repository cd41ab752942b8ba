using System.Collections.Concurrent;
using System.IO.Pipelines;
using OpsMop.Engine.Sources;
using OpsMop.Engine.Systems;
using OpsMop.Push.Files;
using OpsMop.Push.Protocol;

namespace OpsMop.Push.Remote;

/// <summary>The agent's end of the files that travel: asks for contents, and brings files, over the frames of the session.</summary>
/// <param name="writer">Writes to the controller.</param>
/// <param name="cache">What this host has of earlier runs; the one in its usual place where not given.</param>
internal sealed class FileExchange(FrameWriter writer, FileCache? cache = null) : IFileSource, IFileSink
{
    private const int MostWaiting = 4 << 20;
    private const int ChunkSize = 64 * 1024;

    private readonly ConcurrentDictionary<int, Pipe> _coming = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<string?>> _answers = new();
    private readonly TaskCompletionSource<byte[]> _manifest = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[]? _plain;
    private readonly FileCache _cache = cache ?? new FileCache(CacheFolder);
    private (IPolicyFiles, IControllerFiles)? _opened;
    private volatile bool _isBroken;
    private int _last;

    /// <summary>The files as a run sees them.</summary>
    /// <param name="manifest">The SHA-256 of the list of what is offered; empty where nothing is.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="IOException">The connection broke.</exception>
    public async ValueTask<(IPolicyFiles? Sources, IControllerFiles? Controller)> OpenAsync(string manifest, CancellationToken cancel)
    {
        if (manifest.Length == 0)
        {
            return (null, null);
        }

        if (_opened is not { } opened)
        {
            // A short list comes without being asked for.
            var packed = _manifest.Task.IsCompletedSuccessfully ? await _manifest.Task.ConfigureAwait(false) : await ListAsync(manifest, cancel).ConfigureAwait(false);
            var list = new Lazy<FileManifest>(() => PreparedFiles.Unpack(packed));
            _opened = opened = (new ServedFiles(list, _cache, this), new ControllerFiles(list, this));
        }

        return opened;
    }

    private async ValueTask<byte[]> ListAsync(Sha256 hash, CancellationToken cancel)
    {
        if (await _cache.ReadAsync(hash, cancel).ConfigureAwait(false) is { } known)
        {
            return known;
        }

        await writer.WriteAsync(FrameKind.ManifestWanted, default, cancel).ConfigureAwait(false);
        var packed = await _manifest.Task.WaitAsync(cancel).ConfigureAwait(false);
        if (Sha256.Of(packed) != hash)
        {
            throw new ProtocolException("The list of files is not the one that was announced.");
        }

        _cache.Keep(packed);
        return packed;
    }

    /// <inheritdoc/>
    public async ValueTask<Stream> OpenAsync(string sha256, long offset, CancellationToken cancel)
    {
        var number = Interlocked.Increment(ref _last);
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: MostWaiting, resumeWriterThreshold: MostWaiting / 2));
        _coming[number] = pipe;
        ThrowIfBroken();
        await writer.WriteAsync(FrameKind.FileWanted, ProtocolJson.Write(new FileWanted(number, sha256, offset), ProtocolJson.Default.FileWanted), cancel).ConfigureAwait(false);
        return pipe.Reader.AsStream();
    }

    /// <inheritdoc/>
    public async ValueTask<bool> HasAsync(string path, string sha256, CancellationToken cancel) =>
        await AskAsync(new FileOffered(0, path, 0, sha256, AsksOnly: true), null, cancel).ConfigureAwait(false) switch
        {
            null => true,
            "" => false,
            var why => throw new ProviderException(why),
        };

    /// <inheritdoc/>
    public async ValueTask WriteAsync(string path, long size, string sha256, Stream content, CancellationToken cancel)
    {
        if (await AskAsync(new FileOffered(0, path, size, sha256, AsksOnly: false), content, cancel).ConfigureAwait(false) is { } why)
        {
            throw new ProviderException(why);
        }
    }

    /// <summary>Takes a frame about files.</summary>
    /// <param name="frame">The frame.</param>
    public async ValueTask TakeAsync(Frame frame)
    {
        switch (frame.Kind)
        {
            case FrameKind.Manifest:
                _manifest.TrySetResult(frame.Payload.ToArray());
                break;
            case FrameKind.FileChunk when _coming.TryGetValue(frame.Number, out var pipe):
                var count = FileChunk.Decode(frame.Rest.Span, _plain ??= new byte[FileChunk.MaxContent]);
                await pipe.Writer.WriteAsync(_plain.AsMemory(0, count)).ConfigureAwait(false);
                break;
            case FrameKind.FileEnd when _coming.TryRemove(frame.Number, out var pipe):
                await pipe.Writer.CompleteAsync().ConfigureAwait(false);
                break;
            case FrameKind.FileFailed when _coming.TryRemove(frame.Number, out var pipe):
                await pipe.Writer.CompleteAsync(new ProviderException(frame.RestText)).ConfigureAwait(false);
                break;
            case FrameKind.Taken when _answers.TryRemove(frame.Number, out var answer):
                answer.TrySetResult(null);
                break;
            case FrameKind.NotTaken when _answers.TryRemove(frame.Number, out var answer):
                answer.TrySetResult(frame.RestText);
                break;
        }
    }

    /// <summary>Lets go of what has not been needed for long.</summary>
    public void Prune()
    {
        if (_opened is not null)
        {
            _cache.Prune();
        }
    }

    /// <summary>The connection is gone: nobody waits for what will not come.</summary>
    public void Break()
    {
        _isBroken = true;
        var broken = new IOException("The connection to the controller broke.");
        _manifest.TrySetException(broken);
        _ = _manifest.Task.Exception;
        foreach (var pipe in _coming.Values)
        {
            pipe.Writer.Complete(broken);
        }

        foreach (var answer in _answers.Values)
        {
            answer.TrySetException(broken);
        }
    }

    /// <summary>Beside the agents, in the cache of whoever runs the agent.</summary>
    private static string CacheFolder
    {
        get
        {
            var root = Environment.GetEnvironmentVariable("HOME") is { Length: > 0 } home ? Path.Combine(home, ".cache") : "/var/cache";
            return Path.Combine(Libc.EffectiveUser == 0 ? "/var/cache" : root, "opsmop", "files");
        }
    }

    private async ValueTask<string?> AskAsync(FileOffered offered, Stream? content, CancellationToken cancel)
    {
        var number = Interlocked.Increment(ref _last);
        var answer = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _answers[number] = answer;
        ThrowIfBroken();
        await writer.WriteAsync(FrameKind.FileOffered, ProtocolJson.Write(offered with { Number = number }, ProtocolJson.Default.FileOffered), cancel).ConfigureAwait(false);
        if (content is not null)
        {
            var buffer = new byte[ChunkSize];
            int count;
            while ((count = await content.ReadAsync(buffer, cancel).ConfigureAwait(false)) > 0)
            {
                await writer.WriteAsync(FrameKind.FileOfferedChunk, number, buffer.AsMemory(0, count), cancel).ConfigureAwait(false);
            }

            await writer.WriteAsync(FrameKind.FileOfferedChunk, number, default(ReadOnlyMemory<byte>), cancel).ConfigureAwait(false);
        }

        return await answer.Task.WaitAsync(cancel).ConfigureAwait(false);
    }

    private void ThrowIfBroken()
    {
        if (_isBroken)
        {
            throw new IOException("The connection to the controller broke.");
        }
    }
}
