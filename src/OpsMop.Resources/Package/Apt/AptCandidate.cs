namespace OpsMop;

/// <summary>What apt could install under a name, as <c>apt-cache policy</c> says it.</summary>
/// <param name="Version">The version that it would install; <see langword="null"/> for none: the name is virtual, or all versions are ruled out.</param>
/// <param name="Versions">All versions that it knows, the newest first.</param>
internal sealed record AptCandidate(string? Version, IReadOnlyList<string> Versions)
{
    /// <summary>Reads the output of <c>apt-cache policy NAME…</c>; names that apt does not know do not occur in it.</summary>
    /// <param name="output">The output in the C locale.</param>
    public static Dictionary<string, AptCandidate> Parse(string output)
    {
        var all = new Dictionary<string, AptCandidate>(StringComparer.Ordinal);
        string? name = null, candidate = null;
        var versions = new List<string>();
        foreach (var line in output.Split('\n'))
        {
            if (line.Length > 1 && line[0] != ' ' && line[^1] == ':')
            {
                Finish();
                (name, candidate, versions) = (line[..^1], null, []);
            }
            else if (line.StartsWith("  Candidate: ", StringComparison.Ordinal))
            {
                candidate = line[13..] is "(none)" ? null : line[13..];
            }
            else if (line.Length > 5 && line[5] != ' ' && (line.StartsWith("     ", StringComparison.Ordinal) || line.StartsWith(" *** ", StringComparison.Ordinal)))
            {
                var end = line.IndexOf(' ', 5);
                versions.Add(end < 0 ? line[5..] : line[5..end]);
            }
        }

        Finish();
        return all;

        void Finish()
        {
            if (name is not null)
            {
                all[name] = new AptCandidate(candidate, versions);
            }
        }
    }
}
