namespace OpsMop.Types.Tests.Files;

public sealed class FileTests(LabFixture fixture) : TypeTests(fixture)
{
    [LabFact]
    public async Task Files_get_their_content_mode_and_owner_from_wherever_it_comes()
    {
        await ProveAsync(
            "file",
            before: "mkdir -p /root/opsmop-types/file; touch /root/opsmop-types/file/outdated",
            there:
            [
                ("cd /root/opsmop-types/file; stat -c '%n %a %U:%G %s' *", "content 644 root:root 7\nempty 600 root:root 0\nonce 644 root:root 8\nscript.sh 755 root:root 11\nsource 644 root:root 24\nurl 644 root:root 7"),
                ("cmp /root/opsmop-types/file/content /root/opsmop-types/file/url", ""),
            ]);
        await AskAsync("rm -r /root/opsmop-types");
    }
}
