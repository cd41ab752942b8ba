// A library beside the policies: a fluent class that wraps the host, disposable scopes, a builder of texts, delegates that get builders, interfaces of roles.
public interface IServed
{
    string Unit { get; }

    AbsolutePath Home => $"/srv/{Unit}";
}

public sealed class Kit(Host host, string name) : IDisposable
{
    private readonly IDisposable _scope = host.With(owner: name, group: name, mode: "0640", directoryMode: "0750");
    private readonly List<ResourceBuilder> _made = [];

    public Kit File(string path, Text content, Action<FileBuilder>? more = null)
    {
        var file = host.File($"/etc/{name}/{path}").Content(content);
        more?.Invoke(file);
        _made.Add(file);
        return this;
    }

    public Kit Folder(string path)
    {
        _made.Add(host.Directory($"/var/lib/{name}/{path}"));
        return this;
    }

    public ServiceBuilder Service() => host.Service(name).Running().Enabled().RestartOn([.. _made]);

    public void Dispose() => _scope.Dispose();
}

public static class Served
{
    public static void Serve<T>(this T role, Host host)
        where T : Role, IServed
    {
        host.User(role.Unit).System().Home(role.Home);
        host.Service(role.Unit).Running().Enabled();
    }
}

public sealed partial class Shop : Role, IServed
{
    public string Unit { get; } = "shop";

    public override void Define(Host host)
    {
        this.Serve(host);
        host.File("/etc/systemd/system/shop.service").Source("files/shop.service").Mode("0644");

        using var kit = new Kit(host, "cart");
        kit.File("cart.conf", "size 3\n")
            .File("secret.conf", "none\n", file => file.Mode("0600").Title("the private part"))
            .Folder("items")
            .Service()
            .Title("the cart");
        host.Directory("/var/lib/cart/extra");

        Configure(host.File("/etc/shop.conf"), file => file.Content("c\n").Mode("0644"));
        Configure(host.Link("/srv/shop/current"), link => link.Target("v1"));
    }

    private static T Configure<T>(T builder, params Action<T>[] steps)
        where T : ResourceBuilder
    {
        foreach (var step in steps)
        {
            step(builder);
        }

        return builder;
    }
}
