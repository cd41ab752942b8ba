namespace OpsMop;

/// <summary>The lines of the list that the plugin versionlock of yum and dnf keeps.</summary>
internal static class VersionLock
{
    /// <summary>Whether a line holds a package: <c>nginx-1:1.20.1-14.el9.*</c> for dnf, <c>1:nginx-1.20.1-10.el7.*</c> for yum.</summary>
    /// <param name="line">The line. One with <c>!</c> excludes a version and holds none.</param>
    /// <param name="name">The package's name.</param>
    public static bool Names(string line, string name)
    {
        if (line.StartsWith('#') || line.StartsWith('!'))
        {
            return false;
        }

        // name-version-release.arch: the name may have dashes of its own, the rest has not.
        var text = line.AsSpan();
        if (text.IndexOf(':') is > 0 and var colon && text[..colon].IndexOfAnyExceptInRange('0', '9') < 0)
        {
            text = text[(colon + 1)..];
        }

        for (var i = 0; i < 2 && text.LastIndexOf('-') is > 0 and var dash; i++)
        {
            text = text[..dash];
        }

        return text.SequenceEqual(name);
    }
}
