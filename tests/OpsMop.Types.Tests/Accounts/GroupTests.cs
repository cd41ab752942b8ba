namespace OpsMop.Types.Tests.Accounts;

public sealed class GroupTests(LabFixture fixture) : TypeTests(fixture)
{
    [LabFact]
    public Task A_group_is_made_with_its_members_and_taken_away() => ProveAsync(
        "group",
        there: [("getent group opsmop-team", "opsmop-team:x:4321:root")],
        gone: [("getent group opsmop-team; echo $?", "2")]);
}
