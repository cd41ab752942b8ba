/// <summary>Parameters of the kernel.</summary>
public sealed partial class SysctlExample : Role
{
    public override void Define(Host host)
    {
        // Now, and in /etc/sysctl.d/60-opsmop.conf for each boot.
        host.Sysctl("net.ipv4.tcp_keepalive_time").Value(600);
        host.Sysctl("net.ipv4.tcp_rmem").Value("4096 131072 8388608").File("/etc/sysctl.d/70-opsmop-tcp.conf");

        // An interface whose name has dots is written with slashes.
        host.Sysctl("net/ipv4/conf/lo/log_martians").Value(1).LiveOnly();

        // A container may not set this: it is only kept.
        host.Sysctl("vm.swappiness").Value(10).PersistOnly();
    }
}

/// <summary>No lines for them; the kernel keeps its values until the next boot.</summary>
public sealed partial class SysctlGoneExample : Role
{
    public override void Define(Host host)
    {
        host.Sysctl("net.ipv4.tcp_keepalive_time").Absent();
        host.Sysctl("net.ipv4.tcp_rmem").File("/etc/sysctl.d/70-opsmop-tcp.conf").Absent();
        host.Sysctl("vm.swappiness").Absent();
    }
}
