/// <summary>A package of the shop's own repository.</summary>
[ResourceType("package")]
public sealed partial class ShopPackageResource : Resource
{
    /// <summary>Its name there.</summary>
    [Key]
    public string Package { get; }
}

[Provider<ShopPackageResource>("bundle", Platforms = ["linux", "freebsd"], Default = true)]
internal sealed class BundleProvider : Provider<ShopPackageResource>
{
    public override ValueTask PlanAsync(ShopPackageResource want, Plan plan, CancellationToken cancel) => default;
}

[Provider<ShopPackageResource>("tarball", Platforms = ["linux"], Default = true)]
internal sealed class TarballProvider : Provider<ShopPackageResource>
{
    public override ValueTask PlanAsync(ShopPackageResource want, Plan plan, CancellationToken cancel) => default;
}
