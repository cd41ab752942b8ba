namespace OpsMop.Engine.Systems;

/// <summary>For which resource effects are recorded.</summary>
/// <param name="Resource">The resource's identity, such as <c>File[/etc/motd]</c>.</param>
/// <param name="Location">Where the policy declares it, <c>file:line</c>.</param>
public sealed record JournalSubject(string Resource, string? Location = null);
