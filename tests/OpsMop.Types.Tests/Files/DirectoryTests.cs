namespace OpsMop.Types.Tests.Files;

public sealed class DirectoryTests(LabFixture fixture) : TypeTests(fixture)
{
    [LabFact]
    public Task What_nobody_declares_goes() => ProveAsync(
        "directory",
        there: [("ls -R /root/opsmop-types/directory/conf.d; rm -r /root/opsmop-types/directory", "/root/opsmop-types/directory/conf.d:\nlocal-a.conf\nsite.conf")],
        before: "mkdir -p /root/opsmop-types/directory/conf.d/old/deep; cd /root/opsmop-types/directory/conf.d; touch alien old/deep/x local-a.conf; ln -s /etc link");
}
