namespace OpsMop.Types.Tests.Machine;

public sealed class SysctlTests(LabFixture fixture) : TypeTests(fixture)
{
    [LabFact]
    public async Task Parameters_are_set_and_kept()
    {
        string keys = "net.ipv4.tcp_keepalive_time net.ipv4.tcp_rmem net.ipv4.conf.lo.log_martians";
        string before = await AskAsync($"sysctl {keys}");
        await ProveAsync(
            "sysctl",
            there:
            [
                ($"sysctl -n {keys}", "600\n4096\t131072\t8388608\n1"),
                ("cat /etc/sysctl.d/60-opsmop.conf /etc/sysctl.d/70-opsmop-tcp.conf", "net.ipv4.tcp_keepalive_time = 600\nvm.swappiness = 10\nnet.ipv4.tcp_rmem = 4096 131072 8388608"),
                ("stat -c '%a %U:%G' /etc/sysctl.d/60-opsmop.conf", "644 root:root"),
                ("sysctl -w net.ipv4.tcp_keepalive_time=1 >/dev/null; sysctl --system 2>/dev/null | grep keepalive; sysctl -n net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_keepalive_time = 600\n600"),
            ],
            gone: [("ls /etc/sysctl.d | grep -c opsmop; sysctl -n net.ipv4.tcp_keepalive_time", "1\n600"), ("cat /etc/sysctl.d/70-opsmop-tcp.conf; rm /etc/sysctl.d/70-opsmop-tcp.conf", "")]);
        await AskAsync($"echo '{before}' | sysctl -p -");
    }
}
