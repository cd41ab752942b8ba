namespace OpsMop.Types.Tests.Files;

public sealed class BlockTests(LabFixture fixture) : TypeTests(fixture)
{
    [LabFact]
    public Task Blocks_are_put_in_and_taken_away() => ProveAsync(
        "block",
        there:
        [
            ("grep -n . /root/opsmop-types/block/opsmop-hosts", "1:# BEGIN OPSMOP loopback\n2:127.0.0.1  localhost\n3:# END OPSMOP loopback\n4:# BEGIN OPSMOP database\n5:10.0.0.5  db1\n6:10.0.0.6  db2\n7:# END OPSMOP database"),
            ("cat /root/opsmop-types/block/opsmop-page.xml", "<!-- BEGIN OPSMOP menu -->\n<menu/>\n<!-- END OPSMOP menu -->"),
        ],
        gone: [("wc -l </root/opsmop-types/block/opsmop-hosts; rm -r /root/opsmop-types/block", "3")]);
}
