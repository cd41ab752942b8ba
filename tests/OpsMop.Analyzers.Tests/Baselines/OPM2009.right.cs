// file: files/motd
// file: files/nginx/site.conf
// file: files/nginx/mime.types
public sealed partial class Web : Role
{
    private const string Nginx = "files/nginx";

    public override void Define(Host host)
    {
        host.File("/etc/motd").Source("files/motd").Mode("0644");
        host.File("/etc/nginx/site.conf").Source($"{Nginx}/site.conf").Mode("0644");
        host.File("/etc/nginx/mime.types").Source("files/nginx/mime.types").Mode("0644");
    }
}
