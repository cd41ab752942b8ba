/// <summary>A certificate that is signed with its own key, and made anew before its end.</summary>
public sealed partial class CertificateExample : Role
{
    public override void Define(Host host)
    {
        host.Directory("/etc/opsmop-tls").Mode("0755");
        host.PrivateKey("/etc/opsmop-tls/app.key");
        host.Certificate("/etc/opsmop-tls/app.pem")
            .KeyFile("/etc/opsmop-tls/app.key")
            .Subject("CN=app.opsmop.example, O=OpsMop")
            .Names("app.opsmop.example", "*.app.opsmop.example", "192.0.2.10")
            .Days(90)
            .RenewBefore("20d");
    }
}

/// <summary>No such certificate, and no such key.</summary>
public sealed partial class CertificateGoneExample : Role
{
    public override void Define(Host host)
    {
        host.Certificate("/etc/opsmop-tls/app.pem").Absent();
        host.PrivateKey("/etc/opsmop-tls/app.key").Absent();
    }
}
