/// <summary>What the kernel allows.</summary>
public sealed partial class KernelSettings : Role
{
    // Debian sets some of these itself, in 99-protect-links.conf: the last file wins.
    private static readonly AbsolutePath Kept = "/etc/sysctl.d/99-zz-hardened.conf";

    private static readonly (string Parameter, int Value)[] Network =
    [
        ("net.ipv4.conf.all.rp_filter", 1),
        ("net.ipv4.conf.all.accept_redirects", 0),
        ("net.ipv4.conf.all.send_redirects", 0),
        ("net.ipv4.conf.all.accept_source_route", 0),
        ("net.ipv4.conf.all.log_martians", 1),
        ("net.ipv4.tcp_syncookies", 1),
    ];

    private static readonly (string Parameter, int Value)[] Machine =
    [
        ("kernel.kptr_restrict", 2),
        ("kernel.dmesg_restrict", 1),
        ("kernel.yama.ptrace_scope", 1),
        ("fs.protected_fifos", 2),
        ("fs.protected_regular", 2),
        ("fs.suid_dumpable", 0),
    ];

    /// <summary>Whether what belongs to the whole machine is only kept for the next boot. A container has a network of its own, but not a kernel.</summary>
    public bool OnlyAtBoot { get; set; }

    public override void Define(Host host)
    {
        foreach (var (parameter, value) in Network)
        {
            host.Sysctl(parameter).Value(value).File(Kept);
        }

        foreach (var (parameter, value) in Machine)
        {
            var setting = host.Sysctl(parameter).Value(value).File(Kept);
            if (OnlyAtBoot)
            {
                setting.PersistOnly();
            }
        }

        // A file system of memory that nobody can start programs from.
        host.Mount("/dev/shm").Device("tmpfs").FileSystem("tmpfs").Options("nosuid", "nodev", "noexec");

        // What no server needs.
        foreach (var module in (string[])["dccp", "rds", "tipc"])
        {
            host.KernelModule(module).Blacklisted().PersistOnly();
        }
    }
}
