/// <summary>Waits for a while. A plan says that it would. Where something can be looked at, WaitFor waits no longer than it must.</summary>
public sealed partial class PauseExample : Role
{
    public override void Define(Host host) => host.Pause("100ms").Title("let it settle");
}
