namespace OpsMop.Types.Tests.Machine;

public sealed class RebootTests(LabFixture fixture) : TypeTests(fixture)
{
    private const string Apply = "dotnet /srv/lab/Types/Types.dll --output json apply --set example=reboot";

    [LabFact]
    public async Task A_host_reboots_once_where_it_is_needed()
    {
        LabHost host = (await Lab.AddHostsAsync(1))[0];
        try
        {
            Assert.Equal(0, (await ApplyAsync("")).Changes);

            // Scheduled: the run ends well, and a second one finds nothing to do.
            (await host.RunAsync("touch /run/reboot-required")).OrThrow();
            Assert.Equal(["Reboot: schedule reboot"], (await ApplyAsync(" --set reboot-example.delay=30m")).Well("The apply").Changed);
            Assert.Equal(0, (await ApplyAsync(" --set reboot-example.delay=30m")).Changes);
            (await host.RunAsync("shutdown -c")).OrThrow();

            // At once: the run goes down with the host, and after the boot there is nothing to do.
            LabResult result = await host.RunAsync(Apply);
            Assert.NotEqual(0, result.ExitCode);
            for (int i = 0; i < 300 && host.IsRunning; i++)
            {
                await Task.Delay(100);
            }

            Assert.False(host.IsRunning, result.Output + result.Error);
            await host.KillAsync();
            await host.StartAsync();
            Assert.Equal(0, (await ApplyAsync("")).Well("The apply after the boot").Changes);
        }
        finally
        {
            await Lab.RemoveHostAsync(host);
        }

        async Task<ExampleRun> ApplyAsync(string more)
        {
            LabResult result = await host.RunAsync(Apply + more);
            return new ExampleRun(result.ExitCode, result.Output + result.Error);
        }
    }
}
