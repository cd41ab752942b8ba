namespace OpsMop.Engine.Events;

/// <summary>A resource has its turn. Only sinks that ask for it get this event (see <see cref="IEventSink.WantsUnchanged"/>).</summary>
public sealed record ResourceStarted : RunEvent
{
    /// <summary>The role it belongs to.</summary>
    public required string Role { get; init; }

    /// <summary>The resource, such as <c>File[/etc/motd]</c>.</summary>
    public required string Resource { get; init; }

    /// <summary>The policy file that declares it.</summary>
    public string File { get; init; } = "";

    /// <summary>The line that declares it.</summary>
    public int Line { get; init; }
}
