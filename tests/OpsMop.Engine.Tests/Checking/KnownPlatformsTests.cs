using OpsMop.Engine.Facts;
using OpsMop.Engine.Tests.Facts;

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
    public void A_name_that_several_have_in_common_is_that_of_a_typical_one(string name, string distribution) => Assert.Equal(distribution, KnownPlatforms.Find(name)!.Distribution);

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
