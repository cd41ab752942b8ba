namespace OpsMop.Lab.Scenarios;

/// <summary>A bit of everything, long enough to be killed in the middle.</summary>
public sealed partial class Site : Role
{
    public int Files { get; set; } = 400;

    public override void Define(Host host)
    {
        var restart = host.Handler("restart", () => host.Shell($"echo restarted >> /srv/site/restarts"));
        host.Directory("/srv/site").Mode("0755");
        host.Group("site");
        host.User("site").Group("site").Home("/srv/site-home").CreateHome(true);
        host.Package("opsmop-demo");
        for (var i = 0; i < Files; i++)
        {
            host.File($"/srv/site/{i}").Content($"file {i}\n").Owner("site").Group("site").Mode(i % 2 == 0 ? "0644" : "0600").Notifies(restart);
            if (i % 50 == 0)
            {
                host.Link($"/srv/site/link-{i}").Target($"/srv/site/{i}");
                host.Shell($"sleep 0.1; echo {i} > /srv/site/made-{i}").Creates($"/srv/site/made-{i}");
            }
        }

        host.Service("opsmop-demo").Running().Enabled();
    }
}
