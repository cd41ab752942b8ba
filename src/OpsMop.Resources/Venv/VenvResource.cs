namespace OpsMop;

/// <summary>A virtual environment of Python, with the packages that it is to have.</summary>
/// <remarks>
/// What was asked for, and what pip has installed for it, is written down in the environment itself, in <c>opsmop-packages</c>. As long as both are as
/// they were,
/// nothing is run and no network is needed; only <c>Upgrade</c> asks pip each time, in plans too. A requirements file counts with those that it includes. An
/// environment whose Python is gone, or has become another version, is built anew. pip runs as the owner.
/// </remarks>
[ResourceType("venv")]
[InsteadOf("python3 -m venv", "python -m venv", "virtualenv")]
public sealed partial class VenvResource : Resource
{
    /// <summary>Where the environment is on the target. The directory above must exist.</summary>
    [Key, Claims(Claim.Path)]
    public AbsolutePath Path { get; }

    /// <summary>
    /// The Python that it is made of, a program's name or path; <c>python3</c> where not given. If given, an environment of another version is built anew.
    /// </summary>
    [RegularExpression(@"[^\s-]\S*", Explanation = "a program, such as python3.11 or /opt/python/bin/python3"), Excludes(nameof(Absent))]
    public string? Python { get; }

    /// <summary>The file on the target that lists what it must have, as pip reads it.</summary>
    [Excludes(nameof(Absent))]
    public AbsolutePath Requirements { get; }

    /// <summary>Packages that it must have, as pip reads them: <c>flask</c>, <c>flask==3.0.2</c>, <c>flask&gt;=3</c>. Others stay.</summary>
    [Excludes(nameof(Absent))]
    public IReadOnlyList<string>? Packages { get; }

    /// <summary>What is asked for without a version is brought to the newest in each run.</summary>
    [Excludes(nameof(Absent))]
    public bool Upgrade { get; }

    /// <summary>Whether packages of the system can be used in it; not in a new one where not said, and an existing one keeps what it has.</summary>
    [Excludes(nameof(Absent))]
    public bool? SystemSitePackages { get; }

    /// <summary>The package index to ask instead of PyPI. A password belongs into the owner's <c>.netrc</c>.</summary>
    [Url, Excludes(nameof(Absent))]
    public string? IndexUrl { get; }

    /// <summary>Folders on the target, or pages, where packages are too.</summary>
    [Excludes(nameof(Absent))]
    public IReadOnlyList<string>? FindLinks { get; }

    /// <summary>No package index is asked: everything is in <c>FindLinks</c>.</summary>
    [Needs(nameof(FindLinks)), Excludes(nameof(IndexUrl), nameof(Absent))]
    public bool NoIndex { get; }

    /// <summary>The owner of everything in it, a login name or a number, as whom pip runs. An existing environment keeps its own where not given.</summary>
    [FromScope("Owner"), Excludes(nameof(Absent))]
    public string? Owner { get; }

    /// <summary>The environment must not exist.</summary>
    [Absence]
    public bool Absent { get; }

    partial void ValidateMore(Validation validation)
    {
        const string Instead = "pip finds it in the .netrc file of the owner.";
        AddressFault.Report(validation, nameof(IndexUrl), IndexUrl, Instead);
        foreach (var link in FindLinks ?? [])
        {
            AddressFault.Report(validation, nameof(FindLinks), link, Instead);
        }

        foreach (var (property, values) in new[] { (nameof(Packages), Packages), (nameof(FindLinks), FindLinks) })
        {
            foreach (var value in values ?? [])
            {
                if (value.Length == 0 || value[0] == '-' || value.Any(char.IsControl))
                {
                    validation.Report("OPM2004", property, $"{property}: '{value}' is {(value.Length == 0 ? "empty" : "an option of pip, not a value")}.");
                }
            }
        }
    }
}
