using OpsMop.Parsing;

namespace OpsMop.Engine.Facts;

/// <summary>
/// A typical host of each platform that has a name, for what must be known of a host before there is one: <see cref="TargetsAttribute"/> and example hosts name
/// them. They say what <see cref="PlatformGatherer"/> would find there; their families are those that the compiler knows them by.
/// </summary>
public static class KnownPlatforms
{
    /// <summary>The platform that is taken where nobody names one.</summary>
    public const string Typical = "debian";

    // Of platforms that a name has in common, the first here is the typical one.
    private static readonly PlatformFacts[] s_all =
    [
        Linux("debian", "12", "bookworm", "Debian GNU/Linux 12 (bookworm)", "apt", "systemd"),
        Linux("ubuntu", "24.04", "noble", "Ubuntu 24.04 LTS", "apt", "systemd"),
        Linux("rhel", "9.5", "", "Red Hat Enterprise Linux 9.5 (Plow)", "dnf", "systemd"),
        Linux("rocky", "9.5", "", "Rocky Linux 9.5 (Blue Onyx)", "dnf", "systemd"),
        Linux("almalinux", "9.5", "", "AlmaLinux 9.5 (Teal Serval)", "dnf", "systemd"),
        Linux("centos", "9", "", "CentOS Stream 9", "dnf", "systemd"),
        Linux("fedora", "42", "", "Fedora Linux 42 (Server Edition)", "dnf", "systemd"),
        Linux("ol", "9.5", "", "Oracle Linux Server 9.5", "dnf", "systemd"),
        Linux("amzn", "2023", "", "Amazon Linux 2023", "dnf", "systemd"),
        Linux("amzn", "2", "", "Amazon Linux 2", "yum", "systemd"),
        Linux("opensuse-leap", "15.6", "", "openSUSE Leap 15.6", "zypper", "systemd"),
        Linux("opensuse-tumbleweed", "20250501", "", "openSUSE Tumbleweed", "zypper", "systemd"),
        Linux("sles", "15.6", "", "SUSE Linux Enterprise Server 15 SP6", "zypper", "systemd"),
        Linux("arch", "", "", "Arch Linux", "pacman", "systemd"),
        Linux("manjaro", "", "", "Manjaro Linux", "pacman", "systemd"),
        Linux("alpine", "3.21.3", "", "Alpine Linux v3.21", "apk", "openrc"),
        Linux("void", "", "", "Void Linux", "xbps", "runit"),
        Linux("gentoo", "2.17", "", "Gentoo Linux", "emerge", "openrc"),
        Linux("devuan", "5", "daedalus", "Devuan GNU/Linux 5 (daedalus)", "apt", "sysvinit"),
        Linux("linuxmint", "22", "wilma", "Linux Mint 22", "apt", "systemd"),
        Linux("pop", "22.04", "jammy", "Pop!_OS 22.04 LTS", "apt", "systemd"),
        Linux("raspbian", "12", "bookworm", "Raspbian GNU/Linux 12 (bookworm)", "apt", "systemd"),
        Linux("kali", "2025.1", "kali-rolling", "Kali GNU/Linux Rolling", "apt", "systemd"),
        Bsd("freebsd", "freebsd", "14.2", "FreeBSD 14.2-RELEASE", "amd64", "pkg", "rc"),
        Bsd("openbsd", "openbsd", "7.7", "openbsd 7.7", "amd64", "pkg_add", "rc"),
        Bsd("netbsd", "netbsd", "10.1", "netbsd 10.1", "amd64", "pkg_add", "rc"),
        Bsd("dragonfly", "dragonfly", "6.4", "dragonfly 6.4", "x86_64", "pkg", "rc"),
        Bsd("macos", "darwin", "15.5", "macOS 15.5", "arm64", "brew", "launchd"),
    ];

    /// <summary>All typical hosts.</summary>
    internal static IReadOnlyList<PlatformFacts> All => s_all;

    /// <summary>The names that <see cref="Find"/> knows: distributions, and what they have in common.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_all.SelectMany(platform => platform.Families).Distinct()];

    /// <summary>A typical host; <see langword="null"/> for a name that nobody knows.</summary>
    /// <param name="name">The name, as <see cref="PlatformFacts.Is"/> takes it: <c>debian</c>, <c>rhel</c>, <c>linux</c>, <c>macos</c>.</param>
    public static PlatformFacts? Find(string name) =>
        Array.Find(s_all, platform => string.Equals(platform.Distribution, name, StringComparison.OrdinalIgnoreCase)) ?? Array.Find(s_all, platform => platform.Is(name));

    private static PlatformFacts Linux(string name, string version, string codename, string description, string packages, string services) => new()
    {
        System = "linux",
        Distribution = name,
        Version = version,
        Codename = codename,
        Description = description,
        Architecture = "x86_64",
        Kernel = "6.1.0",
        PackageManager = packages,
        ServiceManager = services,
        Processors = 2,
        Memory = 4L << 30,
        Families = PlatformFamilies.Of(name, packages, services),
    };

    private static PlatformFacts Bsd(string name, string kernel, string version, string description, string architecture, string packages, string services) => new()
    {
        System = kernel,
        Distribution = name,
        Version = version,
        Description = description,
        Architecture = architecture,
        Kernel = version,
        PackageManager = packages,
        ServiceManager = services,
        Processors = 2,
        Memory = 4L << 30,
        Families = PlatformFamilies.Of(name, packages, services),
    };
}
