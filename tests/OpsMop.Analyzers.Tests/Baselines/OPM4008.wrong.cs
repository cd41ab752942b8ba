public sealed partial class Application : Role
{
    public override void Define(Host host)
    {
        host.Directory("/etc").Owner("app").Recursive();

        using (host.With(owner: "app", group: "app"))
        {
            host.Directory("/var/lib").Recursive();
        }
    }
}
