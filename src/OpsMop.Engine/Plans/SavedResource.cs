namespace OpsMop.Engine.Plans;

/// <summary>A turn of a resource in a plan.</summary>
internal sealed record SavedResource
{
    /// <summary>The role and those around it: <c>web/nginx</c>.</summary>
    public required string Role { get; init; }

    /// <summary>The handler that it belongs to; <see langword="null"/> outside handlers.</summary>
    public string? Handler { get; init; }

    /// <summary>The resource: <c>File[/etc/motd]</c>.</summary>
    public required string Resource { get; init; }

    /// <summary>Where the policy declares it.</summary>
    public string At { get; init; } = "";

    /// <summary>Why it was passed over; <see langword="null"/> where it had its turn.</summary>
    public string? Skipped { get; init; }

    /// <summary>Whether it could not be planned, which the policy ignores.</summary>
    public bool Fails { get; init; }

    /// <summary>Whether it rests on what only the apply can tell: whatever it finds then is as planned.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Whether it waits for another that may or may not change, so that it may be passed over.</summary>
    public bool MayBePassedOver { get; init; }

    /// <summary>The changes, in order.</summary>
    public IReadOnlyList<SavedChange> Changes { get; init; } = [];

    /// <summary>What is done besides, which is no change.</summary>
    public IReadOnlyList<string> Deeds { get; init; } = [];

    /// <summary>What it has asked.</summary>
    public IReadOnlyList<SavedAnswer> Asked { get; init; } = [];
}
