// Extension methods of the author's own, generic over the builders.
public static class House
{
    public static TBuilder Standard<TBuilder>(this TBuilder builder)
        where TBuilder : ResourceBuilder<TBuilder> => builder.Tags("house").Retry(3, every: "5s");

    public static FileBuilder Config(this Host host, string name, Text content) => host.File($"/etc/house/{name}").Content(content).Mode("0644");

    public static FileBuilder Secretly(this FileBuilder file) => file.Mode("0600").Owner("root");
}

public sealed partial class Furnished : Role
{
    public override void Define(Host host)
    {
        host.Package("curl").Standard();
        host.Config("a.conf", $"name {host.Name}\n").Standard();
        host.File("/etc/house/key").Content("k\n").Secretly();
        var conf = host.Config("b.conf", $"b\n");
        host.Echo("b has changed").WhenChanged(conf);
    }
}
