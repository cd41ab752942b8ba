namespace OpsMop.Parsing;

/// <summary>The directories that every system stands on.</summary>
internal static class SystemDirectories
{
    private static readonly string[] s_all =
    [
        "/", "/bin", "/boot", "/dev", "/etc", "/home", "/lib", "/lib32", "/lib64", "/proc", "/root",
        "/run", "/sbin", "/sys", "/usr", "/usr/bin", "/usr/lib", "/usr/sbin", "/var", "/var/lib",
    ];

    /// <summary>Whether a path is one of them.</summary>
    /// <param name="path">The path, normalised.</param>
    public static bool Contains(string path) => System.Array.IndexOf(s_all, path) >= 0;
}
