// A With that reaches into roles by long ways: an include of an include, an inherited Define, a generic helper, a local function, Define called by hand.
public sealed partial class Leaf : Role
{
    public override void Define(Host host) => host.File($"/etc/leaf/{RoleName}").Content("leaf\n");
}

public abstract class Trunk : Role
{
    public override void Define(Host host) => host.Directory($"/srv/{RoleName}");
}

public sealed partial class Branch : Trunk
{
    public int Size { get; set; } = 1;
}

public sealed partial class Twig : Role
{
    public override void Define(Host host)
    {
        host.Include<Leaf>(name: "twig-leaf");
        host.Include<Branch>(branch => branch.Size = 2);
    }
}

public sealed partial class Bark : Role
{
    public override void Define(Host host) => host.File("/etc/bark").Content("bark\n");
}

public sealed partial class Moss : Role
{
    public override void Define(Host host) => host.File("/etc/moss").Content("moss\n");
}

public sealed partial class Wood : Role
{
    public override void Define(Host host)
    {
        using (host.With(mode: "0644", directoryMode: "0755"))
        {
            host.Include<Twig>();
            Grow("left");
            Planted<Bark>(host);
            new Moss().Define(host);
        }

        void Grow(string name) => host.Include<Leaf>(name: name);
    }

    private static T Planted<T>(Host host)
        where T : Role, new() => host.Include<T>();
}
