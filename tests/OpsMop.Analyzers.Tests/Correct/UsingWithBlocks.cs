// Owners and modes that come from around: nested, ended early, in a declaration without braces.
public sealed partial class Scoped : Role
{
    public override void Define(Host host)
    {
        using var outer = host.With(owner: "app", directoryMode: "0750");
        host.Directory("/srv/scoped");
        using (host.With(mode: "0640"))
        {
            host.File("/srv/scoped/a").Content("a\n");
            using (host.With(mode: "0600", user: "app"))
            {
                host.File("/srv/scoped/b").Content("b\n");
                host.Parallel(() =>
                {
                    host.File("/srv/scoped/c").Content("c\n");
                    host.File("/srv/scoped/d").Content("d\n");
                });
            }
        }

        host.File("/srv/scoped/e").Content("e\n").Mode("0644");
    }
}
