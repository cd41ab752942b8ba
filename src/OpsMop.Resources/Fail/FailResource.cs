namespace OpsMop;

/// <summary>Fails, in plans too. It stands where a policy must not go on: <c>host.Fail("only for web hosts").When(…)</c>.</summary>
[ResourceType("fail", Action = true)]
public sealed partial class FailResource : Resource
{
    /// <summary>Why, and what to do about it. It must hold no secret.</summary>
    [Required, Printed]
    public Text Message { get; }

    /// <inheritdoc/>
    protected override string? Summary => Message.ToString();
}
