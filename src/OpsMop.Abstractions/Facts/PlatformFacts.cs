namespace OpsMop;

/// <summary>The operating system of a host.</summary>
public sealed record PlatformFacts
{
    /// <summary>The kernel: <c>linux</c>, <c>darwin</c>, <c>freebsd</c>, <c>openbsd</c>, <c>netbsd</c>.</summary>
    public required string System { get; init; }

    /// <summary>The distribution's id in lower case, such as <c>debian</c>, <c>rocky</c>, <c>macos</c>; from <c>/etc/os-release</c> where there is one.</summary>
    public required string Distribution { get; init; }

    /// <summary>The distribution's version, such as <c>12</c> or <c>24.04</c>; empty for a rolling one.</summary>
    public string Version { get; init; } = "";

    /// <summary>The release's code name, such as <c>bookworm</c>; empty where it has none.</summary>
    public string Codename { get; init; } = "";

    /// <summary>The name for people, such as <c>Debian GNU/Linux 12 (bookworm)</c>.</summary>
    public string Description { get; init; } = "";

    /// <summary>The processor in the words of <c>uname -m</c>: <c>x86_64</c>, <c>aarch64</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>The kernel's release, as <c>uname -r</c> says it.</summary>
    public string Kernel { get; init; } = "";

    /// <summary>The command of the system's package manager: <c>apt</c>, <c>dnf</c>, <c>apk</c>; empty if none is known.</summary>
    public string PackageManager { get; init; } = "";

    /// <summary>What starts services: <c>systemd</c>, <c>openrc</c>, <c>sysvinit</c>, <c>runit</c>, <c>launchd</c>; empty if none is known.</summary>
    public string ServiceManager { get; init; } = "";

    /// <summary>How many processors the host has; 0 where unknown.</summary>
    public int Processors { get; init; }

    /// <summary>The host's memory in bytes; 0 where unknown.</summary>
    public long Memory { get; init; }

    /// <summary>
    /// The names by which providers say where they work, the most telling first: the distribution, those it is like
    /// (<c>ID_LIKE</c>), package and service manager, the kernel, and <c>unix</c>.
    /// </summary>
    public IReadOnlyList<string> Families { get; init; } = [];

    /// <summary>Whether a name is among <see cref="Families"/>.</summary>
    /// <param name="family">The name, such as <c>debian</c> or <c>linux</c>.</param>
    public bool Is(string family) => Families.Contains(family, StringComparer.OrdinalIgnoreCase);
}
