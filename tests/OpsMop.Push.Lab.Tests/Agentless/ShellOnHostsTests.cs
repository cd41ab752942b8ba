using System.Diagnostics;
using OpsMop.Engine;
using OpsMop.Engine.Events;
using OpsMop.Engine.Tests;
using OpsMop.Engine.Tests.Running;
using OpsMop.Push.Agentless;
using OpsMop.Push.Connections;
using OpsMop.Push.Lab.Tests.Connections;
using Xunit.Abstractions;

namespace OpsMop.Push.Lab.Tests.Agentless;

/// <summary>Policies on real hosts with nothing there but sshd and sh.</summary>
public sealed class ShellOnHostsTests(PushLabFixture fixture, ITestOutputHelper output) : ConnectionTestBase(fixture)
{
    [LabFact]
    public async Task A_policy_of_every_kind_plans_converges_and_is_content_the_second_time()
    {
        LabHost host = Fixture.Plain[8];
        (await host.RunAsync("apt-get -qq update")).OrThrow();
        var before = (await host.RunAsync("find /etc /srv /opt /usr -xdev -newermt 2000-01-01 -printf '%p %s %m %u %C@\\n' | sort | sha256sum")).Output;
        try
        {
            var plan = await RunAsync(host, Everything, apply: false);
            Assert.Equal((0, 0), (plan.Failed, plan.Unchanged));
            Assert.True(plan.Changed >= 8, $"{plan.Changed} would be changed");
            Assert.Equal(before, (await host.RunAsync("find /etc /srv /opt /usr -xdev -newermt 2000-01-01 -printf '%p %s %m %u %C@\\n' | sort | sha256sum")).Output);

            var first = await RunAsync(host, Everything, apply: true);
            Assert.Equal((0, plan.Changed), (first.Failed, first.Changed));
            Assert.Equal("active\n", (await host.RunAsync("systemctl is-active opsmop-demo")).Output);
            Assert.Equal("640 pushed pushed 6\n", (await host.RunAsync("stat -c '%a %U %G %s' /srv/agentless/conf")).Output);
            Assert.Equal("two\n", (await host.RunAsync("grep -x two /srv/agentless/lines")).Output);

            var second = await RunAsync(host, Everything, apply: true);
            Assert.Equal((0, 0), (second.Failed, second.Changed));
        }
        finally
        {
            await host.RunAsync("systemctl stop opsmop-demo; apt-get -qqy purge opsmop-demo hello; userdel -r pushed; rm -rf /srv/agentless");
        }
    }

    private static void Everything(Host host)
    {
        host.User("pushed");
        host.Directory("/srv/agentless").Mode("0751");
        host.File("/srv/agentless/conf").Content("hello\n").Owner("pushed").Group("pushed").Mode("0640");
        host.Line("/srv/agentless/lines", "one").Create();
        host.Line("/srv/agentless/lines", "two");
        host.Link("/srv/agentless/link").Target("conf");
        host.Package("hello");
        host.Package("opsmop-demo");
        host.Service("opsmop-demo").Running();
        host.Command($"touch /srv/agentless/made").Creates("/srv/agentless/made");
    }

    [LabFact]
    public async Task A_file_that_is_as_it_should_be_costs_one_round_trip_over_a_long_way()
    {
        // 200 for a measurement.
        const int Files = 40;
        LabHost host = Fixture.Plain[8];
        void Declare(Host h)
        {
            h.Directory("/srv/many");
            for (var i = 0; i < Files; i++)
            {
                h.File($"/srv/many/f{i}").Content($"content of {i}\n").Mode("0644");
            }
        }

        try
        {
            await using (await host.SlowDownAsync(TimeSpan.FromMilliseconds(10)))
            {
                await MeasureAsync("plan", false);
                var (first, _) = await MeasureAsync("first apply", true);
                var (second, requests) = await MeasureAsync("second apply", true);
                Assert.Equal((0, Files + 1), (first.Failed, first.Changed));
                Assert.Equal((0, 0), (second.Failed, second.Changed));
                Assert.InRange(requests, Files, Files + 5);
            }
        }
        finally
        {
            await host.RunAsync("rm -rf /srv/many");
        }

        async Task<(RunFinished Finished, int Requests)> MeasureAsync(string what, bool apply)
        {
            var watch = Stopwatch.StartNew();
            var sent = 0;
            var finished = await RunAsync(host, Declare, apply, requests => sent = requests);
            output.WriteLine($"{what}: {watch.Elapsed.TotalSeconds:0.0} s, {sent} requests");
            return (finished, sent);
        }
    }

    private async Task<RunFinished> RunAsync(LabHost host, Action<Host> define, bool apply, Action<int>? requests = null)
    {
        using var state = new TemporaryFolder();
        await using IRemoteProcess process = await Connector.ConnectAsync(Target(host), ShellSystem.Script);
        await using var system = new ShellSystem(process.Input, process.Output, new() { Host = host.Name, Silence = TimeSpan.FromSeconds(30), ErrorText = () => process.ErrorText });
        var events = new List<RunEvent>();
        var engine = new PolicyEngine(
            new InlinePolicy(define), new EngineOptions { System = system, HostName = host.Name, StateDirectory = state.Path.Value, Sinks = { new Recorder(events) } });
        var finished = await (apply ? engine.ApplyAsync() : engine.PlanAsync());
        foreach (var failed in events.OfType<ResourceFinished>().Where(one => one.Status == OutcomeStatus.Failed))
        {
            output.WriteLine($"{failed.Resource}: {failed.Reason} {failed.Error}");
        }

        requests?.Invoke(system.Requests);
        return finished;
    }

    private sealed class Recorder(List<RunEvent> events) : IEventSink
    {
        public void Take(RunEvent happened) => events.Add(happened);
    }
}
