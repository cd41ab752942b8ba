namespace OpsMop.Push.Connections;

/// <summary>A host with everything decided that it takes to connect to it.</summary>
internal sealed record ConnectionTarget
{
    /// <summary>Its name in the inventory.</summary>
    public required string Name { get; init; }

    /// <summary>The settings of all layers. <see cref="ConnectionSettings.Via"/> counts for nothing here: <see cref="Via"/> does.</summary>
    public required ConnectionSettings Settings { get; init; }

    /// <summary>The host that it is reached through; <see langword="null"/> for a direct connection.</summary>
    public ConnectionTarget? Via { get; init; }

    /// <summary>The password for logging in.</summary>
    public Secret? Password { get; init; }

    /// <summary>The password that <c>sudo</c> may ask for.</summary>
    public Secret? SudoPassword { get; init; }
}
