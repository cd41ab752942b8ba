namespace OpsMop.Types.Tests.Software;

public sealed class ZypperTests(LabFixture fixture) : PackageManagerTests(fixture)
{
    [LabFact]
    public async Task Packages_of_zypper_are_installed_held_upgraded_and_taken_away()
    {
        await ProvideRpmsAsync();
        await InstallAsync("zypper");
        await ProveAsync(
            "package-zypper",
            before: "zypper -q -n packages >/dev/null 2>&1; rm -rf /var/cache/zypp",
            there: [("rpm -qa | sort", "opsmop-rpm-1.0-1.noarch\nopsmop-tool-3.0-1.noarch"), ("zypper -q -n locks | grep -c opsmop-rpm", "1")]);
        await ProveAsync(
            "package-zypper-latest",
            there: [("rpm -q opsmop-rpm", "opsmop-rpm-2.0-1.noarch"), ("zypper -q -n locks | grep -c opsmop-rpm", "1")]);
        await ConvergeAsync("package-zypper-gone");
        Assert.Equal("opsmop-extra-1.0-1.noarch", await AskAsync("rpm -qa"));
        await AskAsync("rpm -e opsmop-extra");
    }
}
