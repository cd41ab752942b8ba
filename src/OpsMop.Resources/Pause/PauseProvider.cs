namespace OpsMop;

/// <summary>Waits, anywhere.</summary>
[Provider<PauseResource>("any", Default = true, Proof = Proof.RealHost)]
public sealed class PauseProvider : Provider<PauseResource>
{
    /// <inheritdoc/>
    public override ValueTask PlanAsync(PauseResource want, Plan plan, CancellationToken cancel)
    {
        plan.Do($"pause for {want.Time}", async (_, stop) =>
        {
            await Task.Delay(want.Time.Value, stop).ConfigureAwait(false);
            return null;
        });
        return default;
    }
}
