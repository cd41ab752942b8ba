namespace OpsMop;

/// <summary>Fails, anywhere.</summary>
[Provider<FailResource>("any", Default = true, Proof = Proof.RealHost)]
public sealed class FailProvider : Provider<FailResource>
{
    /// <inheritdoc/>
    public override ValueTask PlanAsync(FailResource want, Plan plan, CancellationToken cancel) => throw new ProviderException(want.Message.ToString());
}
