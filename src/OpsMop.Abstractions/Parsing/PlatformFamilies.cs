using System;
using System.Collections.Generic;
using System.Linq;

namespace OpsMop.Parsing;

/// <summary>
/// What is known of platforms by their names alone: which families each belongs to, as <c>PlatformFacts.Families</c> would say on such a host. A platform that can
/// be had in two ways, with one service manager or another, has a row for each.
/// </summary>
internal static class PlatformFamilies
{
    private static readonly string[][] s_rows =
    [
        ["debian", "apt", "systemd", "linux", "unix"],
        ["debian", "apt", "sysvinit", "linux", "unix"],
        ["debian", "apt", "openrc", "linux", "unix"],
        ["devuan", "debian", "apt", "sysvinit", "linux", "unix"],
        ["devuan", "debian", "apt", "openrc", "linux", "unix"],
        ["ubuntu", "debian", "apt", "systemd", "linux", "unix"],
        ["linuxmint", "ubuntu", "debian", "apt", "systemd", "linux", "unix"],
        ["pop", "ubuntu", "debian", "apt", "systemd", "linux", "unix"],
        ["raspbian", "debian", "apt", "systemd", "linux", "unix"],
        ["kali", "debian", "apt", "systemd", "linux", "unix"],
        ["fedora", "dnf", "systemd", "linux", "unix"],
        ["rhel", "fedora", "dnf", "systemd", "linux", "unix"],
        ["rhel", "fedora", "yum", "systemd", "linux", "unix"],
        ["centos", "rhel", "fedora", "dnf", "systemd", "linux", "unix"],
        ["centos", "rhel", "fedora", "yum", "systemd", "linux", "unix"],
        ["rocky", "rhel", "centos", "fedora", "dnf", "systemd", "linux", "unix"],
        ["almalinux", "rhel", "centos", "fedora", "dnf", "systemd", "linux", "unix"],
        ["ol", "fedora", "dnf", "systemd", "linux", "unix"],
        ["amzn", "fedora", "dnf", "systemd", "linux", "unix"],
        ["amzn", "rhel", "centos", "fedora", "yum", "systemd", "linux", "unix"],
        ["suse", "zypper", "systemd", "linux", "unix"],
        ["opensuse", "suse", "zypper", "systemd", "linux", "unix"],
        ["opensuse-leap", "suse", "opensuse", "zypper", "systemd", "linux", "unix"],
        ["opensuse-tumbleweed", "opensuse", "suse", "zypper", "systemd", "linux", "unix"],
        ["sles", "suse", "zypper", "systemd", "linux", "unix"],
        ["arch", "pacman", "systemd", "linux", "unix"],
        ["manjaro", "arch", "pacman", "systemd", "linux", "unix"],
        ["alpine", "apk", "openrc", "linux", "unix"],
        ["void", "xbps", "runit", "linux", "unix"],
        ["gentoo", "emerge", "openrc", "linux", "unix"],
        ["gentoo", "emerge", "systemd", "linux", "unix"],
        ["freebsd", "pkg", "rc", "bsd", "unix"],
        ["dragonfly", "pkg", "rc", "bsd", "unix"],
        ["openbsd", "pkg_add", "rc", "bsd", "unix"],
        ["netbsd", "pkg_add", "rc", "bsd", "unix"],
        ["macos", "brew", "launchd", "darwin", "bsd", "unix"],
    ];

    /// <summary>Every name that is known: of platforms, and of what they have in common.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_rows.SelectMany(row => row).Distinct()];

    /// <summary>Whether a name is known. Providers may use others: those are for platforms that nobody here has heard of.</summary>
    public static bool IsKnown(string name) => Names.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The families of a platform, itself first, as its os-release has them, that is managed by two programs.</summary>
    /// <param name="platform">The name of the platform.</param>
    /// <param name="packages">Its package manager.</param>
    /// <param name="services">Its service manager.</param>
    public static IReadOnlyList<string> Of(string platform, string packages, string services) =>
        s_rows.First(row => row[0] == platform && row.Contains(packages) && row.Contains(services));

    /// <summary>The words for a name that is not known (OPM2012).</summary>
    /// <param name="where">What it is the value of.</param>
    /// <param name="name">The name.</param>
    public static string Unknown(string where, string name) => $"{where}: no platform is called '{name}'."
        + (Suggestion.Nearest(name, Names) is { } near ? $" Did you mean '{near}'?" : $" Known are {string.Join(", ", Names)}.");

    /// <summary>Whether some host may be both; so it may where a name is not known.</summary>
    /// <param name="one">The name of a platform or family.</param>
    /// <param name="other">Another.</param>
    public static bool MayMeet(string one, string other) =>
        !IsKnown(one) || !IsKnown(other)
        || s_rows.Any(row => row.Contains(one, StringComparer.OrdinalIgnoreCase) && row.Contains(other, StringComparer.OrdinalIgnoreCase));
}
