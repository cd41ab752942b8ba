namespace OpsMop;

/// <summary>A request to a server over HTTP. What the server answers is the outcome's output.</summary>
/// <remarks>
/// GET and HEAD are no change: they only ask. Any other request is one, and is sent in each run unless <c>UnlessUrl</c> tells that it is not needed. A
/// plan sends
/// neither; it asks <c>UnlessUrl</c>. Redirections are not followed, so that nothing secret goes where it was not meant for. The request is sent by the machine
/// that runs the policy's agent. Where a server may be slow to start, <c>Retry</c> tries again.
/// </remarks>
[ResourceType("http", Action = true)]
public sealed partial class HttpResource : Resource
{
    /// <summary>The address. A secret does not belong into it, but into <c>Headers</c> or <c>Body</c>.</summary>
    [Required, Url]
    public string Url { get; }

    /// <summary>The method; <c>POST</c> where a body is given, and <c>GET</c> otherwise.</summary>
    [AllowedValues("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")]
    public string? Method { get; }

    /// <summary>The headers, which may be secret. <c>Content-Type</c> is <c>application/json</c> where not given.</summary>
    public IReadOnlyDictionary<string, Text>? Headers { get; }

    /// <summary>What is sent. It may be secret.</summary>
    public Text? Body { get; }

    /// <summary>The statuses that are a success; 200 to 299 where not given.</summary>
    public IReadOnlyList<int>? Status { get; }

    /// <summary>The regular expression that must match in what the server answers.</summary>
    public string? Pattern { get; }

    /// <summary>Values that must stand in the JSON that the server answers, by their paths: <c>.Json("nodes.0.state", "up")</c>.</summary>
    public IReadOnlyDictionary<string, string>? Json { get; }

    /// <summary>An address that is asked first, with the same headers: where it answers 200 to 299, there is nothing to do. It is asked in plans too.</summary>
    [Url]
    public string? UnlessUrl { get; }

    /// <summary>Only where what <c>UnlessUrl</c> answers matches this regular expression, there is nothing to do.</summary>
    [Needs(nameof(UnlessUrl))]
    public string? UnlessPattern { get; }

    /// <summary>Only where the JSON that <c>UnlessUrl</c> answers has these values, there is nothing to do.</summary>
    [Needs(nameof(UnlessUrl))]
    public IReadOnlyDictionary<string, string>? UnlessJson { get; }

    /// <summary>The file with the certificates of the authorities that the server may have its own from, in PEM; the host's where not given.</summary>
    public AbsolutePath CaFile { get; }

    /// <summary>How it is sent.</summary>
    internal string Verb => Method ?? (Body is null ? "GET" : "POST");

    /// <inheritdoc/>
    protected override string? Summary => Uri.TryCreate(Url, UriKind.Absolute, out var address) ? $"{Verb} {UrlContent.Show(address)}" : null;

    partial void ValidateMore(Validation validation)
    {
        HttpAnswer.ValidatePattern(validation, nameof(Pattern), Pattern);
        HttpAnswer.ValidatePattern(validation, nameof(UnlessPattern), UnlessPattern);
        foreach (var (property, address) in new[] { (nameof(Url), Url), (nameof(UnlessUrl), UnlessUrl) })
        {
            if (address?.StartsWith("file:", StringComparison.OrdinalIgnoreCase) == true)
            {
                validation.Report("OPM2004", property, $"{property} must begin with http:// or https://.");
            }
        }

        if (Body is not null && (Verb is "GET" or "HEAD"))
        {
            validation.Report("OPM2001", nameof(Body), $"Body and {Verb} exclude each other: such a request only asks.");
        }

        foreach (var status in Status ?? [])
        {
            if (status is < 100 or > 599)
            {
                validation.Report("OPM2004", nameof(Status), $"Status: {status} is no status of HTTP, which are 100 to 599.");
            }
        }

        RequestHeaders.Validate(validation, nameof(Headers), Headers);
    }
}
