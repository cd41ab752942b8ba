// Resources in local functions, static helpers and methods of a base class.
public abstract partial class Base : Role
{
    protected static FileBuilder Config(Host host, string name) => host.File($"/etc/base/{name}").Mode("0644");

    protected virtual void Extra(Host host)
    {
    }
}

public sealed partial class Derived : Base
{
    public IReadOnlyList<string> Names { get; set; } = ["x"];

    public override void Define(Host host)
    {
        void Declare(string name)
        {
            var file = Config(host, name);
            file.Content($"# {name}\n");
        }

        foreach (var name in Names)
        {
            Declare(name);
        }

        Func<string, LinkBuilder> link = to => host.Link($"/etc/base/to-{to}").Target(to);
        link("a");
        link("b").Owner("root");
        Extra(host);
        Users.Define(host, "operator");
    }

    protected override void Extra(Host host) => host.Package("extra");
}

internal static class Users
{
    public static void Define(Host host, params string[] logins)
    {
        foreach (var login in logins)
        {
            host.User(login).Shell("/bin/bash").CreateHome();
        }
    }
}
