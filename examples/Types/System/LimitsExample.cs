/// <summary>What the sessions of users may use, from the next login on.</summary>
public sealed partial class LimitsExample : Role
{
    public override void Define(Host host)
    {
        host.User("opsmop-limited").Shell("/bin/sh");

        // Soft limits can be raised by the user up to the hard ones.
        host.Limits("opsmop").Domains("opsmop-limited").Soft("nofile", "2048").Hard("nofile", "4096").Both("core", "0");
    }
}

/// <summary>No such limits.</summary>
public sealed partial class LimitsGoneExample : Role
{
    public override void Define(Host host) => host.Limits("opsmop").Absent();
}
