namespace OpsMop.Types.Tests.Files;

public sealed class ReplaceTests(LabFixture fixture) : TypeTests(fixture)
{
    [LabFact]
    public Task What_matches_is_replaced() => ProveAsync(
        "replace",
        there: [("cat /root/opsmop-types/replace/opsmop-app.conf; rm -r /root/opsmop-types/replace", "url=https://new.example/a\n[mirror]\nurl=https://new.example/b\ncache=2")]);
}
