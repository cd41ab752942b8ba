using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace OpsMop.Lab;

/// <summary>Whether the lab can be started here.</summary>
public static partial class LabRequirements
{
    private static readonly Lazy<string?> s_missing = new(Find);

    private static readonly (string Program, string Package)[] s_programs =
    [
        ("systemd-nspawn", "systemd-container"), ("ip", "iproute2"), ("ssh", "openssh-client"), ("scp", "openssh-client"),
        ("ssh-keygen", "openssh-client"), ("mount", "mount"), ("umount", "mount"), ("dpkg-deb", "dpkg"), ("nsenter", "util-linux"), ("pkill", "procps"),
    ];

    /// <summary>Why the lab cannot be started here, for a person; <see langword="null"/> if it can.</summary>
    public static string? Missing => s_missing.Value;

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("OPSMOP_LAB") == "off")
        {
            return "The lab is turned off by OPSMOP_LAB=off.";
        }

        if (!OperatingSystem.IsLinux())
        {
            return "The lab needs Linux.";
        }

        if (!Environment.IsPrivilegedProcess)
        {
            return "The lab needs root: it mounts, bridges and boots.";
        }

        // Root in an unprivileged container may do none of that.
        const int NetAdmin = 12;
        const int SysAdmin = 21;
        string? line = File.ReadLines("/proc/self/status").FirstOrDefault(one => one.StartsWith("CapEff:", StringComparison.Ordinal));
        if (line is not null && ulong.TryParse(line[7..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong capabilities)
            && ((capabilities & (1UL << SysAdmin)) == 0 || (capabilities & (1UL << NetAdmin)) == 0))
        {
            return "The lab needs the capabilities SYS_ADMIN and NET_ADMIN, which root does not have in this container.";
        }

        string[] packages = [.. s_programs.Where(one => !Tool.Exists(one.Program)).Select(one => one.Package).Distinct()];
        if (packages.Length > 0)
        {
            return $"The lab needs: apt-get install {string.Join(' ', packages)}";
        }

        if (!Directory.Exists(LabPaths.Base))
        {
            if (!Tool.Exists("debootstrap"))
            {
                return $"The lab has no base image in {LabPaths.Base}, and debootstrap, which makes it, is not installed: apt-get install debootstrap";
            }

            if (Environment.GetEnvironmentVariable("http_proxy") is not { Length: > 0 } && Mirror() is { } mirror && !CanReach(mirror))
            {
                return $"The lab has no base image in {LabPaths.Base}, and {mirror}, where debootstrap has it from, cannot be reached.";
            }
        }

        return null;
    }

    /// <summary>The host that debootstrap takes packages from, by its own script; <see langword="null"/> where that does not tell.</summary>
    private static string? Mirror()
    {
        const string Script = "/usr/sbin/debootstrap";
        return File.Exists(Script) && MirrorLine().Match(File.ReadAllText(Script)) is { Success: true } match ? match.Groups[1].Value : null;
    }

    private static bool CanReach(string host)
    {
        try
        {
            using var client = new TcpClient();
            return client.ConnectAsync(host, 80).Wait(TimeSpan.FromSeconds(5));
        }
        catch (AggregateException)
        {
            return false;
        }
    }

    [GeneratedRegex("""^\s*DEF_MIRROR="http://([^/"]+)""", RegexOptions.Multiline)]
    private static partial Regex MirrorLine();
}
