using System.Net;
using OpsMop.Engine.Facts;
using OpsMop.Engine.Systems;
using OpsMop.Testing;

namespace OpsMop.Engine.Tests.Facts;

public sealed class NetworkFactsTests
{
    private const string IpAddress = """
        [{"ifindex":1,"ifname":"lo","flags":["LOOPBACK","UP","LOWER_UP"],"link_type":"loopback","address":"00:00:00:00:00:00","addr_info":[
            {"family":"inet","local":"127.0.0.1","prefixlen":8,"scope":"host"},{"family":"inet6","local":"::1","prefixlen":128,"scope":"host"}]},
         {},
         {"ifindex":2,"ifname":"eth0","flags":["UP"],"link_type":"ether","address":"02:FC:00:00:00:01","addr_info":[
            {"family":"inet","local":"192.0.2.2","prefixlen":24},{"family":"inet6","local":"fe80::fc:ff:fe00:1","prefixlen":64}]}]
        """;

    [Fact]
    public void Another_Linux_is_asked_with_ip()
    {
        NetworkFacts network = new HostFacts(RecordedHosts.Debian()
            .WithFile("/etc/hosts", "127.0.0.1 localhost\n10.0.0.5 web1.example.org web1 # me\n")
            .WithProcess("ip -j address", new ProcessResult(0, IpAddress, ""))
            .WithProcess("ip -j route show default", new ProcessResult(0, """[{"dst":"default","gateway":"192.0.2.9","dev":"wlan0","metric":600},{"dst":"default","gateway":"192.0.2.1","dev":"eth0","metric":100}]""", ""))).Network;

        Assert.Equal(("web1", "web1.example.org"), (network.HostName, network.FullName));
        Assert.Equal(["eth0", "lo"], network.Interfaces.Select(one => one.Name));
        Assert.Equal("02:fc:00:00:00:01", network.Interfaces[0].HardwareAddress);
        Assert.Equal("", network.Interfaces[1].HardwareAddress);
        Assert.True(network.Interfaces[1].IsLoopback);
        Assert.Equal(["192.0.2.2", "fe80::fc:ff:fe00:1"], network.Addresses.Select(address => address.ToString()));
        Assert.Equal(("eth0", IPAddress.Parse("192.0.2.1")), (network.DefaultInterface, network.DefaultGateway!));
    }

    [Fact]
    public void A_Linux_without_a_usable_ip_is_read_from_its_files()
    {
        NetworkFacts network = new HostFacts(RecordedHosts.Alpine()
            .WithProcess("ip -j address", new ProcessResult(1, "", "ip: unrecognized option: j"))
            .WithFile("/sys/class/net/lo/address", "00:00:00:00:00:00\n")
            .WithFile("/sys/class/net/eth0/address", "02:fc:00:00:00:01\n")
            .WithFile("/sys/class/net/eth1/address", "02:fc:00:00:00:02\n")
            .WithFile("/sys/class/net/bonding_masters", "\n")
            .WithFile("/proc/net/route", "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n"
                + "eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0\n"
                + "eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n"
                + "eth1\t0000000A\t00000000\t0001\t0\t0\t0\t000000FF\t0\t0\t0\n")
            .WithFile("/proc/net/fib_trie", """
                Main:
                  +-- 0.0.0.0/0 3 0 5
                     |-- 0.0.0.0
                        /0 universe UNICAST
                     |-- 127.0.0.1
                        /32 host LOCAL
                     |-- 192.0.2.0
                        /24 link UNICAST
                     |-- 192.0.2.2
                        /32 host LOCAL
                     |-- 10.1.2.3
                        /32 host LOCAL
                Local:
                     |-- 192.0.2.2
                        /32 host LOCAL
                """)
            .WithFile("/proc/net/if_inet6", "fe8000000000000000fc00fffe000001 04 40 20 80     eth0\n00000000000000000000000000000001 01 80 10 80       lo\n")).Network;

        string Of(string name) => string.Join(' ', network.Interfaces.Single(one => one.Name == name).Addresses);
        Assert.Equal(["eth0", "eth1", "lo"], network.Interfaces.Select(one => one.Name));
        Assert.Equal(("192.0.2.2 fe80::fc:ff:fe00:1", "10.1.2.3", "127.0.0.1 ::1"), (Of("eth0"), Of("eth1"), Of("lo")));
        Assert.Equal(("eth0", IPAddress.Parse("192.0.2.1")), (network.DefaultInterface, network.DefaultGateway!));
    }

    [Fact]
    public void A_BSD_is_asked_with_ifconfig()
    {
        NetworkFacts network = new HostFacts(new MemorySystem()
            .WithProcess("uname -n", new ProcessResult(0, "bsd.example.org\n", ""))
            .WithProcess("ifconfig -a", new ProcessResult(0, "em0: flags=1008843<UP,BROADCAST,RUNNING> metric 0 mtu 1500\n\toptions=48505bb\n\tether 52:54:00:12:34:56\n\tinet 10.0.2.15 netmask 0xffffff00 broadcast 10.0.2.255\n"
                + "lo0: flags=1008049<UP,LOOPBACK,RUNNING> metric 0 mtu 16384\n\tinet6 ::1 prefixlen 128\n\tinet6 fe80::1%lo0 prefixlen 64 scopeid 0x2\n\tinet 127.0.0.1 netmask 0xff000000\n", ""))
            .WithProcess("route -n get default", new ProcessResult(0, "   route to: 0.0.0.0\ndestination: 0.0.0.0\n    gateway: 10.0.2.2\n  interface: em0\n", ""))).Network;

        Assert.Equal(("bsd", "bsd.example.org"), (network.HostName, network.FullName));
        Assert.Equal(["em0", "lo0"], network.Interfaces.Select(one => one.Name));
        Assert.Equal("52:54:00:12:34:56", network.Interfaces[0].HardwareAddress);
        Assert.Equal(["10.0.2.15"], network.Addresses.Select(address => address.ToString()));
        Assert.Equal(3, network.Interfaces[1].Addresses.Count);
        Assert.Equal(("em0", IPAddress.Parse("10.0.2.2")), (network.DefaultInterface, network.DefaultGateway!));
    }

    [Fact]
    public void A_host_that_answers_nothing_has_a_name_and_no_addresses()
    {
        NetworkFacts network = new HostFacts(new MemorySystem().WithProcess("*", new ProcessResult(0, "Usage: ip [ OPTIONS ]", ""))).Network;
        NetworkFacts empty = new HostFacts(new MemorySystem()).Network;

        Assert.Empty(network.Interfaces);
        Assert.Equal("localhost", empty.HostName);
        Assert.Null(empty.DefaultGateway);
    }

    [Fact]
    public void An_image_has_its_own_name_and_not_the_addresses_of_its_builder()
    {
        MemorySystem image = RecordedHosts.Debian().WithFile("/etc/hostname", "# set at build\nappliance\n").WithProcess("ip *", new ProcessResult(0, IpAddress, ""));

        NetworkFacts network = new HostFacts(image, new() { Source = FactSource.Image }).Network;

        Assert.Equal("appliance", network.HostName);
        Assert.Empty(network.Interfaces);
        Assert.Empty(image.Queries);
    }

    [Fact]
    public void A_route_of_IPv6_counts_where_there_is_no_other()
    {
        const string Zero = "00000000000000000000000000000000";
        Assert.Equal("fd00::1", NetworkGatherer.Default6Of($"{Zero} 00 {Zero} 00 fd000000000000000000000000000001 00000400 00000001 00000000 00000003     eth0")?.Gateway?.ToString());
        Assert.Null(NetworkGatherer.Default6Of($"{Zero} 00 {Zero} 00 {Zero} ffffffff 00000001 00000000 00200200       lo"));
    }

    [Fact]
    public async Task This_machine_says_of_itself_what_ip_says_of_it()
    {
        NetworkFacts own = new HostFacts(new LocalSystem(), HostFactsOptions.ThisMachine).Network;
        var other = new HostFacts(new LocalSystem());
        NetworkFacts asked = await other.EvaluateAsync(() => other.Network);

        string Describe(NetworkFacts network) =>
            $"{network.HostName} {network.FullName} {network.DefaultInterface} {network.DefaultGateway}\n"
            + string.Join('\n', network.Interfaces.Select(one => $"{one.Name} {one.HardwareAddress} {one.IsLoopback} {string.Join(' ', one.Addresses.Select(address => address.ToString()).Order())}"));

        Assert.Contains(own.Interfaces, one => one.IsLoopback);
        Assert.NotEmpty(own.HostName);
        if (File.Exists("/usr/sbin/ip") || File.Exists("/sbin/ip") || File.Exists("/usr/bin/ip"))
        {
            Assert.Equal(Describe(asked), Describe(own));
        }
    }
}
