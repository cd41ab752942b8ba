using OpsMop.Testing;

namespace OpsMop.Engine.Tests.Facts;

/// <summary>Hosts as they were found: their /etc/os-release to the letter, and the few files that tell them apart.</summary>
internal static class RecordedHosts
{
    public static MemorySystem Debian() => Linux("6.1.0-37-amd64", """
        PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
        NAME="Debian GNU/Linux"
        VERSION_ID="12"
        VERSION="12 (bookworm)"
        VERSION_CODENAME=bookworm
        ID=debian
        HOME_URL="https://www.debian.org/"
        SUPPORT_URL="https://www.debian.org/support"
        BUG_REPORT_URL="https://bugs.debian.org/"
        """).WithFile("/usr/bin/apt-get", "", "0755").WithDirectory("/run/systemd/system");

    public static MemorySystem Ubuntu() => Linux("6.8.0-60-generic", """
        PRETTY_NAME="Ubuntu 24.04.2 LTS"
        NAME="Ubuntu"
        VERSION_ID="24.04"
        VERSION="24.04.2 LTS (Noble Numbat)"
        VERSION_CODENAME=noble
        ID=ubuntu
        ID_LIKE=debian
        HOME_URL="https://www.ubuntu.com/"
        UBUNTU_CODENAME=noble
        LOGO=ubuntu-logo
        """).WithFile("/usr/bin/apt-get", "", "0755").WithDirectory("/run/systemd/system");

    public static MemorySystem Rocky() => Linux("5.14.0-503.el9.x86_64", """
        NAME="Rocky Linux"
        VERSION="9.5 (Blue Onyx)"
        ID="rocky"
        ID_LIKE="rhel centos fedora"
        VERSION_ID="9.5"
        PLATFORM_ID="platform:el9"
        PRETTY_NAME="Rocky Linux 9.5 (Blue Onyx)"
        ANSI_COLOR="0;32"
        CPE_NAME="cpe:/o:rocky:rocky:9::baseos"
        """).WithFile("/usr/bin/dnf", "", "0755").WithFile("/usr/bin/yum", "", "0755").WithDirectory("/run/systemd/system");

    public static MemorySystem Alpine() => Linux("6.12.13-0-lts", """
        NAME="Alpine Linux"
        ID=alpine
        VERSION_ID=3.21.3
        PRETTY_NAME="Alpine Linux v3.21"
        HOME_URL="https://alpinelinux.org/"
        """).WithFile("/sbin/apk", "", "0755").WithFile("/sbin/openrc-run", "", "0755").WithDirectory("/run/openrc");

    public static MemorySystem Arch() => Linux("6.13.7-arch1-1", """
        NAME="Arch Linux"
        PRETTY_NAME="Arch Linux"
        ID=arch
        BUILD_ID=rolling
        ANSI_COLOR="38;2;23;147;209"
        """).WithFile("/usr/bin/pacman", "", "0755").WithDirectory("/run/systemd/system");

    // An openSUSE may well have dnf installed; zypper is what it is made of.
    public static MemorySystem OpenSuse() => Linux("6.4.0-150600.23.38-default", """
        NAME="openSUSE Leap"
        VERSION="15.6"
        ID="opensuse-leap"
        ID_LIKE="suse opensuse"
        VERSION_ID="15.6"
        PRETTY_NAME="openSUSE Leap 15.6"
        """).WithFile("/usr/bin/zypper", "", "0755").WithFile("/usr/bin/dnf", "", "0755").WithDirectory("/run/systemd/system");

    public static MemorySystem Named(string name) => name switch
    {
        "debian" => Debian(),
        "ubuntu" => Ubuntu(),
        "rocky" => Rocky(),
        "alpine" => Alpine(),
        "arch" => Arch(),
        "opensuse" => OpenSuse(),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private static MemorySystem Linux(string kernel, string release) => new MemorySystem()
        .WithFile("/usr/lib/os-release", release + "\n")
        .WithLink("/etc/os-release", "../usr/lib/os-release")
        .WithFile("/proc/sys/kernel/ostype", "Linux\n")
        .WithFile("/proc/sys/kernel/osrelease", kernel + "\n")
        .WithFile("/proc/sys/kernel/arch", "x86_64\n")
        .WithFile("/proc/sys/kernel/hostname", "web1\n")
        .WithFile("/proc/meminfo", "MemTotal:       16303444 kB\nMemFree:          529744 kB\n")
        .WithFile("/sys/devices/system/cpu/online", "0-3,8\n");
}
