/// <summary>Hosts that ssh knows by their keys, so that nobody is asked and nobody is deceived.</summary>
public sealed partial class KnownHostExample : Role
{
    public override void Define(Host host)
    {
        // For all users of the host.
        host.KnownHost("git.opsmop.example").Keys("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOmn9psxhhqTorj13jG3GyJZmJClh3tOlDY2uXSqiRMz");

        // For one user, and another port than 22.
        host.KnownHost("[backup.opsmop.example]:2222").Login("root").Keys("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAII7nzeGqvUcD8UYqDxbIoDB6ZZMJP3ordwlTT6BBoqvi");

        // Hosts with certificates: one key for all of them.
        host.KnownHost("*.hosts.opsmop.example").Authority().Keys("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAII7nzeGqvUcD8UYqDxbIoDB6ZZMJP3ordwlTT6BBoqvi");
    }
}

/// <summary>ssh no longer knows them.</summary>
public sealed partial class KnownHostGoneExample : Role
{
    public override void Define(Host host)
    {
        host.KnownHost("git.opsmop.example").Absent();
        host.KnownHost("[backup.opsmop.example]:2222").Login("root").Absent();
        host.KnownHost("*.hosts.opsmop.example").Authority().Absent();
    }
}
