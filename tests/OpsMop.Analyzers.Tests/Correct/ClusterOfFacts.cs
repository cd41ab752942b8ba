// Facts asked in every way: groups, network, user facts by JSON, file tests in conditions and When, chaos; nothing of the machine that runs it.
using System.Net.Sockets;
using System.Text.Json;

public sealed partial class Facts : Role
{
    public IReadOnlyDictionary<string, string> Zones { get; set; } = new Dictionary<string, string>();

    public override void Define(Host host)
    {
        var (facts, platform) = (host.UserFacts, host.Platform);
        var zone = Zones.FirstOrDefault(pair => host.Groups.Contains(pair.Key)).Value ?? facts.Text("site.zone", fallback: "none");
        var address = host.Network.Addresses.FirstOrDefault(one => one.AddressFamily == AddressFamily.InterNetwork)?.ToString() ?? "127.0.0.1";
        var workers = Math.Max(2, platform.Processors / 2);
        var cache = platform.Memory switch
        {
            < 2L << 30 => "128M",
            < 8L << 30 => "1G",
            _ => "4G",
        };
        var disks = facts["disks"] is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray().Select(disk => disk.GetString() ?? "").ToList() : [];

        host.File("/etc/facts.conf").Mode("0644").Content($"""
            zone {zone}
            bind {address}
            workers {workers}
            cache {cache}
            host {host.Network.FullName}
            """);
        foreach (var disk in disks.Where(disk => disk is not ""))
        {
            host.Directory($"/mnt/{disk}").Mode("0755").When(() => host.FileTests.Exists($"/dev/{disk}"));
        }

        if (host.Groups is [] || !host.FileTests.IsDirectory("/srv"))
        {
            host.Assert(() => host.FileTests.Exists("/etc/facts.conf"), "There are facts.");
            return;
        }

        host.Invalidate();
        host.When(() => host.Chaos.Chance(10), () => host.Service("facts").Restarted());
        if (facts.Flag("maintenance"))
        {
            host.Service("facts").Stopped();
        }
        else
        {
            host.Service("facts").Running().Enabled();
        }
    }
}
