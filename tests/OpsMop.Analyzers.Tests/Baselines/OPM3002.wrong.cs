public sealed partial class Web : Role
{
    /// <summary>Where the site is.</summary>
    public AbsolutePath Root { get; set; } = "/srv/www";

    public override void Define(Host host)
    {
        host.Shell($"apt-get update && apt-get install -y nginx").Unless($"dpkg -s nginx");
        host.Command($"useradd --system www-shop").Unless($"id www-shop");
        host.Command($"mkdir -p {Root}");
        host.Command($"ln -s /etc/nginx/sites-available/shop /etc/nginx/sites-enabled/shop");
        host.Shell($"echo 'net.core.somaxconn = 1024' >> /etc/sysctl.conf");
        host.Command($"systemctl enable --now nginx");
    }
}
