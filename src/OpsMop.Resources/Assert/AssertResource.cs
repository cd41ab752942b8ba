namespace OpsMop;

/// <summary>Fails unless a condition holds when its turn comes: <c>host.Assert(() => host.FileTests.IsDirectory("/data"), "there is no data disk")</c>.</summary>
/// <remarks>In a plan the condition sees what is planned so far.</remarks>
[ResourceType("assert", Action = true)]
public sealed partial class AssertResource : Resource
{
    /// <summary>The condition. It may read facts and must change nothing.</summary>
    [Required]
    public Func<bool> Condition { get; }

    /// <summary>What is wrong if it does not hold, and what to do about it. It must hold no secret.</summary>
    [Required, Printed]
    public Text Message { get; }

    /// <inheritdoc/>
    protected override string? Summary => Message.ToString();
}
