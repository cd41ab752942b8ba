// A base role declares commands through virtual methods and properties that a partial class in pieces overrides.
public abstract class Service : Role
{
    protected abstract string Program { get; }

    public override void Define(Host host)
    {
        host.Command(Install()).Creates(Binary);
        Configure(host);
    }

    protected AbsolutePath Binary => $"/opt/{Program}/bin/{Program}";

    protected virtual CommandText Install() => $"/opt/{Program}/install --prefix /opt/{Program}";

    protected virtual void Configure(Host host) => host.Command($"{Program} configure").Creates($"/etc/{Program}.conf");
}

public sealed partial class Shop : Service
{
    protected override string Program => "shop";
}

public sealed partial class Shop
{
    protected override void Configure(Host host)
    {
        base.Configure(host);
        try
        {
            host.Command($"{Binary} index").Unless($"{Binary} indexed");
        }
        finally
        {
            host.Echo("configured");
        }
    }
}
