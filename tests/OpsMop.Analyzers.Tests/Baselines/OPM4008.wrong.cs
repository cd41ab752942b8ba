public sealed partial class Application : Role
{
    public override void Define(Host host)
    {
        host.Directory("/etc").Owner("app").Mode("0750").Recursive();

        using (host.With(owner: "app", group: "app", directoryMode: "0750"))
        {
            host.Directory("/var/lib").Recursive();
        }
    }
}
