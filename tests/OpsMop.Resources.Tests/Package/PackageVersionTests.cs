namespace OpsMop.Resources.Tests;

public sealed class PackageVersionTests
{
    [Theory]
    [InlineData("1.0-1", "1.0-2", -1)]
    [InlineData("1.10-1", "1.9-1", 1)]
    [InlineData("1:1.0-1", "2.0-1", 1)]
    [InlineData("0:1.0-1", "1.0-1", 0)]
    [InlineData("1.0~rc1-1", "1.0-1", -1)]
    [InlineData("1.0^git1-1", "1.0-1", 1)]
    [InlineData("1.0^git1-1", "1.0.1-1", -1)]
    [InlineData("1.0a", "1.0", 1)]
    [InlineData("1.0.a", "1.0.1", -1)]
    [InlineData("1.010", "1.10", 0)]
    [InlineData("1.0", "1.0-3", 0)]
    [InlineData("2.50.1-1.el9_4", "2.50.1-1.el9", 1)]
    public void Versions_are_ordered_as_rpm_orders_them(string one, string other, int order)
    {
        Assert.Equal(order, Math.Sign(PackageVersion.Compare(one, other)));
        Assert.Equal(-order, Math.Sign(PackageVersion.Compare(other, one)));
    }
}
