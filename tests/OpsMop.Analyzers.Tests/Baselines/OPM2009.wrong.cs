// file: files/motd
// file: files/nginx/site.conf
public sealed partial class Web : Role
{
    private const string Nginx = "files/nginx";

    /// <summary>Whether the site is shown to everybody.</summary>
    public bool IsPublic { get; set; }

    public override void Define(Host host)
    {
        host.File("/etc/motd").Source("files/modt").Mode("0644");
        host.File("/etc/nginx/site.conf").Source(IsPublic ? $"{Nginx}/site.conf" : $"{Nginx}/Site.conf").Mode("0644");
        host.File("/etc/nginx/mime.types").Source("files/nginx/mime.types").Mode("0644");
        host.File("/etc/nginx/default.conf").Source("site.conf").Mode("0644");
    }
}
