using OpsMop.Parsing;

namespace OpsMop;

/// <summary>What a version means in a remote repository.</summary>
/// <param name="Commit">The commit.</param>
/// <param name="Reference">The full name of the branch or tag, <c>HEAD</c>, or <see langword="null"/> for a commit.</param>
internal sealed record GitVersion(string Commit, string? Reference)
{
    private const string Branches = "refs/heads/";
    private const string Tags = "refs/tags/";

    /// <summary>The branch that it is; <see langword="null"/> for anything else.</summary>
    public string? Branch => Reference is not null && Reference.StartsWith(Branches, StringComparison.Ordinal) ? Reference[Branches.Length..] : null;

    /// <summary>Whether it is a tag.</summary>
    public bool IsTag => Reference is not null && Reference.StartsWith(Tags, StringComparison.Ordinal);

    /// <summary>A commit in a few letters.</summary>
    /// <param name="commit">The whole commit.</param>
    public static string Short(string commit) => commit.Length > 10 ? commit[..10] : commit;

    /// <summary>Whether a version is a commit in full.</summary>
    /// <param name="version">The version.</param>
    public static bool IsCommit(string? version) => version is { Length: 40 or 64 } && version.All(char.IsAsciiHexDigitLower);

    /// <summary>The names to ask a remote repository for.</summary>
    /// <param name="version">The version.</param>
    public static IReadOnlyList<string> Names(string? version) => version switch
    {
        null or "HEAD" => ["HEAD"],
        _ when IsCommit(version) => ["HEAD"],
        _ when version.StartsWith("refs/", StringComparison.Ordinal) => [version, version + "^{}"],
        _ => [Branches + version, Tags + version, Tags + version + "^{}"],
    };

    /// <summary>Finds a version in what <c>git ls-remote</c> printed; <see langword="null"/> if it is not there.</summary>
    /// <param name="version">The version.</param>
    /// <param name="listing">What was printed.</param>
    /// <exception cref="ProviderException">It is a branch and a tag.</exception>
    public static GitVersion? Find(string? version, string listing)
    {
        if (IsCommit(version))
        {
            return new GitVersion(version!, null);
        }

        // An annotated tag has a line for itself, and one with ^{} for the commit that it stands for.
        var names = Names(version);
        GitVersion? found = null;
        foreach (var (commit, name) in Read(listing))
        {
            if (!names.Contains(name))
            {
                continue;
            }

            var reference = name.EndsWith("^{}", StringComparison.Ordinal) ? name[..^3] : name;
            if (found is not null && found.Reference != reference)
            {
                throw new ProviderException($"{version} is a branch and a tag of the repository. Write .Version(\"{Branches}{version}\") or .Version(\"{Tags}{version}\").");
            }

            found = new GitVersion(commit, reference);
        }

        return found;
    }

    /// <summary>The failure that there is no such version.</summary>
    /// <param name="version">The version.</param>
    /// <param name="repository">The repository.</param>
    /// <param name="listing">All branches and tags, as <c>git ls-remote</c> prints them.</param>
    public static ProviderException Unknown(string? version, string repository, string listing)
    {
        if (version is null)
        {
            return new ProviderException($"{repository} has no default branch: nothing may have been pushed to it yet. Push to it, or give .Version(…).");
        }

        var known = Read(listing)
            .Select(line => line.Name.Replace(Branches, "", StringComparison.Ordinal).Replace(Tags, "", StringComparison.Ordinal))
            .Where(name => !name.EndsWith("^{}", StringComparison.Ordinal));
        var hint = version.Length >= 7 && version.All(char.IsAsciiHexDigit)
            ? " A commit is written in full, with 40 digits in lower case."
            : Suggestion.DidYouMean(version, known);
        return new ProviderException($"{repository} has no branch and no tag {version}.{hint}");
    }

    private static IEnumerable<(string Commit, string Name)> Read(string listing)
    {
        foreach (var line in listing.Split('\n'))
        {
            if (line.Split('\t') is [var commit, var name])
            {
                yield return (commit, name);
            }
        }
    }
}
