/// <summary>Private keys, made on the host, which they never leave.</summary>
public sealed partial class PrivateKeyExample : Role
{
    public override void Define(Host host)
    {
        host.Directory("/etc/opsmop-keys").Mode("0755");
        host.PrivateKey("/etc/opsmop-keys/app.key");

        // For what knows no ECDSA, and for a program that does not run as root.
        host.PrivateKey("/etc/opsmop-keys/old.key").Rsa3072().Group("daemon").Mode("0640");
    }
}

/// <summary>No such keys.</summary>
public sealed partial class PrivateKeyGoneExample : Role
{
    public override void Define(Host host)
    {
        host.PrivateKey("/etc/opsmop-keys/app.key").Absent();
        host.PrivateKey("/etc/opsmop-keys/old.key").Absent();
    }
}
