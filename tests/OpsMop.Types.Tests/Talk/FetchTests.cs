namespace OpsMop.Types.Tests.Talk;

public sealed class FetchTests(LabFixture fixture) : TypeTests(fixture)
{
    [LabFact]
    public async Task A_file_is_brought_to_the_controller()
    {
        await ProveAsync(
            "fetch",
            there: [("cd /srv/opsmop-types/fetch && cmp /etc/os-release */os-release && stat -c %a . */os-release", "700\n600")],
            gone: null,
            before: "true",
            "folder=/srv/opsmop-types");
        await AskAsync("rm -rf /srv/opsmop-types");
    }
}
