/// <summary>A swap file.</summary>
public sealed partial class SwapExample : Role
{
    /// <summary>Whether it is used now. A container may not: there it is made, and used at the next boot of what can.</summary>
    public bool Now { get; set; } = true;

    public override void Define(Host host) =>
        host.Swap("/var/opsmop swap").Size("16M").Priority(10).State(Now ? SwapState.Active : SwapState.InFstabOnly);
}

/// <summary>No such file, and nothing in it.</summary>
public sealed partial class SwapGoneExample : Role
{
    public override void Define(Host host) => host.Swap("/var/opsmop swap").Absent();
}
