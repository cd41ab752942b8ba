namespace OpsMop.Lab.Scenarios;

/// <summary>What an image gets before it is booted anywhere.</summary>
public sealed partial class Image : Role
{
    public override void Define(Host host)
    {
        host.Group("image-staff").Gid(4400);
        host.User("image-user").Uid(4400).Group("image-staff").CreateHome();
        host.Package("opsmop-demo");
        host.Service("opsmop-demo").Enabled();
        host.Directory("/etc/opsmop-image").Mode("0750").Group("image-staff");
        host.File("/etc/opsmop-image/conf").Content($"for {host.Platform.Distribution}\n").Owner("image-user").Group("image-staff");
        host.Link("/etc/opsmop-image/current").Target("/etc/opsmop-image/conf");
        host.Shell($"pwd -P > /etc/opsmop-image/pwd").Creates("/etc/opsmop-image/pwd");
    }
}
