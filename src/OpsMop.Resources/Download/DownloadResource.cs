namespace OpsMop;

/// <summary>A file that comes from a server over http or https, and is kept as the server has it.</summary>
/// <remarks>
/// <para>With <c>Checksum</c> the file is fetched when it has another content, and nothing is asked of the server otherwise. What is fetched is checked
/// before it is put in
/// place. Give one wherever the content is known: nothing else says that it is the right one.</para>
/// <para>Without one, the server is asked in each run, and in plans, whether it has something newer: by the ETag and the date that it gave with the content.
/// They are
/// remembered beside the file, in <c>.NAME.opsmop</c>, with a hash of the content, so that a file that somebody has edited is fetched again; so is one that
/// has no such record.
/// Where a server gives neither, the file is fetched when it is missing or was edited.</para>
/// <para>The file is written beside its place and renamed into it: a download that fails leaves the old one. Redirections are followed, but not from https to http.
/// The proxy of the agent's environment (<c>https_proxy</c>, <c>http_proxy</c>, <c>no_proxy</c>) is used. The download is made by the machine that runs the
/// agent.</para>
/// </remarks>
[ResourceType("download")]
[OneOf(nameof(Url), nameof(Absent))]
[InsteadOf("curl -o", "curl -O", "curl --output", "curl --remote-name", "wget")]
public sealed partial class DownloadResource : Resource
{
    // What the type says itself.
    private static readonly string[] OwnHeaders = ["Range", "If-Range", "If-None-Match", "If-Modified-Since", "If-Match", "If-Unmodified-Since", "Host", "Accept-Encoding"];

    /// <summary>Where the file is on the target. A link that stands there is replaced. The directory above must exist.</summary>
    [Key, Claims(Claim.Path)]
    public AbsolutePath Path { get; }

    /// <summary>The address, <c>http</c> or <c>https</c>. A secret does not belong into it, but into <c>Headers</c>.</summary>
    [Url]
    public string? Url { get; }

    /// <summary>The SHA-256 that the content must have.</summary>
    [Needs(nameof(Url))]
    public Sha256? Checksum { get; }

    /// <summary>Headers of the request, such as <c>Authorization</c>. They may be secret. A server to which the address leads does not get them.</summary>
    [Needs(nameof(Url))]
    public IReadOnlyDictionary<string, Text>? Headers { get; }

    /// <summary>
    /// How often a server that cannot be reached, is busy or breaks off is tried again, after 1, 2, 4 … and at most 30 seconds; 2 where not given. What has
    /// come is kept, and the
    /// rest of it asked for, where the server can do that. <c>Retry</c>, which every type has, begins from the start each time, whatever the failure was.
    /// </summary>
    [Range(0, 100), Needs(nameof(Url))]
    public int? Retries { get; }

    /// <summary>The file with the certificates of the authorities that the server may have its own from, in PEM; the host's where not given.</summary>
    [Needs(nameof(Url))]
    public AbsolutePath CaFile { get; }

    /// <summary>The owner, a login name or a number. An existing file keeps its own where not given.</summary>
    [FromScope("Owner")]
    public string? Owner { get; }

    /// <summary>The group, a name or a number. An existing file keeps its own where not given.</summary>
    [FromScope("Group")]
    public string? Group { get; }

    /// <summary>The mode. Where not given, an existing file keeps its own, and a new one gets 0644, or 0600 if a header is secret.</summary>
    [FromScope("Mode")]
    public UnixMode? Mode { get; }

    /// <summary>
    /// Whether a file that exists is brought to what the server has; yes unless <c>Overwrite(false)</c>, with which only a missing one is
    /// fetched.
    /// </summary>
    [Needs(nameof(Url))]
    public bool? Overwrite { get; }

    /// <summary>The file must not exist, nor what was remembered of it.</summary>
    [Absence]
    public bool Absent { get; }

    partial void ValidateMore(Validation validation)
    {
        RequestHeaders.Validate(validation, nameof(Headers), Headers);
        foreach (var name in Headers?.Keys ?? [])
        {
            if (OwnHeaders.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                validation.Report("OPM2004", nameof(Headers), $"Headers: {name} is set by this type itself. Leave it out.");
            }
        }

        if (!Uri.TryCreate(Url, UriKind.Absolute, out var address))
        {
            return;
        }

        if (address.IsFile)
        {
            validation.Report("OPM2004", nameof(Url), "Url must begin with http:// or https://. A file of the host is copied by host.File(…).Url(…).");
        }
        else if (address.UserInfo.Length > 0)
        {
            validation.Report("OPM2004", nameof(Url), "Url has a user or a password in it, which would be shown. Send them by .Headers(\"Authorization\", …) with a secret.");
        }
    }

    partial void ClaimMore(ClaimSet claims) => claims.Add(Claim.Path, DownloadRecord.At(Path).Value);
}
