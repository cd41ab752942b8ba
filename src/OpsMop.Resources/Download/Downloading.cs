using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;

namespace OpsMop;

/// <summary>One download: it tries again where a server fails for a while, and takes up where a connection broke.</summary>
internal sealed class Downloading(UrlRequest request, int retries) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private int _tried;
    private (string? Tag, string? Modified) _seen;
    private bool _beginsAgain;

    /// <summary>How long it waits before it tries for the first time again; then twice as long each time.</summary>
    internal static TimeSpan FirstPause { get; set; } = TimeSpan.FromSeconds(1);

    private static TimeSpan LongestPause { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Asks the server, as often as it takes.</summary>
    /// <param name="asked">What is asked.</param>
    /// <param name="cancel">Ends it.</param>
    public async ValueTask<HttpResponseMessage> AskAsync(UrlRequest asked, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                return await UrlContent.AskAsync(asked, cancel).ConfigureAwait(false);
            }
            catch (ProviderException fault) when (IsWorthAnother(fault))
            {
                await PauseAsync(cancel).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Writes the file, and what has to be remembered of it.</summary>
    /// <param name="system">Where.</param>
    /// <param name="path">The file.</param>
    /// <param name="checksum">The checksum that it must have; not given for any.</param>
    /// <param name="metadata">Its mode and owners.</param>
    /// <param name="cancel">Ends it.</param>
    public async ValueTask WriteAsync(ISystem system, AbsolutePath path, Sha256 checksum, FileMetadata metadata, CancellationToken cancel)
    {
        var content = FileContent.Deferred(OpenAsync, checksum);
        while (true)
        {
            try
            {
                await system.WriteAsync(path, content, metadata, cancel).ConfigureAwait(false);
                break;
            }
            catch (ProviderException) when (_beginsAgain)
            {
                await PauseAsync(cancel).ConfigureAwait(false);
            }
        }

        if (!checksum.IsGiven)
        {
            // Deferred: a plan that plays this has read nothing from the server.
            await system.WriteAsync(DownloadRecord.At(path), FileContent.Deferred(_ => new(new MemoryStream(Record()))), DownloadRecord.Metadata, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Takes note of what has come.</summary>
    /// <param name="bytes">The bytes.</param>
    public void Take(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

    /// <summary>Whether a failure may be over soon, and there is a try left.</summary>
    /// <param name="fault">The failure.</param>
    public bool IsWorthAnother(ProviderException fault) => _tried < retries && fault.InnerException switch
    {
        HttpRequestException { StatusCode: HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests } => true,
        HttpRequestException { StatusCode: { } status } => (int)status is 500 or 502 or 503 or 504,
        { InnerException: AuthenticationException } => false,
        { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound } } => false,
        HttpRequestException or IOException or OperationCanceledException => true,
        _ => false,
    };

    /// <summary>Asks for what is missing after a connection has broken.</summary>
    /// <param name="position">How much there is.</param>
    /// <param name="fault">How it broke.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="ProviderException">The server cannot go on where it was: it has to begin again.</exception>
    public async ValueTask<UrlStream> ResumeAsync(long position, ProviderException fault, CancellationToken cancel)
    {
        // A weak tag does not promise the same bytes.
        var same = _seen.Tag is { } tag && !tag.StartsWith("W/", StringComparison.Ordinal) ? tag : _seen.Modified;
        if (position > 0 && same is not null)
        {
            await PauseAsync(cancel).ConfigureAwait(false);
            HttpResponseMessage response;
            try
            {
                response = await AskAsync(request with { Conditions = [("Range", $"bytes={position}-"), ("If-Range", same)] }, cancel).ConfigureAwait(false);
            }
            catch (ProviderException refused) when (refused.InnerException is HttpRequestException { StatusCode: HttpStatusCode.RequestedRangeNotSatisfiable })
            {
                _beginsAgain = _tried < retries;
                throw;
            }

            if (response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == position)
            {
                return await UrlContent.BodyAsync(request.Address, response, cancel).ConfigureAwait(false);
            }

            // It has another content by now, or knows nothing of parts.
            response.Dispose();
        }

        _beginsAgain = _tried < retries;
        throw fault;
    }

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();

    private async ValueTask<Stream> OpenAsync(CancellationToken cancel)
    {
        _beginsAgain = false;
        _hash.GetHashAndReset();
        var response = await AskAsync(request, cancel).ConfigureAwait(false);
        _seen = DownloadRecord.Of(response);
        return new DownloadStream(this, await UrlContent.BodyAsync(request.Address, response, cancel).ConfigureAwait(false));
    }

    private byte[] Record() =>
        Encoding.UTF8.GetBytes(new DownloadRecord(DownloadRecord.HashOf(request.Address), Sha256.FromHash(_hash.GetCurrentHash()), _seen.Tag, _seen.Modified).ToString());

    private Task PauseAsync(CancellationToken cancel)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(_tried++, 10));
        return Task.Delay(pause < LongestPause ? pause : LongestPause, cancel);
    }
}
