using System.Globalization;
using System.Runtime.InteropServices;

namespace OpsMop.Engine.Facts;

/// <summary>
/// Finds out what a system is. Linux answers from files alone, so that the common case starts no process and works in an image;
/// others are asked with <c>uname</c>, <c>sysctl</c> and <c>sw_vers</c>.
/// </summary>
internal static class PlatformGatherer
{
    // In the order in which one is believed where a system has several and its distribution says nothing.
    private static readonly (string Name, string[] Paths)[] s_packageManagers =
    [
        ("apt", ["/usr/bin/apt-get"]),
        ("dnf", ["/usr/bin/dnf", "/usr/bin/dnf5"]),
        ("yum", ["/usr/bin/yum"]),
        ("zypper", ["/usr/bin/zypper"]),
        ("pacman", ["/usr/bin/pacman"]),
        ("apk", ["/sbin/apk", "/usr/bin/apk"]),
        ("xbps", ["/usr/bin/xbps-install"]),
        ("emerge", ["/usr/bin/emerge"]),
        ("pkg", ["/usr/sbin/pkg", "/usr/local/sbin/pkg"]),
        ("pkg_add", ["/usr/sbin/pkg_add"]),
        ("brew", ["/opt/homebrew/bin/brew", "/usr/local/bin/brew", "/home/linuxbrew/.linuxbrew/bin/brew"]),
    ];

    // Debian can have dnf, and openSUSE too: what a distribution is made of comes first.
    private static readonly (string Family, string PackageManager)[] s_native =
    [
        ("debian", "apt"), ("ubuntu", "apt"), ("alpine", "apk"), ("arch", "pacman"), ("suse", "zypper"), ("opensuse", "zypper"), ("sles", "zypper"),
        ("fedora", "dnf"), ("rhel", "dnf"), ("centos", "dnf"), ("void", "xbps"), ("gentoo", "emerge"), ("freebsd", "pkg"), ("openbsd", "pkg_add"), ("netbsd", "pkg_add"), ("macos", "brew"),
    ];

    public static async ValueTask<PlatformFacts> GatherAsync(ISystemReader system, FactSource source)
    {
        // All asked before any is awaited: over a network they are on their way together.
        bool image = source == FactSource.Image;
        ValueTask<string?> release = system.ReadTextOrNullAsync("/etc/os-release");
        ValueTask<string?> type = image ? default : system.ReadTextOrNullAsync("/proc/sys/kernel/ostype");
        ValueTask<string?> kernel = image ? default : system.ReadTextOrNullAsync("/proc/sys/kernel/osrelease");
        ValueTask<string?> arch = image || source == FactSource.ThisMachine ? default : system.ReadTextOrNullAsync("/proc/sys/kernel/arch");
        ValueTask<string?> memory = image ? default : system.ReadTextOrNullAsync("/proc/meminfo");
        ValueTask<string?> processors = image ? default : system.ReadTextOrNullAsync("/sys/devices/system/cpu/online");

        string? releaseText = await release.ConfigureAwait(false);
        string kernelType = (await type.ConfigureAwait(false))?.Trim() ?? "";
        string kernelRelease = (await kernel.ConfigureAwait(false))?.Trim() ?? "";
        string machine = (await arch.ConfigureAwait(false))?.Trim() ?? "";
        string? memoryText = await memory.ConfigureAwait(false);
        string? processorsText = await processors.ConfigureAwait(false);

        // /etc/os-release is usually a link to the second; an image without its /etc still has that.
        releaseText ??= await system.ReadTextOrNullAsync("/usr/lib/os-release").ConfigureAwait(false);
        OsRelease os = OsRelease.Parse(releaseText ?? "");

        if (source == FactSource.ThisMachine)
        {
            machine = OwnMachine();
        }

        if (!image && (kernelType.Length == 0 || machine.Length == 0)
            && await system.AskAsync("uname", "-s", "-r", "-m").ConfigureAwait(false) is { } uname
            && uname.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [var s, var r, .., var m])
        {
            (kernelType, kernelRelease, machine) = (s, r, machine.Length == 0 ? m : machine);
        }

        if (machine.Length == 0)
        {
            machine = await OfImageAsync(system).ConfigureAwait(false);
        }

        // A system with neither /proc nor uname is an image, or made up for a test: os-release says enough of a BSD, the rest is Linux.
        string name = kernelType.Length > 0 ? kernelType.ToLowerInvariant() : os["ID"] is "freebsd" or "openbsd" or "netbsd" or "dragonfly" ? os["ID"] : "linux";
        string distribution = os["ID"].ToLowerInvariant();
        string version = os["VERSION_ID"];
        string description = os["PRETTY_NAME"];
        if (name == "darwin")
        {
            version = await system.AskAsync("sw_vers", "-productVersion").ConfigureAwait(false) ?? "";
            (distribution, description) = ("macos", $"macOS {version}".TrimEnd());
        }

        if (distribution.Length == 0)
        {
            distribution = name;
            version = name == "linux" ? "" : kernelRelease;
        }

        string[] like = os["ID_LIKE"].ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string packageManager = await FindPackageManagerAsync(system, [distribution, .. like]).ConfigureAwait(false);
        string serviceManager = await FindServiceManagerAsync(system, name, image).ConfigureAwait(false);
        bool bsd = name is "freebsd" or "openbsd" or "netbsd" or "dragonfly" or "darwin";
        (int count, long bytes) = !image && name != "linux" ? await AskSysctlAsync(system, name).ConfigureAwait(false)
            : (CountProcessors(processorsText), TotalMemory(memoryText));

        return new PlatformFacts
        {
            System = name,
            Distribution = distribution,
            Version = version,
            Codename = os["VERSION_CODENAME"],
            Description = description.Length > 0 ? description : $"{distribution} {version}".TrimEnd(),
            Architecture = machine,
            Kernel = kernelRelease,
            PackageManager = packageManager,
            ServiceManager = serviceManager,
            Processors = count,
            Memory = bytes,
            Families = [.. new[] { distribution }.Concat(like).Concat([packageManager, serviceManager, name, bsd ? "bsd" : "", "unix"]).Where(one => one.Length > 0).Distinct()],
        };
    }

    /// <summary>The number of processors in a list such as <c>0-3,8</c>; 0 where it cannot be read.</summary>
    internal static int CountProcessors(string? ranges)
    {
        int count = 0;
        foreach (string range in (ranges ?? "").Trim().Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] ends = range.Split('-');
            if (!int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out int first)
                || !int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int last))
            {
                return 0;
            }

            count += last - first + 1;
        }

        return count;
    }

    private static long TotalMemory(string? meminfo)
    {
        foreach (string line in (meminfo ?? "").Split('\n'))
        {
            if (line.StartsWith("MemTotal:", StringComparison.Ordinal)
                && line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [_, var number, "kB"]
                && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long kibibytes))
            {
                return kibibytes * 1024;
            }
        }

        return 0;
    }

    private static async ValueTask<(int Processors, long Memory)> AskSysctlAsync(ISystemReader system, string name)
    {
        string? output = await system.AskAsync("sysctl", "-n", "hw.ncpu", name == "darwin" ? "hw.memsize" : "hw.physmem").ConfigureAwait(false);
        string[] lines = (output ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return lines is [var count, var bytes]
            && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out int processors)
            && long.TryParse(bytes, NumberStyles.None, CultureInfo.InvariantCulture, out long memory)
            ? (processors, memory)
            : (0, 0);
    }

    private static async ValueTask<string> FindPackageManagerAsync(ISystemReader system, IReadOnlyList<string> families)
    {
        string native = "";
        foreach (string family in families)
        {
            // "opensuse-leap" and "opensuse-tumbleweed" are openSUSE.
            native = s_native.FirstOrDefault(one => one.Family == family || family.StartsWith(one.Family + "-", StringComparison.Ordinal)).PackageManager ?? "";
            if (native.Length > 0)
            {
                break;
            }
        }

        foreach ((string name, string[] paths) in s_packageManagers.OrderByDescending(one => one.Name == native))
        {
            foreach (string path in paths)
            {
                if (await system.HasAsync(path).ConfigureAwait(false))
                {
                    return name;
                }
            }
        }

        // Not installed (yet), or a system made up for a test: it is the one that this distribution's policies are written for.
        return native;
    }

    private static async ValueTask<string> FindServiceManagerAsync(ISystemReader system, string kernel, bool image)
    {
        if (kernel == "darwin")
        {
            return "launchd";
        }

        if (kernel is "freebsd" or "openbsd" or "netbsd" or "dragonfly")
        {
            return "rc";
        }

        // What runs. In an image nothing does.
        if (!image)
        {
            foreach ((string path, string name) in new[] { ("/run/systemd/system", "systemd"), ("/run/openrc", "openrc"), ("/run/runit", "runit") })
            {
                if (await system.HasAsync(path).ConfigureAwait(false))
                {
                    return name;
                }
            }
        }

        // What would run: init itself says it on most systems.
        string? init = await system.ReadLinkOrNullAsync("/sbin/init").ConfigureAwait(false) ?? await system.ReadLinkOrNullAsync("/usr/sbin/init").ConfigureAwait(false);
        foreach (string name in new[] { "systemd", "openrc", "runit" })
        {
            if (init?.Contains(name, StringComparison.Ordinal) == true)
            {
                return name;
            }
        }

        foreach ((string path, string name) in new[]
        {
            ("/sbin/openrc-run", "openrc"), ("/usr/sbin/openrc-run", "openrc"), ("/etc/inittab", "sysvinit"),
            ("/lib/systemd/systemd", "systemd"), ("/usr/lib/systemd/systemd", "systemd"), ("/etc/runit/2", "runit"),
        })
        {
            if (await system.HasAsync(path).ConfigureAwait(false))
            {
                return name;
            }
        }

        return "";
    }

    /// <summary>The architecture that an image is built for, by the header of its shell: right also where it is not ours to run.</summary>
    private static async ValueTask<string> OfImageAsync(ISystemReader system)
    {
        try
        {
            if (!await system.HasAsync("/bin/sh").ConfigureAwait(false))
            {
                return OwnMachine();
            }

            ReadOnlyMemory<byte> shell = await system.ReadAsync("/bin/sh").ConfigureAwait(false);
            return OfElf(shell.Span) ?? OwnMachine();
        }
        catch (SystemFaultException)
        {
            return OwnMachine();
        }
    }

    private static string? OfElf(ReadOnlySpan<byte> header)
    {
        if (header.Length < 20 || !header.StartsWith("\u007fELF"u8))
        {
            return null;
        }

        bool little = header[5] == 1;
        int machine = little ? header[18] | (header[19] << 8) : (header[18] << 8) | header[19];
        return machine switch
        {
            3 => "i686",
            8 => "mips",
            21 => little ? "ppc64le" : "ppc64",
            22 => "s390x",
            40 => "armv7l",
            62 => "x86_64",
            183 => "aarch64",
            243 => "riscv64",
            258 => "loongarch64",
            _ => null,
        };
    }

    private static string OwnMachine() => RuntimeInformation.OSArchitecture switch
    {
        Architecture.X64 => OperatingSystem.IsFreeBSD() ? "amd64" : "x86_64",
        Architecture.X86 => "i686",
        Architecture.Arm64 => OperatingSystem.IsMacOS() || OperatingSystem.IsFreeBSD() ? "arm64" : "aarch64",
        Architecture.Arm => "armv7l",
        Architecture.Armv6 => "armv6l",
        Architecture.Ppc64le => "ppc64le",
        Architecture.S390x => "s390x",
        Architecture.RiscV64 => "riscv64",
        Architecture.LoongArch64 => "loongarch64",
        var other => other.ToString().ToLowerInvariant(),
    };
}
