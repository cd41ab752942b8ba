public sealed partial class Site : Role
{
    /// <summary>Whether the old server is still there for what has not moved yet.</summary>
    public bool KeepsApache { get; set; }

    public override void Define(Host host)
    {
        host.Directory("/etc/nginx/sites-enabled").Mode("0755");
        host.Package("nginx");
        if (KeepsApache)
        {
            host.Package("apache2");
        }
        else
        {
            host.Package("apache2").Absent();
        }
    }
}
