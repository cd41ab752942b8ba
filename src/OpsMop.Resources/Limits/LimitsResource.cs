using System.Globalization;
using OpsMop.Parsing;

namespace OpsMop;

/// <summary>What the sessions of users may use: a file of its own below <c>/etc/security/limits.d</c>. It holds from the next login on.</summary>
/// <remarks>Services are no sessions: theirs are set in their units, with <c>LimitNOFILE=</c> and the like.</remarks>
[ResourceType("limits")]
public sealed partial class LimitsResource : Resource
{
    private static readonly string[] Items =
    [
        "core", "data", "fsize", "memlock", "nofile", "rss", "stack", "cpu", "nproc", "as", "maxlogins", "maxsyslogins", "nonewprivs", "priority", "locks",
        "sigpending", "msgqueue", "nice", "rtprio", "chroot",
    ];

    /// <summary>The name of the file, without its <c>.conf</c>. Files are read in the order of their names, and the last word counts.</summary>
    [Key, RegularExpression("[A-Za-z0-9_][A-Za-z0-9_.-]*", Explanation = "the name of a file without its .conf: letters, digits, _, . and -")]
    public string File { get; }

    /// <summary>
    /// For whom: the name of a user, <c>@</c> and that of a group for its members, <c>*</c> for everybody but root, or a range of user ids such as <c>1000:</c>.
    /// </summary>
    [RegularExpression(@"[*%]|[@%]?[A-Za-z0-9_][A-Za-z0-9_.@\\-]*[$]?|@?[0-9]*:[0-9]*", Explanation = "a user, @ and a group, * or a range of ids")]
    public IReadOnlyList<string>? Domains { get; }

    /// <summary>Limits that users may raise themselves up to the hard ones, by their items: <c>.Soft("nofile", "4096")</c>. <c>unlimited</c> is none.</summary>
    public IReadOnlyDictionary<string, string>? Soft { get; }

    /// <summary>Limits that only root can raise, by their items.</summary>
    public IReadOnlyDictionary<string, string>? Hard { get; }

    /// <summary>Limits that are both, by their items.</summary>
    public IReadOnlyDictionary<string, string>? Both { get; }

    /// <summary>The limits must not exist: the file goes.</summary>
    [Excludes(nameof(Domains), nameof(Soft), nameof(Hard), nameof(Both)), Absence]
    public bool Absent { get; }

    /// <summary>Where the file is.</summary>
    internal AbsolutePath Path => $"/etc/security/limits.d/{File}.conf";

    /// <summary>Reports items and values that there are not.</summary>
    /// <param name="validation">Takes the reports.</param>
    partial void ValidateMore(Validation validation)
    {
        if (!Absent && (Domains is not { Count: > 0 } || (Soft ?? Hard ?? Both) is null))
        {
            validation.Report("OPM2002", null, "Domains and at least one of Soft, Hard, Both are required: .Domains(\"app\").Both(\"nofile\", \"65536\").");
        }

        Check(validation, nameof(Soft), Soft);
        Check(validation, nameof(Hard), Hard);
        Check(validation, nameof(Both), Both);
        foreach (var (item, soft) in Soft ?? new Dictionary<string, string>())
        {
            if (Hard is not null && Hard.TryGetValue(item, out var hard) && Number(soft) > Number(hard) && item is not ("nice" or "priority"))
            {
                validation.Report("OPM2004", nameof(Soft), $"Soft: {item} is {soft}, more than the hard limit {hard}. Users cannot go beyond the hard one.");
            }
        }

        foreach (var item in Both?.Keys ?? [])
        {
            if (Soft?.ContainsKey(item) == true || Hard?.ContainsKey(item) == true)
            {
                validation.Report("OPM2001", nameof(Both), $"Both sets {item}, and Soft or Hard does so too. Keep one of them.");
            }
        }
    }

    /// <summary>Claims the file.</summary>
    /// <param name="claims">Takes the claims.</param>
    partial void ClaimMore(ClaimSet claims) => claims.Add(Claim.Path, Path.Value);

    private static void Check(Validation validation, string property, IReadOnlyDictionary<string, string>? limits)
    {
        foreach (var (item, value) in limits ?? new Dictionary<string, string>())
        {
            if (Array.IndexOf(Items, item) < 0)
            {
                validation.Report(
                    "OPM2004",
                    property,
                    $"{property}: \"{item}\" is nothing that can be limited.{Suggestion.DidYouMean(item, Items)} There are: {string.Join(", ", Items)}.");
            }
            else if (item == "chroot" ? !value.StartsWith('/') : Number(value) is null)
            {
                validation.Report(
                    "OPM2004",
                    property,
                    $"{property}: {item} cannot be \"{value}\": it must be {(item == "chroot" ? "a directory" : "a whole number, or unlimited")}.");
            }
        }
    }

    private static long? Number(string value) =>
        value is "unlimited" or "infinity" or "-1"
            ? long.MaxValue
            : long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
