namespace OpsMop;

/// <summary>Says what there is to say, anywhere.</summary>
[Provider<EchoResource>("any", Default = true, Proof = Proof.RealHost)]
public sealed class EchoProvider : Provider<EchoResource>
{
    /// <inheritdoc/>
    public override ValueTask PlanAsync(EchoResource want, Plan plan, CancellationToken cancel)
    {
        plan.Say(want.Message.ToString());
        return default;
    }
}
