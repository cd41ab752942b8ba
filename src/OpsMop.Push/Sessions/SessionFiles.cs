using System.Collections.Concurrent;
using System.IO.Pipelines;
using OpsMop.Push.Files;
using OpsMop.Push.Protocol;

namespace OpsMop.Push.Sessions;

/// <summary>The files of one session: serves what the agent asks for, takes what it brings, and nothing that <see cref="HostFiles"/> does not allow.</summary>
/// <param name="files">What the host may have, and may bring.</param>
internal sealed class SessionFiles(HostFiles files) : IAsyncDisposable
{
    private const int MostAtATime = 16;
    private const int MostWaiting = 1 << 20;
    private const int SmallManifest = 4096;

    private readonly CancellationTokenSource _gone = new();
    private readonly ConcurrentDictionary<int, Task> _work = new();
    private readonly Dictionary<int, PipeWriter> _arriving = [];
    private FrameWriter? _writer;
    private Action<string>? _hostile;

    /// <summary>The SHA-256 of the list of what is offered.</summary>
    public string ManifestHash => files.ManifestHash.Value;

    /// <summary>Says where answers go.</summary>
    /// <param name="writer">Writes to the agent.</param>
    /// <param name="hostile">Told where the agent turns out to want what it may not, after the frame with which it asked.</param>
    public void Attach(FrameWriter writer, Action<string> hostile) => (_writer, _hostile) = (writer, hostile);

    /// <summary>Gives the agent the list of what it may have before it asks, where it is short, as it is for most policies: asking would cost a round trip, and to look whether it is there from an earlier run more than to read it. It travels with the frame that comes next.</summary>
    public async ValueTask AnnounceAsync()
    {
        if (files.Manifest.Length <= SmallManifest)
        {
            await _writer!.HoldAsync(FrameKind.Manifest, files.Manifest).ConfigureAwait(false);
        }
    }

    /// <summary>Takes a frame about files.</summary>
    /// <param name="frame">The frame.</param>
    /// <exception cref="ProtocolException">The agent wants what it may not have.</exception>
    public async ValueTask TakeAsync(Frame frame)
    {
        try
        {
            switch (frame.Kind)
            {
                case FrameKind.ManifestWanted:
                    await _writer!.WriteAsync(FrameKind.Manifest, files.Manifest).ConfigureAwait(false);
                    break;
                case FrameKind.FileWanted:
                    var wanted = ProtocolJson.Read(frame.Payload, ProtocolJson.Default.FileWanted);
                    await ServeAsync(wanted).ConfigureAwait(false);
                    break;
                case FrameKind.FileOffered:
                    var offered = ProtocolJson.Read(frame.Payload, ProtocolJson.Default.FileOffered);
                    await BeginTakingAsync(offered).ConfigureAwait(false);
                    break;
                case FrameKind.FileOfferedChunk:
                    await GoOnTakingAsync(frame).ConfigureAwait(false);
                    break;
            }
        }
        catch (HostileAgentException exception)
        {
            throw new ProtocolException(exception.Message, exception);
        }
        catch (IOException)
        {
            // The connection broke; whoever reads from it says so.
        }
    }

    /// <summary>Ends what is under way.</summary>
    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync().ConfigureAwait(false);
        foreach (var writer in _arriving.Values)
        {
            await writer.CompleteAsync(new IOException("The connection broke.")).ConfigureAwait(false);
        }

        await Task.WhenAll(_work.Values).ConfigureAwait(false);
        _gone.Dispose();
    }

    private async ValueTask ServeAsync(FileWanted wanted)
    {
        Stream content;
        try
        {
            content = await files.OpenAsync(wanted.Sha256, wanted.Offset, _gone.Token).ConfigureAwait(false);
        }
        catch (FileChangedException exception)
        {
            await _writer!.WriteAsync(FrameKind.FileFailed, wanted.Number, exception.Message).ConfigureAwait(false);
            return;
        }

        Begin(wanted.Number, () => SendAsync(wanted.Number, content));
    }

    private void Begin(int number, Func<Task> work)
    {
        if (_work.Count >= MostAtATime && _work.Values.Count(task => !task.IsCompleted) >= MostAtATime)
        {
            throw new ProtocolException($"it wants more than {MostAtATime} files at the same time");
        }

        if (!_work.TryAdd(number, Task.CompletedTask))
        {
            throw new ProtocolException($"it uses the number {number} for two files");
        }

        _work[number] = Task.Run(async () =>
        {
            await work().ConfigureAwait(false);
            _work.TryRemove(number, out _);
        });
    }

    private async Task SendAsync(int number, Stream content)
    {
        await using (content)
        {
            try
            {
                var plain = new byte[FileChunk.MaxContent];
                var chunk = new byte[FileChunk.MaxEncoded];
                int count;
                while ((count = await content.ReadAtLeastAsync(plain, plain.Length, throwOnEndOfStream: false, _gone.Token).ConfigureAwait(false)) > 0)
                {
                    var length = FileChunk.Encode(plain.AsSpan(0, count), chunk);
                    await _writer!.WriteAsync(FrameKind.FileChunk, number, chunk.AsMemory(0, length), _gone.Token).ConfigureAwait(false);
                }

                await _writer!.WriteAsync(FrameKind.FileEnd, number, default(ReadOnlyMemory<byte>), _gone.Token).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is FileChangedException or UnauthorizedAccessException)
            {
                await TryAsync(() => _writer!.WriteAsync(FrameKind.FileFailed, number, exception.Message)).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The connection broke; whoever reads from it says so.
            }
        }
    }

    private async ValueTask BeginTakingAsync(FileOffered offered)
    {
        if (offered.AsksOnly)
        {
            string? why = "";
            try
            {
                why = await files.HasAsync(offered.Path, offered.Sha256, _gone.Token).ConfigureAwait(false) ? null : "";
            }
            catch (ProviderException exception)
            {
                why = exception.Message;
            }

            await AnswerAsync(offered.Number, why).ConfigureAwait(false);
            return;
        }

        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: MostWaiting, resumeWriterThreshold: MostWaiting / 2));
        _arriving.Add(offered.Number, pipe.Writer);
        Begin(offered.Number, () => ReceiveAsync(offered, pipe.Reader));
    }

    private async ValueTask GoOnTakingAsync(Frame frame)
    {
        if (!_arriving.TryGetValue(frame.Number, out var writer))
        {
            throw new ProtocolException($"it sends a part of the file {frame.Number}, which it has not offered");
        }

        if (frame.Rest.IsEmpty)
        {
            _arriving.Remove(frame.Number);
            await writer.CompleteAsync().ConfigureAwait(false);
        }
        else
        {
            // What is too much for whoever takes it is dropped, until its end has come.
            await writer.WriteAsync(frame.Rest, _gone.Token).ConfigureAwait(false);
        }
    }

    private async Task ReceiveAsync(FileOffered offered, PipeReader reader)
    {
        string? why = null;
        try
        {
            await files.WriteAsync(offered.Path, offered.Size, offered.Sha256, reader.AsStream(leaveOpen: true), _gone.Token).ConfigureAwait(false);
        }
        catch (ProviderException exception)
        {
            why = exception.Message;
        }
        catch (HostileAgentException exception)
        {
            _hostile!(exception.Message);
            return;
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            return;
        }
        finally
        {
            await reader.CompleteAsync().ConfigureAwait(false);
        }

        await TryAsync(() => AnswerAsync(offered.Number, why)).ConfigureAwait(false);
    }

    private ValueTask AnswerAsync(int number, string? why) =>
        why is null ? _writer!.WriteAsync(FrameKind.Taken, number, default(ReadOnlyMemory<byte>)) : _writer!.WriteAsync(FrameKind.NotTaken, number, why);

    private static async ValueTask TryAsync(Func<ValueTask> write)
    {
        try
        {
            await write().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The connection broke; whoever reads from it says so.
        }
    }
}
