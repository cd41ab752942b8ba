using System.Text;
using OpsMop.Engine.Distribution;
using OpsMop.Engine.Events;
using OpsMop.Push.Files;
using OpsMop.Push.Protocol;
using OpsMop.Push.Sessions;

namespace OpsMop.Push.Tests.Sessions;

/// <summary>A controller and an agent talk to each other as they do over ssh, and one of them does not always keep to the rules.</summary>
public sealed class HostSessionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("opsmop-session-").FullName;
    private readonly SteppingPolicy _policy = new();
    private readonly List<RunEvent> _told = [];
    private readonly List<(EarlierRun Run, IReadOnlyList<RunEvent> Events)> _earlier = [];

    public HostSessionTests()
    {
        _policy.Role.Folder = Path.Combine(_folder, "made");
        _policy.Role.Password = Secret.Adopt("kept-from-everybody");
        Directory.CreateDirectory(_policy.Role.Folder);
    }

    private string State => Path.Combine(_folder, "state");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_role_is_run_by_the_agent_with_the_values_that_the_controller_has_given_it()
    {
        var agent = new AgentAtHand(_policy);
        await using (var session = await BeginAsync(agent))
        {
            var result = await session.RunAsync(1, await OrderAsync(), _told.Add);
            Assert.True(result.Succeeded, result.Error);
            Assert.Equal(3, result.Finished!.Changed);
        }

        await agent.Agent;
        Assert.Equal("web1 kept-from-everybody\n", File.ReadAllText(Path.Combine(_policy.Role.Folder, "2")));
        Assert.All(_told, happened => Assert.Equal("web1", happened.Host));
        Assert.Equal("RunStarted RoleStarted ResourceFinished ResourceFinished ResourceFinished RoleFinished RunFinished", string.Join(' ', _told.Select(one => one.GetType().Name)));

        // The same log stays on the host, without what nobody may see.
        var log = Assert.Single(Directory.GetFiles(Path.Combine(State, "push")));
        Assert.EndsWith(".log", log);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(log));
        Assert.Contains("\"event\":\"run.finished\"", File.ReadAllText(log));
        Assert.DoesNotContain("kept-from", File.ReadAllText(log));
    }

    [Fact]
    public async Task A_plan_changes_nothing_and_leaves_nothing()
    {
        var agent = new AgentAtHand(_policy);
        await using (var session = await BeginAsync(agent))
        {
            var result = await session.RunAsync(1, await OrderAsync(RunVerb.Plan), _told.Add);
            Assert.Equal(3, result.Finished!.Changed);
        }

        await agent.Agent;
        Assert.Empty(Directory.GetFiles(_policy.Role.Folder));
        Assert.False(Directory.Exists(Path.Combine(State, "push")));
    }

    [Fact]
    public async Task A_stop_ends_the_run_after_the_running_change()
    {
        (_policy.Role.Steps, _policy.Role.Pause) = (50, 50);
        var agent = new AgentAtHand(_policy);
        await using var session = await BeginAsync(agent);
        var stopped = false;
        var result = await session.RunAsync(1, await OrderAsync(), happened =>
        {
            if (!stopped && happened is ResourceFinished { Resource: var resource } && resource.StartsWith("File"))
            {
                stopped = true;
                session.Stop();
            }
        });
        Assert.True(result.IsInterrupted);
        Assert.InRange(Directory.GetFiles(_policy.Role.Folder).Length, 1, 20);
    }

    [Fact]
    public async Task A_run_whose_connection_breaks_is_finished_and_the_rest_of_it_told_to_the_next_session()
    {
        (_policy.Role.Steps, _policy.Role.Pause) = (8, 30);
        var order = await OrderAsync();
        var agent = new AgentAtHand(_policy);
        BrokenSessionException broken;
        await using (var session = await BeginAsync(agent))
        {
            broken = await Assert.ThrowsAsync<BrokenSessionException>(() => session.RunAsync(1, order, happened =>
            {
                _told.Add(happened);
                if (_told.Count == 6)
                {
                    agent.Kill();
                }
            }));
        }

        // It is still at it, or has just ended: the second agent waits for the first.
        var second = new AgentAtHand(_policy);
        await using (var session = await BeginAsync(second, resume: new ResumedRun(1, broken.Lines)))
        {
            var result = await session.ResumeAsync(new ResumedRun(1, broken.Lines), order, _told.Add);
            Assert.Equal((16, 0), (result.Finished!.Changed, result.Finished.Failed));
        }

        await Task.WhenAll(agent.Agent, second.Agent);
        Assert.Equal(8, Directory.GetFiles(_policy.Role.Folder).Length);
        Assert.Equal(16, _told.OfType<ResourceFinished>().Count());
        Assert.Equal(16, _told.OfType<ResourceFinished>().Select(one => (one.Resource, one.Time)).Distinct().Count());
        Assert.EndsWith(".log", Assert.Single(Directory.GetFiles(Path.Combine(State, "push"))));
    }

    [Fact]
    public async Task An_agent_that_is_to_stop_when_its_connection_breaks_stops()
    {
        (_policy.Role.Steps, _policy.Role.Pause) = (100, 50);
        var agent = new AgentAtHand(_policy);
        await using (var session = await BeginAsync(agent, onDisconnect: DisconnectPolicy.Stop))
        {
            var order = await OrderAsync();
            await Assert.ThrowsAsync<BrokenSessionException>(() => session.RunAsync(1, order, happened =>
            {
                if (happened is ResourceFinished)
                {
                    agent.Kill();
                }
            }));
        }

        await agent.Agent;
        Assert.InRange(Directory.GetFiles(_policy.Role.Folder).Length, 0, 60);
    }

    [Fact]
    public async Task The_next_push_is_told_once_what_became_of_a_run_that_nobody_has_heard_of()
    {
        (_policy.Role.Steps, _policy.Role.Pause) = (4, 20);
        var order = await OrderAsync();
        var agent = new AgentAtHand(_policy);
        await using (var session = await BeginAsync(agent))
        {
            await Assert.ThrowsAsync<BrokenSessionException>(() => session.RunAsync(1, order, _ => agent.Kill()));
        }

        await agent.Agent;
        for (var push = 2; push <= 3; push++)
        {
            var next = new AgentAtHand(_policy);
            await using (var session = await BeginAsync(next, push: $"push-{push}"))
            {
                Assert.Equal(4, (await session.RunAsync(1, order, _ => { })).Finished!.Changed);
            }

            await next.Agent;
        }

        var (run, events) = Assert.Single(_earlier);
        Assert.Equal(("alice@laptop", "web1"), (run.Operator, run.Host));
        Assert.Equal(8, events.OfType<RunFinished>().Single().Changed);
    }

    [Fact]
    public async Task A_run_that_never_began_is_said_to_be_unknown()
    {
        var agent = new AgentAtHand(_policy);
        await using var session = await BeginAsync(agent, resume: new ResumedRun(7, 0));
        Assert.True((await session.ResumeAsync(new ResumedRun(7, 0), await OrderAsync(), _told.Add)).IsUnknown);
    }

    [Fact]
    public async Task A_role_that_the_agent_does_not_know_is_told_as_another_build()
    {
        var order = await OrderAsync();
        var agent = new AgentAtHand(_policy);
        await using var session = await BeginAsync(agent);
        var result = await session.RunAsync(1, order with { Roles = [order.Roles[0] with { Type = "Gone" }] }, _told.Add);
        Assert.Contains("another build", Assert.Single(result.Findings).Message);
    }

    [Fact]
    public async Task An_agent_of_another_policy_is_let_go_of()
    {
        var agent = new AgentAtHand(_policy);
        await using var session = await BeginAsync(agent, policy: "Other");
        var broken = await Assert.ThrowsAsync<BrokenSessionException>(async () => await session.RunAsync(1, await OrderAsync(), _told.Add));
        Assert.True(broken.IsHostile);
        Assert.Contains("SteppingPolicy", broken.Message);
    }

    public static TheoryData<string, string> Hostile => new()
    {
        { "66", """{"event":"push.finished","ok":1,"changed":0,"failed":0,"unreachable":0,"skipped":0,"seconds":0}""" },
        { "66", "no event" },
        { "67", """{"run":9}""" },
        { "71", """{"number":1,"sha256":"../../etc/shadow","offset":0}""" },
        { "71", """{"number":1,"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","offset":0}""" },
        { "72", """{"number":1,"path":"/etc/cron.d/x","size":3,"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","asksOnly":false}""" },
        { "73", "" },
        { "1", "{}" },
        { "83", "" },
        { "200", "" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task An_agent_that_does_what_none_does_is_let_go_of_and_gets_nothing(string kind, string payload)
    {
        var hostile = new HostileAgent(byte.Parse(kind), Encoding.UTF8.GetBytes(payload));
        await using var session = await BeginAsync(hostile);
        var broken = await Assert.ThrowsAsync<BrokenSessionException>(async () => await session.RunAsync(1, await OrderAsync(), _told.Add));
        Assert.True(broken.IsHostile);
        Assert.StartsWith("web1 does what no agent does", broken.Message);
        Assert.True(hostile.IsKilled);
        Assert.DoesNotContain(_told, happened => happened is PushFinished);
    }

    [Fact]
    public async Task Events_of_an_agent_are_those_of_its_host_whatever_it_says()
    {
        var hostile = new HostileAgent(66, "{\"event\":\"message\",\"host\":\"database\",\"role\":\"\",\"resource\":\"\",\"message\":\"hello\"}\n"u8.ToArray());
        await using var session = await BeginAsync(hostile);
        var running = session.RunAsync(1, await OrderAsync(), _told.Add);
        for (var i = 0; i < 500 && _told.Count == 0; i++)
        {
            await Task.Delay(5);
        }

        hostile.Kill();
        await Assert.ThrowsAsync<BrokenSessionException>(() => running);
        Assert.Equal("web1", Assert.IsType<MessageSaid>(Assert.Single(_told)).Host);
    }

    private async Task<RunOrder> OrderAsync(RunVerb verb = RunVerb.Apply)
    {
        var composition = await FleetComposition.ComposeAsync(_policy, [], []);
        Assert.Empty(composition.Findings);
        return composition.Order(new FleetHost("web1", [], [], composition.Entries), composition.Entries, verb);
    }

    private async Task<HostSession> BeginAsync(
        Push.Connections.IRemoteProcess agent,
        ResumedRun? resume = null,
        DisconnectPolicy onDisconnect = DisconnectPolicy.Finish,
        string push = "push-1",
        string policy = nameof(SteppingPolicy))
    {
        using var server = new FileServer(_folder);
        var files = new SessionFiles(await server.ForHostAsync([_policy.Role], [], default));
        var start = new SessionStart
        {
            Push = push,
            Operator = "alice@laptop",
            OnDisconnect = onDisconnect,
            StateDirectory = State,
            ResumeRun = resume?.Run ?? 0,
            ResumeAfter = resume?.Lines ?? 0,
        };
        return await HostSession.BeginAsync("web1", policy, AgentConnection.Running(agent, "linux-x64"), start, files, (run, events) => _earlier.Add((run, events)));
    }
}
