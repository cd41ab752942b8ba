// Kernel parameters: values are objects of several types, sysctl behind WhenChanged, writes below /proc and /sys, modules in a loop, a file by fallocate.
public sealed partial class Kernel : Role
{
    public IReadOnlyDictionary<string, int> Parameters { get; set; } = new Dictionary<string, int> { ["net.core.somaxconn"] = 4096, ["vm.swappiness"] = 10 };

    public IReadOnlyList<string> Modules { get; set; } = ["br_netfilter", "overlay"];

    public bool HugePages { get; set; }

    public override void Define(Host host)
    {
        var lines = from parameter in Parameters
                    orderby parameter.Key
                    let line = $"{parameter.Key} = {parameter.Value}"
                    select line;
        var conf = host.File("/etc/sysctl.d/60-shop.conf").Content(string.Join('\n', lines) + '\n').Mode("0644");
        host.Command($"sysctl --system").WhenChanged(conf);

        foreach (var module in Modules)
        {
            host.File($"/etc/modules-load.d/{module}.conf").Content(module + Environment.NewLine).Mode("0644");
            host.Command($"load-module {module}").Unless($"test -d /sys/module/{module}");
        }

        host.Shell($"echo never > /sys/kernel/mm/transparent_hugepage/enabled").Unless($"grep -q '\\[never\\]' /sys/kernel/mm/transparent_hugepage/enabled").When(!HugePages);
        host.Shell($"echo 1 > /proc/sys/net/ipv4/ip_forward").OnlyIf($"grep -qx 0 /proc/sys/net/ipv4/ip_forward");
        host.Try(() =>
        {
            host.Shell($"fallocate -l 2G /var/cache/shop && chmod 0600 /var/cache/shop").Creates("/var/cache/shop");
            host.Command($"zramctl --find --size 2G").Unless($"grep -q ^/dev/zram /proc/swaps");
        }).Rescue(() => host.Echo("There is no swap here."));
        host.File("/etc/security/limits.d/shop.conf").Content("shop soft nofile 65536\nshop hard nofile 65536\n").Mode("0644");
        host.Directory("/dev/hugepages").Mode("1770").When(() => HugePages && host.FileTests.IsDirectory("/dev"));
    }
}
