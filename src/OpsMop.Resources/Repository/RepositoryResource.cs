using OpsMop.Parsing;

namespace OpsMop;

/// <summary>A repository of packages that the system's package manager takes packages from, with the key that signs it.</summary>
/// <remarks>
/// On Debian and its kin it is a <c>.sources</c> file in <c>/etc/apt/sources.list.d</c>, and its key a file in <c>/etc/apt/keyrings</c> that counts for this
/// repository only. A <c>.list</c> file of the same name goes. Elsewhere it is a <c>.repo</c> file. What the repository has is known once the lists are
/// fetched:
/// <c>host.Package("x").UpdateCache("1d")</c> does so when sources have changed.
/// </remarks>
[ResourceType("repository")]
[OneOf(nameof(Uris), nameof(MirrorList), nameof(Absent))]
[OneOf(nameof(Key), nameof(KeySource), nameof(KeyUrl), nameof(KeyFile), nameof(Trusted), nameof(Absent), Optional = true)]
[InsteadOf("add-apt-repository", "apt-add-repository", "apt-key add", "yum-config-manager --add-repo", "zypper addrepo", "zypper removerepo")]
public sealed partial class RepositoryResource : Resource
{
    /// <summary>The name of its file, such as <c>docker</c>. On systems with yum or zypper also what it is called there.</summary>
    [Key, RegularExpression("[A-Za-z0-9][A-Za-z0-9_.-]*", Explanation = "a name of letters, digits, _, . and -, such as docker")]
    public string Repository { get; }

    /// <summary>Where it is: <c>https://…</c>, or what else the package manager takes, such as <c>file:/srv/packages</c>.</summary>
    public IReadOnlyList<string>? Uris { get; }

    /// <summary>The address of a list of mirrors, for yum and zypper. apt takes <c>mirror+https://…</c> among <c>Uris</c>.</summary>
    [Url]
    public string? MirrorList { get; }

    /// <summary>For people; the name where not given.</summary>
    [RegularExpression(@"[^\r\n]+", Explanation = "one line of text")]
    public string? Description { get; }

    /// <summary>For apt: the suites, such as <c>bookworm</c>, or a path with a <c>/</c> at its end. The host's own release where not given.</summary>
    [Excludes(nameof(MirrorList), nameof(Absent))]
    public IReadOnlyList<string>? Suites { get; }

    /// <summary>For apt: the components, such as <c>main</c>. <c>main</c> where not given; none where the suite is a path.</summary>
    [Excludes(nameof(MirrorList), nameof(Absent))]
    public IReadOnlyList<string>? Components { get; }

    /// <summary>For apt: the architectures that are looked for, such as <c>amd64</c>. All of the host's where not given.</summary>
    [Excludes(nameof(MirrorList), nameof(Absent))]
    public IReadOnlyList<string>? Architectures { get; }

    /// <summary>For apt: <c>deb</c> for packages, <c>deb-src</c> for their sources. <c>deb</c> where not given.</summary>
    [Excludes(nameof(MirrorList), nameof(Absent))]
    public IReadOnlyList<string>? Types { get; }

    /// <summary>Whether packages are taken from it; yes where not said.</summary>
    [Excludes(nameof(Absent))]
    public bool? Enabled { get; }

    /// <summary>The public key that signs it, as text: <c>-----BEGIN PGP PUBLIC KEY BLOCK-----</c> and so on.</summary>
    public Text? Key { get; }

    /// <summary>The file with the public key, relative to the project that declares the role, as text or as bytes.</summary>
    public SourceFile? KeySource { get; }

    /// <summary>Where the public key is fetched from, as text or as bytes. It is fetched where the host does not have it, and checked.</summary>
    [Url, Needs(nameof(KeyChecksum))]
    public string? KeyUrl { get; }

    /// <summary>
    /// The SHA-256 of what the <c>KeyUrl</c> gives. Whoever signs the packages is root on this host: who that is must not be the network's choice.
    /// </summary>
    [Needs(nameof(KeyUrl))]
    public Sha256? KeyChecksum { get; }

    /// <summary>A file on the host that already has the public key, such as one that a package has installed.</summary>
    public AbsolutePath KeyFile { get; }

    /// <summary>Its packages are taken unsigned. Whoever can write there, or change what comes over the network, is then root on this host.</summary>
    public bool Trusted { get; }

    /// <summary>
    /// Which repository is preferred. For apt a pin of everything from the repository's hosts, where the higher number counts and 500 is usual; for yum
    /// and zypper
    /// the repository's priority, where the lower counts and 99 is usual.
    /// </summary>
    [Range(-32768, 32767), Excludes(nameof(Absent))]
    public int? Priority { get; }

    /// <summary>
    /// More fields of its entry, in the words of the package manager: <c>Check-Valid-Until</c>, <c>no</c>; <c>metadata_expire</c>, <c>6h</c>.
    /// </summary>
    [Excludes(nameof(Absent))]
    public IReadOnlyDictionary<string, string>? Options { get; }

    /// <summary>The repository must not be configured. Its key and its pin go too; what was installed from it stays.</summary>
    [Absence]
    public bool Absent { get; }

    partial void ClaimMore(ClaimSet claims)
    {
        // Which of them it is depends on the host; nobody else has any business with the others.
        foreach (var path in RepositoryFiles.All(Repository))
        {
            claims.Add(Claim.Path, path.Value);
        }
    }

    partial void ValidateMore(Validation validation)
    {
        if (Key is { } key && !PublicKey.IsArmored(key.ToUtf8Bytes()))
        {
            validation.Report(
                "OPM2004",
                nameof(Key),
                "Key is no public key: it begins with -----BEGIN PGP PUBLIC KEY BLOCK-----. A file or an address of one is given with KeySource or KeyUrl.");
        }

        if (KeyUrl is { } url && url.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            validation.Report("OPM2004", nameof(KeyUrl), "KeyUrl is fetched over http or https. A file on the host is given with KeyFile, one of the project with KeySource.");
        }

        (string, IReadOnlyList<string>?)[] lists =
            [(nameof(Uris), Uris), (nameof(Suites), Suites), (nameof(Components), Components), (nameof(Architectures), Architectures), (nameof(Types), Types)];
        foreach (var (property, values) in lists)
        {
            foreach (var value in values ?? [])
            {
                if (value.Length == 0 || value.Any(char.IsWhiteSpace))
                {
                    validation.Report("OPM2004", property, $"{property}: '{value}' is {(value.Length == 0 ? "empty" : "no single word: give several as several")}.");
                }
            }
        }

        foreach (var type in Types ?? [])
        {
            if (type is not ("deb" or "deb-src"))
            {
                validation.Report("OPM2004", nameof(Types), $"Types: '{type}' is neither deb nor deb-src.{Suggestion.DidYouMean(type, ["deb", "deb-src"])}");
            }
        }

        foreach (var (name, value) in Options ?? new Dictionary<string, string>())
        {
            if (name.Length == 0 || name.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')) || value.AsSpan().IndexOfAny('\r', '\n') >= 0)
            {
                validation.Report("OPM2004", nameof(Options), $"Options: '{name}' and its value must be one field: a name of letters, digits, - and _, and one line.");
            }
        }
    }
}
