// One class under several names, in loops and conditions.
public sealed partial class Farm : Policy
{
    public IReadOnlyList<string> Domains { get; set; } = ["a.example", "b.example"];

    public bool Status { get; set; }

    public override void Compose(Roles roles)
    {
        foreach (var domain in Domains)
        {
            roles.Add<Site>(domain, site => site.Domain = domain);
        }

        foreach (var (domain, index) in Domains.Select((domain, index) => (domain, index)))
        {
            roles.Add(new Site { Domain = $"{index}.{domain}" }, name: $"copy-{index}");
        }

        if (Status)
        {
            roles.Add<Site>("status", site => site.Domain = "status.example");
        }
        else
        {
            roles.Add<Site>("status", site => site.Domain = "nothing.example");
        }
    }
}

public sealed partial class Site : Role
{
    [Required]
    public string Domain { get; set; } = "";

    public override void Define(Host host)
    {
        host.File($"/srv/{Domain}/index.html").Content($"<h1>{Domain}</h1>\n").Mode("0644");
        host.Include<Logs>(logs => logs.Folder = $"/var/log/{Domain}", name: "access");
        host.Include<Logs>(logs => logs.Folder = $"/var/log/{Domain}-errors", name: "errors");
    }
}

public sealed partial class Logs : Role
{
    public AbsolutePath Folder { get; set; }

    public override void Define(Host host) => host.Directory(Folder).Mode("0750").Parents();
}
