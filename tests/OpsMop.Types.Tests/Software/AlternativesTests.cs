namespace OpsMop.Types.Tests.Software;

public sealed class AlternativesTests(LabFixture fixture) : TypeTests(fixture)
{
    [LabFact]
    public Task An_alternative_is_registered_selected_and_taken_away() => ProveAsync(
        "alternatives",
        there:
        [
            ("/usr/local/bin/opsmop-page; readlink -f /usr/local/bin/opsmop-page /usr/local/share/man/opsmop-page.1.gz", "a\n/usr/local/bin/opsmop-page-a\n/usr/share/man/man1/ls.1.gz"),
            ("update-alternatives --query opsmop-page | grep -E 'Status|Priority'", "Status: manual\nPriority: 10"),
            ("update-alternatives --query pager | grep Status", "Status: auto"),
        ],
        gone: [("update-alternatives --query opsmop-page 2>/dev/null; echo $?; ls /usr/local/bin | grep opsmop-page", "2")],
        before: "update-alternatives --quiet --set pager /bin/more; mkdir -p /usr/share/man/man1 && touch /usr/share/man/man1/ls.1.gz");
}
