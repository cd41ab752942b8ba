namespace OpsMop.Engine.Tests.Running;

/// <summary>A role that a test writes where it needs it.</summary>
public sealed partial class InlineRole(Action<Host> define) : Role
{
    public override void Define(Host host) => define(host);
}
