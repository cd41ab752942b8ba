using System.Text;

namespace OpsMop;

/// <summary>What was downloaded, and what its server said of it: by this the server is asked whether it has something newer.</summary>
/// <param name="Address">A hash of the address, which may have in it what is for nobody's eyes.</param>
/// <param name="Content">The SHA-256 of the content.</param>
/// <param name="Tag">The server's ETag, as it stands in its answer.</param>
/// <param name="Modified">When the server's file was last changed, as it stands in its answer.</param>
internal sealed record DownloadRecord(string Address, Sha256 Content, string? Tag, string? Modified)
{
    private const string Heading = "# OpsMop: what was downloaded, and what its server said of it. Without this file it is downloaded again.";

    private static readonly UnixMode Mode = UnixMode.FromBits(0b110_000_000);

    /// <summary>Its mode and owner.</summary>
    public static FileMetadata Metadata { get; } = new(Mode);

    /// <summary>Whether the server gave nothing by which it can be asked.</summary>
    public bool IsBlind => Tag is null && Modified is null;

    /// <summary>Where it is.</summary>
    /// <param name="path">The file that was downloaded.</param>
    public static AbsolutePath At(AbsolutePath path) => path.Parent / $".{path.Name}.opsmop";

    /// <summary>An address as it is remembered.</summary>
    /// <param name="address">The address.</param>
    public static string HashOf(Uri address) => Sha256.Of(Encoding.UTF8.GetBytes(address.AbsoluteUri)).Value;

    /// <summary>Reads the record of a file; <see langword="null"/> where there is none, or none that is understood.</summary>
    /// <param name="system">Where.</param>
    /// <param name="path">The file that was downloaded.</param>
    /// <param name="cancel">Cancels the reading.</param>
    public static async ValueTask<DownloadRecord?> ReadAsync(ISystemReader system, AbsolutePath path, CancellationToken cancel)
    {
        if (await system.StatAsync(At(path), follow: false, cancel).ConfigureAwait(false) is not { IsFile: true })
        {
            return null;
        }

        var lines = Encoding.UTF8.GetString((await system.ReadAsync(At(path), cancel).ConfigureAwait(false)).Span).Split('\n');
        return Value("address") is { } address && Value("sha256") is { } hash && Sha256.TryParse(hash, out var content)
            ? new DownloadRecord(address, content, Value("etag"), Value("last-modified"))
            : null;

        string? Value(string name) => Array.Find(lines, line => line.StartsWith(name + " ", StringComparison.Ordinal))?[(name.Length + 1)..];
    }

    /// <summary>What a server says of what it sends.</summary>
    /// <param name="response">Its answer.</param>
    public static (string? Tag, string? Modified) Of(HttpResponseMessage response) =>
        (One(response.Headers, "ETag"), One(response.Content.Headers, "Last-Modified"));

    /// <summary>Whether a server's answer says that it still has what was downloaded.</summary>
    /// <param name="response">The answer.</param>
    public bool IsCurrent(HttpResponseMessage response)
    {
        // Some servers know no conditions, and send all of it with the same tag.
        var (tag, modified) = Of(response);
        return response.StatusCode == System.Net.HttpStatusCode.NotModified
            || (Tag is not null || tag is not null ? Tag == tag : Modified is not null && Modified == modified);
    }

    /// <summary>Asks for the content only if it is not this any more.</summary>
    /// <param name="request">What is asked.</param>
    public UrlRequest Unless(UrlRequest request)
    {
        List<(string, string)> conditions = [];
        if (Tag is not null)
        {
            conditions.Add(("If-None-Match", Tag));
        }

        if (Modified is not null)
        {
            conditions.Add(("If-Modified-Since", Modified));
        }

        return request with { Conditions = conditions };
    }

    /// <summary>The record as it is written.</summary>
    public override string ToString() =>
        $"{Heading}\naddress {Address}\nsha256 {Content}\n{(Tag is null ? "" : $"etag {Tag}\n")}{(Modified is null ? "" : $"last-modified {Modified}\n")}";

    private static string? One(System.Net.Http.Headers.HttpHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) && values.FirstOrDefault() is { Length: > 0 } value ? value : null;
}
