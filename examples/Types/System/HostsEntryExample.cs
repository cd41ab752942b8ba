/// <summary>Addresses and their names in /etc/hosts. What others have written there stays.</summary>
public sealed partial class HostsEntryExample : Role
{
    public override void Define(Host host)
    {
        // The first name is the one that the address is called by.
        host.HostsEntry("192.0.2.10").Names("db.opsmop.example", "db-opsmop");

        // A service that has moved: its name is taken from the address that had it.
        host.HostsEntry("2001:db8::11").Names("cache.opsmop.example").MoveNames();
    }
}

/// <summary>No such addresses.</summary>
public sealed partial class HostsEntryGoneExample : Role
{
    public override void Define(Host host)
    {
        host.HostsEntry("192.0.2.10").Absent();
        host.HostsEntry("2001:db8::11").Absent();
    }
}
