namespace OpsMop;

/// <summary>Waits for a while. It is no change; a plan says that it would wait, and does not.</summary>
/// <remarks>
/// Where something can be looked at, <c>host.WaitFor(…)</c> waits no longer than it must. With <c>WhenChanged</c> a pause is made only where something has
/// changed.
/// </remarks>
[ResourceType("pause", Action = true)]
public sealed partial class PauseResource : Resource
{
    /// <summary>For how long, such as <c>5s</c>. Whoever asks the run to stop ends it.</summary>
    [Required]
    public Duration Time { get; }

    /// <inheritdoc/>
    protected override string? Summary => Time.ToString();
}
