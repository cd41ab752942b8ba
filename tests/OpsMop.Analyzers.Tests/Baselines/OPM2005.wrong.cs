public sealed partial class Web : Policy
{
    public override void Compose(Roles roles)
    {
        roles.Add<Site>(site => site.Domain = "a.example");
        roles.Add<Site>(site => site.Domain = "b.example");
    }
}

public sealed partial class Site : Role
{
    /// <summary>What it is called.</summary>
    [Required]
    public string? Domain { get; set; }

    public override void Define(Host host)
    {
        var folder = (AbsolutePath)"/var/www" / Domain;
        host.Package("nginx");
        host.Directory(folder).Mode("0755");
        host.File(folder / "index.html").Content("Welcome.\n").Mode("0644");
        host.File($"/var/www/{Domain}/index.html").Content("Hello.\n").Mode("0644");
        host.Include<Firewall>();
    }
}

public sealed partial class Firewall : Role
{
    public override void Define(Host host)
    {
        host.Package("nftables");
        host.Package("nginx");
    }
}
