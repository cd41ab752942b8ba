namespace OpsMop;

/// <summary>What a checkout is; what is observed under <c>git:PATH</c>.</summary>
/// <param name="Commit">What is checked out; <see langword="null"/> where nothing is yet.</param>
/// <param name="IsDetached">Whether no branch moves along with what is committed.</param>
/// <param name="Remote">The address of the remote repository; <see langword="null"/> where there is none of that name.</param>
/// <param name="Modified">The tracked files that are not as they were checked out.</param>
/// <param name="Untracked">The files that git does not know, where they were asked for.</param>
/// <param name="StaleSubmodules">The submodules that are not at the commit that belongs to the checkout, where they were asked for.</param>
internal sealed record GitState(
    string? Commit, bool IsDetached, string? Remote, IReadOnlyList<string> Modified, IReadOnlyList<string> Untracked, IReadOnlyList<string> StaleSubmodules)
{
    /// <summary>The key under which a checkout is known.</summary>
    /// <param name="path">The checkout.</param>
    public static string Key(AbsolutePath path) => "git:" + path.Value;

    /// <summary>Reads what <c>git status --porcelain=v2 --branch -z</c> says.</summary>
    /// <param name="output">Its output.</param>
    /// <param name="submodules">Whether submodules count; they are not looked into otherwise.</param>
    public static GitState Parse(string output, bool submodules)
    {
        string? commit = null;
        var detached = false;
        List<string> modified = [], untracked = [];
        var entries = output.Split('\0');
        for (var i = 0; i < entries.Length; i++)
        {
            var entry = entries[i];
            if (entry.StartsWith("# branch.oid ", StringComparison.Ordinal))
            {
                commit = entry["# branch.oid ".Length..] is "(initial)" ? null : entry["# branch.oid ".Length..];
            }
            else if (entry == "# branch.head (detached)")
            {
                detached = true;
            }
            else if (entry.StartsWith("? ", StringComparison.Ordinal))
            {
                untracked.Add(entry[2..]);
            }
            else if (entry.Length > 0 && entry[0] is '1' or '2' or 'u')
            {
                // A submodule at another commit is brought back; one with changed files in it is a change of somebody's.
                var fields = entry.Split(' ', entry[0] switch { '1' => 9, '2' => 10, _ => 11 });
                if (fields[2] is not ['S', ..] || (submodules && fields[2][2] == 'M'))
                {
                    modified.Add(fields[^1]);
                }

                i += entry[0] == '2' ? 1 : 0;
            }
        }

        return new GitState(commit, detached, null, modified, untracked, []);
    }
}
