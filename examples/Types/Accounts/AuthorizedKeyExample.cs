/// <summary>Keys with which a user may log in over ssh, beside those that are there already.</summary>
public sealed partial class AuthorizedKeyExample : Role
{
    public override void Define(Host host)
    {
        host.User("opsmop-ann");
        host.AuthorizedKey("opsmop-ann", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOmn9psxhhqTorj13jG3GyJZmJClh3tOlDY2uXSqiRMz ann@laptop");

        // A key for a program: one command, from one network, and nothing else.
        host.AuthorizedKey("opsmop-ann", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAII7nzeGqvUcD8UYqDxbIoDB6ZZMJP3ordwlTT6BBoqvi backup")
            .Restrict()
            .From("10.0.0.0/8")
            .OnlyCommand("/usr/bin/rsync --server --sender . /srv");
    }
}

/// <summary>No such keys: whoever has one of them no longer gets in.</summary>
public sealed partial class AuthorizedKeyGoneExample : Role
{
    public override void Define(Host host)
    {
        host.AuthorizedKey("opsmop-ann", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOmn9psxhhqTorj13jG3GyJZmJClh3tOlDY2uXSqiRMz").Absent();
        host.AuthorizedKey("opsmop-ann", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAII7nzeGqvUcD8UYqDxbIoDB6ZZMJP3ordwlTT6BBoqvi").Absent();
    }
}
