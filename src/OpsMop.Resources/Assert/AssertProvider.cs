namespace OpsMop;

/// <summary>Checks conditions, anywhere.</summary>
[Provider<AssertResource>("any", Default = true, Proof = Proof.RealHost)]
public sealed class AssertProvider : Provider<AssertResource>
{
    /// <inheritdoc/>
    public override ValueTask PlanAsync(AssertResource want, Plan plan, CancellationToken cancel) =>
        want.Condition() ? default : throw new ProviderException(want.Message.ToString());
}
