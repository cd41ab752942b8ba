namespace OpsMop;

/// <summary>The body of a download, over as many connections as it takes.</summary>
internal sealed class DownloadStream(Downloading download, UrlStream first) : ReceivedStream
{
    private UrlStream _body = first;
    private long _position;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            try
            {
                var read = await _body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
                download.Take(buffer.Span[..read]);
                _position += read;
                return read;
            }
            catch (ProviderException fault) when (download.IsWorthAnother(fault))
            {
                await _body.DisposeAsync().ConfigureAwait(false);
                _body = await download.ResumeAsync(_position, fault, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _body.Dispose();
        }

        base.Dispose(disposing);
    }
}
