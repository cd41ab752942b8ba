namespace OpsMop.Engine.Tests.Plans;

/// <summary>A role with a variable.</summary>
public sealed partial class SettableRole : Role
{
    public string Message { get; set; } = "default";

    public override void Define(Host host) => host.File("/etc/motd").Content("always the same");
}
