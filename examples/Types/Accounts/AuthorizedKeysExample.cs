/// <summary>All keys with which a user may log in: any other goes.</summary>
public sealed partial class AuthorizedKeysExample : Role
{
    /// <summary>Who may log in as the user, as lines of <c>authorized_keys</c>. They usually come from a data file.</summary>
    public IReadOnlyList<string> Admins { get; set; } =
    [
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOmn9psxhhqTorj13jG3GyJZmJClh3tOlDY2uXSqiRMz ann@laptop",
        "no-agent-forwarding ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAII7nzeGqvUcD8UYqDxbIoDB6ZZMJP3ordwlTT6BBoqvi bob@desk",
    ];

    public override void Define(Host host)
    {
        host.User("opsmop-admin");
        host.AuthorizedKeys("opsmop-admin").Keys(Admins);
    }
}

/// <summary>Nobody logs in as the user with a key.</summary>
public sealed partial class AuthorizedKeysGoneExample : Role
{
    public override void Define(Host host) => host.AuthorizedKeys("opsmop-admin").Absent();
}
