// Extension methods, generic ones too, that set what the rules would miss.
public static class Settings
{
    public static FileBuilder Private(this FileBuilder file) => file.Mode("0600").Owner("root");

    public static T Quiet<T>(this T builder)
        where T : ResourceBuilder<T> => builder.Title("quiet");

    public static ServiceBuilder Up(this ServiceBuilder service) => service.Running();

    public static UserBuilder Gone(this UserBuilder user) => user.Absent();
}

public sealed partial class Site : Role
{
    public override void Define(Host host)
    {
        host.File("/a").Content("a").Private();
        host.Service("a").Enabled().Up();
        host.User("a").RemoveHome().Gone();
        var file = host.File("/b").Quiet();
        file.Private();
        host.Echo("a").Quiet().Timeout("1m30s");
        Finish(host.Package("telnet").Purge());
    }

    private static void Finish<T>(T package)
        where T : PackageBuilderBase<T> => package.Absent();
}
