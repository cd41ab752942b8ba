// A builder that goes through a method of the author's own: what is set there, this body does not see.
public sealed partial class Site : Role
{
    public override void Define(Host host)
    {
        Private(host.File("/etc/site.key").Content("k"));
        var conf = Private(host.File("/etc/site.conf"));
        conf.Content("c");
    }

    private static FileBuilder Private(FileBuilder file) => file.Mode("0600");
}
