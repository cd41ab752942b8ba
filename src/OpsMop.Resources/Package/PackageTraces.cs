namespace OpsMop;

/// <summary>What the installation of a package may bring besides itself.</summary>
internal static class PackageTraces
{
    /// <summary>What the files and scripts of a package may leave anywhere but in /home, /tmp and the like.</summary>
    public static string[] Anywhere { get; } =
    [
        "package:*", "unit:*", "user:*", "group:*", "user-groups:*",
        "/etc/*", "/usr/*", "/var/*", "/lib/*", "/lib64/*", "/bin/*", "/sbin/*", "/opt/*", "/run/*", "/srv/*", "/boot/*",
    ];
}
