namespace OpsMop.Types.Tests.Files;

public sealed class OwnsTests(LabFixture fixture) : TypeTests(fixture)
{
    [LabFact]
    public async Task What_nobody_declares_goes_and_the_exceptions_stay()
    {
        await ProveAsync(
            "owns",
            before: "mkdir -p /root/opsmop-types/owns; cd /root/opsmop-types/owns; touch old.conf local-1.conf notes",
            there: [("ls /root/opsmop-types/owns", "blog.conf\nlocal-1.conf\nnotes\nshop.conf")]);
        await AskAsync("rm -r /root/opsmop-types");
    }
}
