/// <summary>A web application. Three things are wrong with it, and the compiler says so.</summary>
public sealed partial class Shop : Role
{
    /// <summary>The password of its database.</summary>
    public Secret Password { get; set; } = null!;

    public override void Define(Host host)
    {
        host.Directory("/srv/shop").Owner("shop").Mode("0789");
        host.File("/etc/shop.conf").Content("workers 4\n").Source("files/shop.conf").Mode("0640");

        var database = $"postgres://shop:{Password}@db/shop";
        host.File("/etc/shop.env").Content($"DATABASE_URL={database}\n").Mode("0600");
    }
}
