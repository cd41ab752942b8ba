using System.Text;
using OpsMop.CommandLine.Output;
using OpsMop.CommandLine.Tests.Output.Fleet;
using OpsMop.Engine.Events;
using OpsMop.Push;
using OpsMop.Push.Agents;

namespace OpsMop.CommandLine.Tests;

/// <summary>The command lines of <c>push</c>, <c>exec</c> and <c>publish</c>, with an engine that only notes what it is asked for.</summary>
public sealed class PushCommandLineTests
{
    private readonly NotingEngine _engine = new();
    private Func<CancellationToken, Task<string?>>? _readAnswer;

    [Theory]
    [InlineData("push --forks 0", "--forks 0: it is a number of hosts, 1 or more.")]
    [InlineData("push --forks many", "--forks many: it is a number of hosts, 1 or more.")]
    [InlineData("push --out plans", "--out needs --plan beside it.")]
    [InlineData("push --detailed-exitcode", "--detailed-exitcode needs --plan beside it.")]
    [InlineData("push plans --plan", "push plans applies saved plans; --plan makes new ones. To save them there, write --plan --out plans.")]
    [InlineData("push --sudo --no-sudo", "--sudo and --no-sudo do not go together.")]
    [InlineData("push --no-sudo --ask-sudo-password", "--ask-sudo-password and --no-sudo do not go together.")]
    [InlineData("push --agentless --agent site-x64", "--agent and --agentless do not go together.")]
    [InlineData("push --agent linux-x64=", "--agent linux-x64=: write the file of the agent")]
    [InlineData("push --timeout 10", "--timeout 10: ")]
    [InlineData("push --root /srv/image", "--root is for an image on this machine: plan --root DIR, apply --root DIR; it means nothing to push.")]
    [InlineData("exec web --tags a -- uptime", "--tags means nothing to exec.")]
    [InlineData("publish --set a=b", "--set means nothing to publish.")]
    [InlineData("push --limt web", "There is no option '--limt' for push. Did you mean '--limit'?")]
    [InlineData("push --serial 1", "There is no option '--serial' for push. It belongs to exec.")]
    [InlineData("push one two", "'two' is one argument too many for push.")]
    [InlineData("exec web uptime", "exec needs its command behind --: exec web -- uptime.")]
    [InlineData("exec web", "exec needs its command behind --: exec web -- uptime.")]
    [InlineData("exec -- uptime", "exec needs to know on which hosts: exec web -- uptime, or exec all -- uptime.")]
    [InlineData("exec web --", "There is no command behind --: exec web -- uptime.")]
    [InlineData("exec web db -- uptime", "'db' is one argument too many for exec.")]
    [InlineData("exec web --serial 1,x -- uptime", "--serial 1,x: write sizes of batches as counts or percentages: 1,10%,100%.")]
    [InlineData("exec web --serial 200% -- uptime", "--serial 200%: write sizes")]
    [InlineData("publish --platform", "Required argument missing for option: '--platform'.")]
    [InlineData("agnt", "There is no verb 'agnt'.")]
    public async Task A_wrong_command_line_exits_with_64_and_says_what_to_write(string args, string message)
    {
        var (code, output, error) = await RunAsync(args.Split(' '));

        Assert.Equal((64, ""), (code, output));
        Assert.StartsWith(message, error, StringComparison.Ordinal);
        Assert.Null(_engine.Request);
    }

    [Fact]
    public async Task A_push_says_what_is_asked_for()
    {
        var (code, _, error) = await RunAsync(
            "push", "--limit", "web:!web03", "-i", "hosts.yaml", "--inventory", "/etc/hosts.d", "--forks", "5", "--fail-fast", "--yes", "--agent", "linux-arm64=a=b", "--agent", "./x=y", "--user", "admin", "--sudo",
            "--ask-password", "--ask-sudo-password", "--timeout", "30s", "--set", "greeting.message=Hi", "--tags", "a,b", "--seed", "7");

        Assert.True(code == 0, error);
        var request = _engine.Request!;
        Assert.Equal((PushVerb.Apply, "web:!web03", 5, true), (request.Verb, request.Limit.Value, request.Forks, request.FailFast));
        Assert.Equal(["hosts.yaml", "/etc/hosts.d"], request.Inventories);
        Assert.Equal([new GivenAgent(AgentPlatform.Named("linux-arm64"), "/work/a=b"), new GivenAgent(null, "/work/x=y")], request.Agents);
        Assert.Equal(
            new ConnectionSettings { User = "admin", Sudo = true, Password = PasswordSource.Prompt, SudoPassword = PasswordSource.Prompt, Timeout = TimeSpan.FromSeconds(30), Options = request.Connection.Options },
            request.Connection);
        Assert.Equal("greeting.message", Assert.Single(request.Settings).Target);
        Assert.Equal(["a", "b"], request.Tags);
        Assert.Equal(7, request.ChaosSeed);
        Assert.Equal((null, null), (request.SavePlansTo, request.PlansFrom));
    }

    [Fact]
    public async Task What_is_not_said_is_left_to_the_inventory()
    {
        await RunAsync("push");

        Assert.Equal(new ConnectionSettings { Options = _engine.Request!.Connection.Options }, _engine.Request.Connection);
        Assert.Equal((PushRequest.UsualForks, false, false), (_engine.Request.Forks, _engine.Request.Limit.IsGiven, _engine.Request.FailFast));
    }

    [Theory]
    [InlineData("push --plan", "Plan", null, null)]
    [InlineData("push --plan --out plans", "Plan", "/work/plans", null)]
    [InlineData("push plans", "Apply", null, "/work/plans")]
    [InlineData("push", "Apply", null, null)]
    public async Task Plans_are_made_saved_and_applied(string args, string verb, string? saved, string? applied)
    {
        await RunAsync(args.Split(' '));

        Assert.Equal((verb, saved, applied), (_engine.Request!.Verb.ToString(), _engine.Request.SavePlansTo, _engine.Request.PlansFrom));
    }

    [Fact]
    public async Task What_stands_behind_two_hyphens_is_the_command_whatever_it_looks_like()
    {
        var (code, _, error) = await RunAsync("exec", "web", "--serial", "1,10%", "--serial", "100%", "--no-sudo", "--", "ls", "-l", "--limit", "--", "it's");

        Assert.True(code == 0, error);
        Assert.Equal(["ls", "-l", "--limit", "--", "it's"], _engine.Request!.Command);
        Assert.Equal((PushVerb.Exec, "web", false), (_engine.Request.Verb, _engine.Request.Hosts.Value, _engine.Request.Limit.IsGiven));
        Assert.Equal(["1", "10%", "100%"], _engine.Request.Batches);
        Assert.False(_engine.Request.Connection.Sudo);
    }

    [Theory]
    [InlineData("push --limit web", 0, 1, 2, 0, 0, 0)]
    [InlineData("push --limit web", 1, 1, 2, 1, 0, 0)]
    [InlineData("push --limit web", 1, 1, 2, 0, 1, 0)]
    [InlineData("push --limit web", 0, 1, 2, 0, 0, 1)]
    [InlineData("push --plan", 0, 0, 2, 0, 0, 0)]
    [InlineData("push --plan --detailed-exitcode", 2, 0, 2, 0, 0, 0)]
    [InlineData("push --plan --detailed-exitcode", 0, 2, 0, 0, 0, 0)]
    [InlineData("push --plan --detailed-exitcode", 1, 0, 2, 0, 1, 0)]
    [InlineData("exec web -- false", 1, 0, 0, 1, 0, 0)]
    public async Task The_exit_code_says_how_it_went(string args, int code, int ok, int changed, int failed, int unreachable, int skipped)
    {
        _engine.Events = [new PushFinished { Ok = ok, Changed = changed, Failed = failed, Unreachable = unreachable, Skipped = skipped, Seconds = 1 }];

        Assert.Equal(code, (await RunAsync(args.Split(' '))).Code);
    }

    [Fact]
    public async Task A_plan_with_something_unknown_or_a_handler_due_is_pending_too()
    {
        var host = new HostFinished { Host = "a", Status = ContactStatus.Ok, Seconds = 1 };
        var finished = new PushFinished { Ok = 1, Changed = 0, Failed = 0, Unreachable = 0, Skipped = 0, Seconds = 1 };
        _engine.Events = [host with { Unknown = 1 }, finished];
        Assert.Equal(2, (await RunAsync("push", "--plan", "--detailed-exitcode")).Code);

        _engine.Events = [host with { PendingHandlers = ["restart"] }, finished];
        Assert.Equal(2, (await RunAsync("push", "--plan", "--detailed-exitcode")).Code);

        _engine.Events = [new RunInterrupted { Host = "a" }, host, finished];
        Assert.Equal(1, (await RunAsync("push", "--plan", "--detailed-exitcode")).Code);
    }

    [Fact]
    public async Task A_push_to_everything_is_refused_where_nobody_can_be_asked_unless_it_says_yes()
    {
        _engine.Scope = new PushScope(["a", "b"], IsEverything: true);

        var (code, output, error) = await RunAsync("push");
        Assert.Equal((64, ""), (code, output));
        Assert.StartsWith("This will change all 2 hosts of the inventory, and there is nobody to ask", error, StringComparison.Ordinal);
        Assert.EndsWith("'sample push --help' says more.\n", error, StringComparison.Ordinal);

        Assert.Equal(0, (await RunAsync("push", "--yes")).Code);
        Assert.Equal(0, (await RunAsync("push", "--plan")).Code);
    }

    [Theory]
    [InlineData("y", 0, true)]
    [InlineData("n", 1, false)]
    public async Task The_operator_s_answer_decides(string answer, int code, bool isDone)
    {
        _engine.Scope = new PushScope(["a", "b"], IsEverything: true);
        _readAnswer = _ => Task.FromResult<string?>(answer);

        var (actual, _, error) = await RunAsync("push");

        Assert.Equal((code, isDone), (actual, !error.Contains("Nothing was done.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Json_is_the_events_of_all_hosts_in_one_stream()
    {
        _engine.Events = SampleFleet.Apply;

        var (code, output, error) = await RunAsync("push", "--output", "json", "--yes");

        Assert.Equal((1, ""), (code, error));
        Assert.Equal(SampleFleet.Apply.Select(EventJson.Write), output.TrimEnd('\n').Split('\n'));
    }

    [Theory]
    [InlineData("push --limit web --yes -v", "sample push --limit @failed")]
    [InlineData("push --plan --limit web", "sample push --plan --limit @failed")]
    [InlineData("push plans --forks 3", "sample push plans … --limit @failed")]
    [InlineData("push --set greeting.message=hush", "sample push … --limit @failed")]
    [InlineData("exec web -- rm x", "sample exec web --limit @failed -- …")]
    public async Task The_end_says_how_to_go_on_without_what_may_be_a_secret(string args, string command)
    {
        _engine.Events = [new PushFinished { Ok = 0, Changed = 0, Failed = 1, Unreachable = 0, Skipped = 0, Seconds = 1, Again = "@failed" }];

        Assert.EndsWith($"go on with what failed: {command}\n", (await RunAsync(args.Split(' '))).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("push")]
    [InlineData("exec")]
    [InlineData("publish")]
    public async Task Help_of_a_verb_looks_like_this(string verb)
    {
        var (code, output, error) = await RunAsync(verb, "--help");

        Assert.Equal((0, ""), (code, error));
        Snapshot.Matches(output, verb);
    }

    [Fact]
    public async Task The_agent_is_not_shown_to_people()
    {
        var (_, output, _) = await RunAsync("--help");

        Assert.DoesNotContain("\n  agent", output, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        var stream = new MemoryStream();
        var error = new StringWriter { NewLine = "\n" };
        using var signals = new StopSignals();
        var code = await Cli.RunAsync("SamplePolicy", () => new SamplePolicy(), args, new Surroundings
        {
            Output = new OutputBuffer(stream),
            Error = error,
            CurrentDirectory = "/work",
            Program = "sample",
            Signals = signals,
            ReadAnswer = _readAnswer,
            Pushes = _ => _engine,
        });
        return (code, Encoding.UTF8.GetString(stream.ToArray()), error.ToString());
    }

    private sealed class NotingEngine : IPushEngine
    {
        public PushRequest? Request { get; private set; }

        public PushScope Scope { get; set; } = new([], IsEverything: false);

        public IReadOnlyList<RunEvent> Events { get; set; } = [new PushFinished { Ok = 1, Changed = 0, Failed = 0, Unreachable = 0, Skipped = 0, Seconds = 1 }];

        public async Task<PushFinished?> RunAsync(PushRequest request, IEventSink sink, CancellationToken stop, CancellationToken abort)
        {
            Request = request;
            if (!await request.ConfirmAsync(Scope, stop))
            {
                return null;
            }

            foreach (var happened in Events)
            {
                sink.Take(happened);
            }

            return (PushFinished)Events[^1];
        }
    }
}
