/// <summary>Modules of the kernel.</summary>
public sealed partial class KernelModuleExample : Role
{
    /// <summary>Whether they are loaded and unloaded now. A container may not: there they are only kept for the next boot.</summary>
    public bool Now { get; set; } = true;

    public override void Define(Host host)
    {
        // Now and at each boot. A kernel that has it built in has it loaded.
        var tables = host.KernelModule("nf_conntrack").Parameters("hashsize=65536", "acct=1");

        // Neither now nor ever.
        var speaker = host.KernelModule("pcspkr").Blacklisted();

        if (!Now)
        {
            tables.PersistOnly();
            speaker.PersistOnly();
        }
    }
}

/// <summary>They may be loaded by whatever asks for them, and nothing asks for them at boot.</summary>
public sealed partial class KernelModuleGoneExample : Role
{
    /// <summary>Whether they are unloaded now.</summary>
    public bool Now { get; set; } = true;

    public override void Define(Host host)
    {
        if (Now)
        {
            host.KernelModule("nf_conntrack").Absent();
            host.KernelModule("pcspkr").Absent();
        }
        else
        {
            host.KernelModule("nf_conntrack").Absent().PersistOnly();
            host.KernelModule("pcspkr").Absent().PersistOnly();
        }
    }
}
