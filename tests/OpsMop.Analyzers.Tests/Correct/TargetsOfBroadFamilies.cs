// A family is supported where one of its platforms is; a role's own word is for the role alone.
[Targets("unix")]
public sealed partial class Shop : Policy
{
    public override void Compose(Roles roles)
    {
        roles.Add<Base>(role => role.User = "app");
        roles.Add(new Linux { Groups = ["web", "db"] }, "linux");
    }
}

public sealed partial class Base : Role
{
    public string User { get; set; } = "";

    public override void Define(Host host)
    {
        host.User(User);
        host.Package("curl");
    }
}

[Targets("linux", "systemd", "apt")]
public sealed partial class Linux : Role
{
    public required IReadOnlyList<string> Groups { get; set; }

    public override void Define(Host host)
    {
        foreach (var group in Groups)
        {
            host.Group(group);
        }

        host.Service("cron").Running().Enabled();
        host.Package("cron");
    }
}
