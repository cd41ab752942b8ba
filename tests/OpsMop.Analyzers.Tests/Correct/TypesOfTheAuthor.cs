// A type and a provider of the author's own, used beside ours.

/// <summary>A line in the hosts file.</summary>
[ResourceType("host-entry")]
[OneOf(nameof(Address), nameof(Absent))]
public sealed partial class HostEntryResource : Resource
{
    /// <summary>The name.</summary>
    [Key, Length(1, 253)]
    public string HostName { get; }

    /// <summary>The address.</summary>
    public string? Address { get; }

    /// <summary>Further names.</summary>
    [Needs(nameof(Address))]
    public IReadOnlyList<string>? Aliases { get; }

    /// <summary>Whether it is to be gone.</summary>
    [Absence]
    public bool Absent { get; }
}

/// <summary>Edits /etc/hosts.</summary>
[Provider<HostEntryResource>("hosts-file", Default = true)]
public sealed class HostsFileProvider : Provider<HostEntryResource>
{
    public override async ValueTask PlanAsync(HostEntryResource want, Plan plan, CancellationToken cancel)
    {
        var have = await plan.System.StatAsync("/etc/hosts", cancel: cancel);
        if (have is null)
        {
            plan.Change("write", from: null, to: want.Address, system => system.SetModeAsync("/etc/hosts", "0644"));
        }
    }
}

public sealed partial class Named : Role
{
    public override void Define(Host host)
    {
        host.HostEntry("db").Address("10.0.0.5").Aliases("database", "postgres");
        host.HostEntry("old").Absent();
    }
}
