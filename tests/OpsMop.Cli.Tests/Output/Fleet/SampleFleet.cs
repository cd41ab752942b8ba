using OpsMop.Engine.Events;

namespace OpsMop.CommandLine.Tests.Output.Fleet;

/// <summary>Events as pushes to many hosts would send them, those of all hosts in turns.</summary>
internal static class SampleFleet
{
    private static readonly DateTimeOffset Time = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Five hosts: two are changed alike, one of them has a change of its own; one is in order, one fails, and one cannot be reached.</summary>
    public static IReadOnlyList<RunEvent> Apply { get; } = Push(
        "apply",
        new()
        {
            ["web01"] = [.. Begin(3), .. Nginx("restart"), Ok("File[/etc/motd]"), .. Done(changed: 2)],
            ["web02"] = [.. Begin(3), .. Nginx("restart"), Hostname("web02"), .. Done(changed: 3)],
            ["web03"] = [.. Begin(3), Ok("File[/etc/nginx/nginx.conf]"), Ok("File[/etc/motd]"), .. Done()],
            ["web10"] = [.. Begin(3), .. Nginx("restart"), Failure("web10"), .. Done(changed: 2, failed: 1, error: "The command 'app check' ended with exit code 7.", pending: ["restart app"])],
            ["db1"] =
            [
                new HostContacting(),
                new HostContacting { Attempt = 2, Reason = "too many connections" },
                new HostFinished { Status = ContactStatus.Unreachable, Error = "db1 does not answer at 10.0.0.9:22 within 10 s.\nIs it on, and does a firewall stand between?", Seconds = 10 },
            ],
        },
        again: "@failed");

    /// <summary>A plan for five hundred: almost all would change alike.</summary>
    public static IReadOnlyList<RunEvent> BigPlan { get; } = Push(
        "plan",
        Enumerable.Range(1, 500).ToDictionary(i => $"web{i:000}", i => (RunEvent[])
        [
            .. Begin(3),
            .. i % 100 == 50 ? (RunEvent[])[Hostname($"web{i:000}")] : [],
            .. i == 77 ? [Failure("web077"), .. Done(failed: 1, error: "The command 'app check' ended with exit code 7.")]
                : i > 490 ? [Ok("File[/etc/nginx/nginx.conf]"), .. Done()]
                : (RunEvent[])[.. Nginx("restart"), .. Done(changed: i % 100 == 50 ? 3 : 2)],
        ]),
        again: "@failed");

    /// <summary>One host, as a newcomer has it.</summary>
    public static IReadOnlyList<RunEvent> OneHost { get; } = Push("apply", new() { ["web01"] = [.. Begin(3), .. Nginx("restart"), Said("configured for web01"), Ok("File[/etc/motd]"), .. Done(changed: 2)] });

    /// <summary>A command: three answers of hosts, and one that fails.</summary>
    public static IReadOnlyList<RunEvent> Exec { get; } = Push(
        "exec",
        new()
        {
            ["web01"] = [new HostContacting(), Answer("Linux 6.1.0\nDebian 12\n"), Exited()],
            ["web02"] = [new HostContacting(), Answer("Linux 6.1.0\nDebian 12\n"), Exited()],
            ["web03"] = [new HostContacting(), Answer("Linux 5.10.0\nDebian 11\n"), Exited()],
            ["web04"] = [new HostContacting(), Answer("", 127, "sh: 1: lsb_release: not found\n"), Exited("The command ended with exit code 127.")],
            ["web05"] = [new HostContacting(), Answer("Linux 6.1.0\nDebian 12\n"), Exited()],
        },
        again: "@failed");

    /// <summary>A command with one line for an answer.</summary>
    public static IReadOnlyList<RunEvent> ShortExec { get; } = Push(
        "exec",
        Enumerable.Range(1, 4).ToDictionary(i => $"web{i}", i => (RunEvent[])[new HostContacting(), Answer(i == 3 ? "6.1.0-17-amd64\n" : "6.1.0-18-amd64\n"), Exited()]));

    public static IReadOnlyList<RunEvent> All => [.. Apply, .. BigPlan, .. OneHost, .. Exec];

    /// <summary>A push with the events of its hosts in turns.</summary>
    public static IReadOnlyList<RunEvent> Push(string verb, Dictionary<string, RunEvent[]> hosts, string again = "")
    {
        var statuses = hosts.Values.Select(events => events.OfType<HostFinished>().Last().Status).ToList();
        var events = new List<RunEvent>
        {
            new PushStarted { Policy = verb == "exec" ? "" : "Site", Verb = verb, Hosts = [.. hosts.Keys], Roles = verb == "exec" ? [] : ["web"], Forks = 32 },
            new BatchStarted { Roles = ["web"], Hosts = [.. hosts.Keys], Number = 1, Of = 1 },
        };
        for (var turn = 0; turn < hosts.Values.Max(of => of.Length); turn++)
        {
            events.AddRange(hosts.Where(host => turn < host.Value.Length).Select(host => Adapt(host.Value[turn], verb) with { Host = host.Key }));
        }

        events.Add(new PushFinished
        {
            Ok = statuses.Count(status => status == ContactStatus.Ok),
            Changed = statuses.Count(status => status == ContactStatus.Changed),
            Failed = statuses.Count(status => status == ContactStatus.Failed),
            Unreachable = statuses.Count(status => status == ContactStatus.Unreachable),
            Skipped = statuses.Count(status => status == ContactStatus.Skipped),
            Seconds = 12.3,
            Again = again,
        });
        return [.. events.Select(happened => happened with { Time = Time })];
    }

    public static RunEvent[] Begin(int resources) =>
    [
        new HostContacting(),
        new HostContacted { Platform = "Linux x86_64", AgentBytes = 7 * 1024 * 1024, Seconds = 0.4 },
        new RunStarted { Policy = "Site", Verb = "apply", Resources = resources },
        new RoleStarted { Role = "web" },
    ];

    public static RunEvent[] Nginx(string handler) =>
    [
        new ResourceStarted { Role = "web", Resource = "File[/etc/nginx/nginx.conf]", File = "/work/site/Web.cs", Line = 14 },
        new HandlerNotified { Role = "web", Handler = $"{handler} nginx", By = "File[/etc/nginx/nginx.conf]" },
        SampleRun.Finished("web", "File[/etc/nginx/nginx.conf]", 14, OutcomeStatus.Changed) with
        {
            Changes = [new ChangeRecord { Action = "write", Diff = "--- /etc/nginx/nginx.conf\n+++ /etc/nginx/nginx.conf\n@@ -1 +1 @@\n-workers 2;\n+workers 4;\n" }],
        },
        new HandlerStarted { Role = "web", Handler = $"{handler} nginx" },
        SampleRun.Finished("web", "Service[nginx]", 12, OutcomeStatus.Changed) with { Handler = $"{handler} nginx", Changes = [new ChangeRecord { Action = handler }] },
    ];

    public static RunEvent Hostname(string host) => SampleRun.Finished("web", "File[/etc/hostname]", 20, OutcomeStatus.Changed) with
    {
        Changes = [new ChangeRecord { Action = "write", Diff = $"--- /etc/hostname\n+++ /etc/hostname\n@@ -1 +1 @@\n-localhost\n+{host}\n" }],
    };

    public static RunEvent Ok(string resource) => SampleRun.Finished("web", resource, 18, OutcomeStatus.Unchanged);

    public static RunEvent Said(string text) => new MessageSaid { Role = "web", Resource = "Echo", Message = text };

    public static RunEvent[] Done(int changed = 0, int failed = 0, string? error = null, string[]? pending = null) =>
    [
        new RoleFinished { Role = "web", Unchanged = 1, Changed = changed, Failed = failed, Skipped = 0, Unknown = 0, Seconds = 1.1 },
        new RunFinished { Unchanged = 1, Changed = changed, Failed = failed, Skipped = 0, Unknown = 0, Seconds = 1.2 },
        new HostFinished
        {
            Status = failed > 0 ? ContactStatus.Failed : changed > 0 ? ContactStatus.Changed : ContactStatus.Ok,
            Unchanged = 1,
            Changed = changed,
            Failed = failed,
            Error = error,
            Resource = error is null ? null : "Command[app check]",
            File = error is null ? "" : "/work/site/Web.cs",
            Line = error is null ? 0 : 32,
            PendingHandlers = pending ?? [],
            Seconds = 1.6,
        },
    ];

    private static RunEvent Failure(string host) => SampleRun.Finished("web", "Command[app check]", 32, OutcomeStatus.Failed) with
    {
        Reason = "The command 'app check' ended with exit code 7.\nRun it by hand to see more, or raise Retry.",
        ExitCode = 7,
        Error = $"no such table on {host}\n",
    };

    private static CommandFinished Answer(string output, int code = 0, string error = "") => new() { ExitCode = code, Output = output, Error = error, Seconds = 0.2 };

    private static HostFinished Exited(string? error = null) => new() { Status = error is null ? ContactStatus.Ok : ContactStatus.Failed, Error = error, Seconds = 0.4 };

    private static RunEvent Adapt(RunEvent happened, string verb) => happened is RunStarted started ? started with { Verb = verb } : happened;
}
