/// <summary>The name of the host, now and after each boot.</summary>
public sealed partial class HostnameExample : Role
{
    public override void Define(Host host)
    {
        host.Hostname("web1.opsmop.example").Pretty("The first web server");

        // So that the host finds itself without a name server.
        host.HostsEntry("127.0.1.1").Names("web1.opsmop.example", "web1");
    }
}
