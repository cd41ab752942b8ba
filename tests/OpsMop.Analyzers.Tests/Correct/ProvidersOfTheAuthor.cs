// A family of types and providers of the author's own: a shared generic base of providers, batches, static caches, platforms, aliases, attributes on all.
using System.Text;

[Verbs]
public enum RecordState
{
    Present,

    [Imperative]
    Renewed,
}

/// <summary>A record of DNS.</summary>
[ResourceType("dns-record")]
[OneOf(nameof(Addresses), nameof(Target), nameof(Absent))]
[InsteadOf("nsupdate")]
public sealed partial class DnsRecordResource : Resource
{
    /// <summary>The name, with its zone.</summary>
    [Key, Length(1, 253)]
    public string Fqdn { get; }

    /// <summary>Its type, such as A or CNAME.</summary>
    [Key, AllowedValues("A", "AAAA", "CNAME")]
    public string Kind { get; }

    /// <summary>Where it points.</summary>
    public IReadOnlyList<string>? Addresses { get; }

    /// <summary>The name that it stands for.</summary>
    public string? Target { get; }

    /// <summary>How long others keep it; an hour where it is not given.</summary>
    public Duration Ttl { get; }

    /// <summary>What it is to be.</summary>
    public RecordState? State { get; }

    /// <summary>Whether it is to be gone.</summary>
    [Absence, Excludes(nameof(Ttl))]
    public bool Absent { get; }
}

/// <summary>What all providers of this family share.</summary>
public abstract class CachedProvider<T> : Provider<T>
    where T : Resource
{
    private static readonly char[] s_separators = [' ', '\t'];

    protected abstract AbsolutePath PathOf(T want);

    protected static string[] Words(string line) => line.Split(s_separators, StringSplitOptions.RemoveEmptyEntries);

    public sealed override async ValueTask PlanAsync(T want, Plan plan, CancellationToken cancel)
    {
        var path = PathOf(want);
        var status = await plan.System.StatAsync(path, follow: true, cancel);
        var have = status is null ? "" : Encoding.UTF8.GetString((await plan.System.ReadAsync(path, cancel)).ToArray());
        await CompareAsync(want, plan, have.Split('\n'), cancel);
    }

    protected abstract ValueTask CompareAsync(T want, Plan plan, IReadOnlyList<string> have, CancellationToken cancel);
}

/// <summary>Keeps records in a zone file.</summary>
[Provider<DnsRecordResource>("zone-file", Platforms = ["linux", "freebsd"], Default = true)]
public sealed class ZoneFileProvider : CachedProvider<DnsRecordResource>, IBatchProvider<DnsRecordResource>
{
    protected override AbsolutePath PathOf(DnsRecordResource want) => "/etc/bind/zone";

    protected override ValueTask CompareAsync(DnsRecordResource want, Plan plan, IReadOnlyList<string> have, CancellationToken cancel)
    {
        var wanted = want switch
        {
            { Absent: true } => null,
            { Target: { } target } => $"{want.Fqdn} {want.Kind} {target}",
            _ => string.Join('\n', (want.Addresses ?? []).Select(address => $"{want.Fqdn} {want.Kind} {address}")),
        };
        var old = have.FirstOrDefault(line => Words(line) is [var name, ..] && name == want.Fqdn);
        if (wanted != old)
        {
            plan.Change("records", old, wanted, async (system, stop) => await WriteAsync(system, wanted, stop));
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask PlanAsync(IReadOnlyList<BatchItem<DnsRecordResource>> batch, CancellationToken cancel)
    {
        foreach (var (want, plan) in batch)
        {
            await PlanAsync(want, plan, cancel);
        }
    }

    private static async ValueTask WriteAsync(ISystem system, string? text, CancellationToken cancel)
    {
        await system.SetModeAsync("/etc/bind/zone", text is null ? "0600" : "0644", cancel);
        await system.FlushAsync(cancel);
    }
}

public sealed partial class Zone : Role
{
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Records { get; set; } = new Dictionary<string, IReadOnlyList<string>>();

    public override void Define(Host host)
    {
        foreach (var (name, addresses) in Records)
        {
            host.DnsRecord(name, "A").Addresses(addresses).Ttl("1h");
        }

        host.DnsRecord("www.example.org", "CNAME").Target("web.example.org");
        host.DnsRecord("www.example.org", "A").Absent();
        var renewed = host.Handler("renew", () => host.DnsRecord("ns.example.org", "A").Addresses(["192.0.2.1"]).Renewed());
        host.DnsRecord("old.example.org", "A").Absent().Notifies(renewed);
    }
}
