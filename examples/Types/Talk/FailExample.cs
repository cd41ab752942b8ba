/// <summary>Fails. It stands where a policy must not go on.</summary>
public sealed partial class FailExample : Role
{
    /// <summary>Whether there is no way on.</summary>
    public bool Broken { get; set; }

    public override void Define(Host host) =>
        host.Fail("This cannot go on. Try it without --set fail-example.broken=true.").When(Broken);
}
