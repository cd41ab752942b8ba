namespace OpsMop.Types.Tests.Software;

public sealed class DnfTests(LabFixture fixture) : PackageManagerTests(fixture)
{
    [LabFact]
    public async Task Packages_of_dnf_are_installed_held_upgraded_and_taken_away()
    {
        await ProvideRpmsAsync();
        await InstallAsync("dnf", "dnf-plugins-core");
        await ProveAsync(
            "package-dnf",
            before: "sed -i s/gpgcheck=.*/gpgcheck=0/ /etc/dnf/dnf.conf; printf '[main]\\nenabled=0\\n' >/etc/dnf/plugins/local.conf; dnf -q -y makecache 2>/dev/null",
            there:
            [
                ("rpm -qa | sort", "opsmop-rpm-1.0-1.noarch\nopsmop-tool-3.0-1.noarch"),
                ("dnf -q versionlock list 2>/dev/null", "opsmop-rpm-0:1.0-1.*"),
                ("dnf -q -y upgrade 2>/dev/null; rpm -q opsmop-rpm", "opsmop-rpm-1.0-1.noarch"),
            ]);
        await ProveAsync(
            "package-dnf-latest",
            before: "echo mine >/etc/opsmop-rpm.conf",
            there: [("rpm -q opsmop-rpm", "opsmop-rpm-2.0-1.noarch"), ("dnf -q versionlock list 2>/dev/null", ""), ("cat /etc/opsmop-rpm.conf", "mine")]);
        await ConvergeAsync("package-dnf-gone");
        Assert.Equal("", await AskAsync("rpm -qa"));
    }
}
