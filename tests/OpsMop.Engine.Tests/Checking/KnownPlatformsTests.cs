using OpsMop.Engine.Facts;
using OpsMop.Engine.Tests.Facts;
using OpsMop.Parsing;

namespace OpsMop.Engine.Tests.Checking;

public sealed class KnownPlatformsTests
{
    [Fact]
    public void Every_name_is_that_of_a_platform_that_answers_to_it()
    {
        Assert.Contains("debian", KnownPlatforms.Names);
        Assert.All(KnownPlatforms.Names, name => Assert.True(KnownPlatforms.Find(name.ToUpperInvariant())!.Is(name), name));
    }

    [Theory]
    [InlineData("linux", "debian")]
    [InlineData("bsd", "freebsd")]
    [InlineData("rhel", "rhel")]
    [InlineData("suse", "opensuse-leap")]
    [InlineData("launchd", "macos")]
    [InlineData("yum", "amzn")]
    [InlineData("sysvinit", "devuan")]
    public void A_name_that_several_have_in_common_is_that_of_a_typical_one(string name, string distribution) => Assert.Equal(distribution, KnownPlatforms.Find(name)!.Distribution);

    [Fact]
    public void The_compiler_knows_the_same_names() =>
        Assert.Equal(PlatformFamilies.Names.Order(StringComparer.Ordinal), KnownPlatforms.Names.Order(StringComparer.Ordinal));

    [Fact]
    public void What_a_typical_host_is_the_compiler_thinks_possible() =>
        Assert.All(KnownPlatforms.All, typical => Assert.All(typical.Families, one => Assert.All(typical.Families, other =>
            Assert.True(PlatformFamilies.MayMeet(one, other), $"{typical.Description}: {one}, {other}"))));

    [Fact]
    public void A_typical_host_has_the_families_of_what_manages_it() =>
        Assert.All(KnownPlatforms.All, typical =>
        {
            Assert.Equal(typical.Distribution, typical.Families[0]);
            Assert.Contains(typical.PackageManager, typical.Families);
            Assert.Contains(typical.ServiceManager, typical.Families);
            Assert.True(typical.Is("unix") && (typical.Is(typical.System) || typical.Is("bsd")), typical.Description);
        });

    [Theory]
    [InlineData("debian")]
    [InlineData("ubuntu")]
    [InlineData("rocky")]
    [InlineData("alpine")]
    [InlineData("arch")]
    public void A_typical_host_is_what_a_real_one_says_of_itself(string name)
    {
        var real = new HostFacts(RecordedHosts.Named(name)).Platform;
        var typical = KnownPlatforms.Find(name)!;

        Assert.Equal(real.Families, typical.Families);
        Assert.Equal((real.System, real.PackageManager, real.ServiceManager, real.Version), (typical.System, typical.PackageManager, typical.ServiceManager, typical.Version));
    }
}
