namespace OpsMop.Engine.Plans;

/// <summary>A change of a plan.</summary>
/// <param name="Action">What is done, as a verb.</param>
/// <param name="From">What was there, as it may be shown.</param>
/// <param name="To">What is to be there, as it may be shown.</param>
/// <param name="Digest">The keyed hash of both and of the content before and after, secrets included.</param>
internal sealed record SavedChange(string Action, string? From, string? To, string Digest)
{
    /// <inheritdoc/>
    public override string ToString() => (From, To) switch
    {
        (null, null) => Action,
        (null, _) => $"{Action} {To}",
        (_, null) => $"{Action} {From}",
        _ => $"{Action} {From} → {To}",
    };
}
