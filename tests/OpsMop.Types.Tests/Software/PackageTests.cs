namespace OpsMop.Types.Tests.Software;

public sealed class PackageTests(LabFixture fixture) : TypeTests(fixture)
{
    [LabFact]
    public async Task Packages_of_the_system_are_installed_and_taken_away()
    {
        await Lab.Repository.ProvideAsync("jq");
        await ProveAsync(
            "package",
            there: [("tree --version | head -1 | cut -d' ' -f1", "tree"), ("echo '{\"a\":1}' | jq .a", "1"), ("dpkg-query -W -f '${db:Status-Status}' jq", "installed")],
            gone: [("command -v tree jq; echo $?", "1")],
            before: "apt-get -qq update");
        await AskAsync("DEBIAN_FRONTEND=noninteractive apt-get -qq -y purge libjq1 libonig5 >/dev/null");
    }

    [LabFact]
    public async Task A_package_from_a_file_is_held_at_its_version()
    {
        await AskAsync($"cp /srv/repo/{LabRepository.Demo}_1.0_all.deb /srv/opsmop-demo.deb");
        await ProveAsync("package-file", there: [($"dpkg-query -W -f '${{Version}} ${{db:Status-Want}}' {LabRepository.Demo}", "1.0 hold")]);
        await AskAsync($"cp /srv/repo/{LabRepository.Demo}_2.0_all.deb /srv/opsmop-demo.deb");
        await ProveAsync("package-file", there: [($"dpkg-query -W -f '${{Version}} ${{db:Status-Want}}' {LabRepository.Demo}", "2.0 hold")]);
        await AskAsync($"apt-mark -qq unhold {LabRepository.Demo} && apt-get -qq -y purge {LabRepository.Demo} >/dev/null && rm /srv/opsmop-demo.deb");
    }
}
