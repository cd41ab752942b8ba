namespace OpsMop.Types.Tests.Files;

public sealed class LinkTests(LabFixture fixture) : TypeTests(fixture)
{
    [LabFact]
    public async Task Links_lead_where_they_should()
    {
        await ProveAsync("link", there: [("cd /root/opsmop-types/link; find . -type l -printf '%p %l\n' | sort", "./current 1.0\n./settings /etc/hostname")]);
        await AskAsync("rm -r /root/opsmop-types");
    }
}
