namespace OpsMop.Lab;

/// <summary>The Debian that every host's root lies over. Made once, never written to again.</summary>
internal static class BaseImage
{
    private const string Packages = "systemd,systemd-sysv,dbus,openssh-server,sudo,iproute2,ca-certificates,procps";

    /// <summary>The host key that every host has at first.</summary>
    public static string HostKey() => File.ReadAllText(Path.Combine(LabPaths.Base, "etc/ssh/ssh_host_ed25519_key.pub")).Trim();

    public static async Task EnsureAsync()
    {
        using FileStream held = await LabLock.TakeAsync(LabPaths.CacheLock);
        if (Directory.Exists(LabPaths.Base))
        {
            return;
        }

        // Whatever a killed run has left here is incomplete; only the rename makes it the base.
        string image = LabPaths.Base + ".new";
        Directory.CreateDirectory(LabPaths.Cache);
        await Tool.MustAsync("rm", "-rf", "--one-file-system", image);
        (await Tool.RunAsync(["debootstrap", "--variant=minbase", $"--include={Packages}", "bookworm", image], time: TimeSpan.FromMinutes(15))).OrThrow();
        foreach (string archive in Directory.EnumerateFiles(Path.Combine(image, "var/cache/apt/archives"), "*.deb"))
        {
            File.Delete(archive);
        }

        await Tool.MustAsync("systemctl", $"--root={image}", "enable", "systemd-networkd", "ssh");

        // Timers that would take the dpkg lock in the middle of a test.
        await Tool.MustAsync("systemctl", $"--root={image}", "mask", "apt-daily.timer", "apt-daily-upgrade.timer");

        // It would configure the host's network from the kernel command line of this machine.
        await Tool.MustAsync("systemctl", $"--root={image}", "mask", "systemd-network-generator.service");
        Directory.Move(image, LabPaths.Base);
    }
}
