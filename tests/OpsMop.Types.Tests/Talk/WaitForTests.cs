namespace OpsMop.Types.Tests.Talk;

public sealed class WaitForTests(LabFixture fixture) : TypeTests(fixture)
{
    [LabFact]
    public async Task It_waits_for_what_another_makes_and_a_plan_does_not()
    {
        const string Ready = "wait-for-example.ready=/run/opsmop-ready";
        await AskAsync("rm -f /run/opsmop-ready");
        ExampleRun run = await RunAsync("plan", "wait-for", Ready);
        Assert.Contains("Would wait until /run/opsmop-ready has ^root:.", run.Output, StringComparison.Ordinal);
        Assert.Equal((0, 0), (run.ExitCode, run.Changes));

        await AskAsync("systemd-run --quiet sh -c 'sleep 3; echo root: >/run/opsmop-ready'");
        run = await RunAsync("apply", "wait-for", Ready);
        Assert.Equal((0, 0), (run.ExitCode, run.Changes));
        await AskAsync("test -e /run/opsmop-ready && rm /run/opsmop-ready");

        run = await RunAsync("apply", "pause");
        Assert.Equal((0, 0), (run.ExitCode, run.Changes));
    }
}
