using OpsMop.Push.Connections;

namespace OpsMop.Push.Protocol;

/// <summary>A <see cref="ConnectionTarget"/> as it travels to a relay.</summary>
internal sealed record ChildHop
{
    public required string Name { get; init; }

    public string? Address { get; init; }

    public int Port { get; init; }

    public string? User { get; init; }

    public string? IdentityFile { get; init; }

    public bool Sudo { get; init; }

    public string? SudoUser { get; init; }

    public HostKeyPolicy? HostKeys { get; init; }

    public double Timeout { get; init; }

    public double Persist { get; init; }

    public IReadOnlyList<string> Options { get; init; } = [];

    public string? Password { get; init; }

    public string? SudoPassword { get; init; }

    /// <summary>The hops of a target, the target first, down to the one that is reached directly.</summary>
    /// <param name="target">The target.</param>
    public static IReadOnlyList<ChildHop> Of(ConnectionTarget target)
    {
        var hops = new List<ChildHop>();
        for (var hop = target; hop is not null; hop = hop.Via)
        {
            var settings = hop.Settings;
            hops.Add(new ChildHop
            {
                Name = hop.Name,
                Address = settings.Address,
                Port = settings.Port.IsGiven ? settings.Port.Value : 0,
                User = settings.User,
                IdentityFile = settings.IdentityFile,
                Sudo = settings.Sudo == true,
                SudoUser = settings.SudoUser,
                HostKeys = settings.HostKeys,
                Timeout = settings.Timeout.Value.TotalSeconds,
                Persist = settings.Persist.Value.TotalSeconds,
                Options = settings.Options,
                Password = hop.Password?.Reveal(),
                SudoPassword = hop.SudoPassword?.Reveal(),
            });
        }

        return hops;
    }

    /// <summary>The target that hops stand for.</summary>
    /// <param name="hops">The hops.</param>
    public static ConnectionTarget ToTarget(IReadOnlyList<ChildHop> hops)
    {
        ConnectionTarget? target = null;
        for (var i = hops.Count - 1; i >= 0; i--)
        {
            target = hops[i].ToTarget(target);
        }

        return target ?? throw new ProtocolException("A host to connect to was not named.");
    }

    private ConnectionTarget ToTarget(ConnectionTarget? via) => new()
    {
        Name = Name,
        Via = via,
        Password = Password is null ? null : Secret.Adopt(Password),
        SudoPassword = SudoPassword is null ? null : Secret.Adopt(SudoPassword),
        Settings = new ConnectionSettings
        {
            Address = Address,
            Port = Port > 0 ? Port : default(OpsMop.Port),
            User = User,
            IdentityFile = IdentityFile,
            Sudo = Sudo,
            SudoUser = SudoUser,
            HostKeys = HostKeys,
            Timeout = Timeout > 0 ? TimeSpan.FromSeconds(Timeout) : default(Duration),
            Persist = Persist > 0 ? TimeSpan.FromSeconds(Persist) : default(Duration),
            Options = Options,
        },
    };
}
