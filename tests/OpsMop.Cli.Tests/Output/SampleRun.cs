using OpsMop.Engine.Events;

namespace OpsMop.CommandLine.Tests.Output;

/// <summary>Events as a run would send them.</summary>
internal static class SampleRun
{
    private static readonly DateTimeOffset Time = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public static IEnumerable<RunEvent> Plan { get; } = Stamp(
    [
        new FindingReported { Id = "OPM6005", IsError = false, File = "/work/site/site.yaml", Line = 3, Message = "web.threads: 'threads' is obsolete: use Workers" },
        new RunStarted { Policy = "Site", Verb = "plan", Resources = 9 },
        new RoleStarted { Role = "base" },
        Finished("base", "Package[nginx]", 10, OutcomeStatus.Unchanged),
        new RoleFinished { Role = "base", Unchanged = 1, Changed = 0, Failed = 0, Skipped = 0, Unknown = 0, Seconds = 0.01 },
        new RoleStarted { Role = "web" },
        new RoleStarted { Role = "web/nginx" },
        new HandlerNotified { Role = "web/nginx", Handler = "reload nginx", By = "File[/etc/nginx/nginx.conf]" },
        Finished("web/nginx", "File[/etc/nginx/nginx.conf]", 14, OutcomeStatus.Changed) with
        {
            Title = "main configuration",
            Changes =
            [
                new ChangeRecord
                {
                    Action = "write",
                    Diff = "--- /etc/nginx/nginx.conf\n+++ /etc/nginx/nginx.conf\n@@ -1,3 +1,3 @@\n user www-data;\n-***\n+password ***;\n worker_processes 4;\n",
                },
                new ChangeRecord { Action = "chmod", From = "0600", To = "0644" },
                new ChangeRecord { Action = "chown", To = "www-data" },
            ],
        },
        Finished("web/nginx", "Service[nginx]", 15, OutcomeStatus.Changed) with { Maybe = true, Changes = [new ChangeRecord { Action = "start", From = "stopped", To = "running" }] },
        new HandlerStarted { Role = "web/nginx", Handler = "reload nginx" },
        Finished("web/nginx", "Service[nginx]", 12, OutcomeStatus.Changed) with { Handler = "reload nginx", Changes = [new ChangeRecord { Action = "reload" }] },
        new RoleFinished { Role = "web/nginx", Unchanged = 0, Changed = 3, Failed = 0, Skipped = 0, Unknown = 0, Seconds = 0.2 },
        new MessageSaid { Role = "web", Resource = "Echo", Message = "configured for web1\nsecond line \e[31mred" },
        Finished("web", "Command[app migrate]", 22, OutcomeStatus.Unknown) with { Reason = "Unknown until Package[app] has run." },
        Finished("web", "Link[/srv/current]", 23, OutcomeStatus.Skipped) with { Reason = "Its condition is not met." },
        new RoleFinished { Role = "web", Unchanged = 0, Changed = 0, Failed = 0, Skipped = 1, Unknown = 1, Seconds = 0.1 },
        new RunFinished { Unchanged = 1, Changed = 3, Failed = 0, Skipped = 1, Unknown = 1, Seconds = 0.314 },
    ]);

    public static IEnumerable<RunEvent> FailedApply { get; } = Stamp(
    [
        new RunStarted { Policy = "Site", Verb = "apply", Resources = 5 },
        new RoleStarted { Role = "web" },
        new ResourceStarted { Role = "web", Resource = "File[/etc/app.conf]", File = "/work/site/Web.cs", Line = 30 },
        new HandlerNotified { Role = "web", Handler = "restart app", By = "File[/etc/app.conf]" },
        Finished("web", "File[/etc/app.conf]", 30, OutcomeStatus.Changed) with { Changes = [new ChangeRecord { Action = "create", To = "file", Diff = "--- /dev/null\n+++ /etc/app.conf\n@@ -0,0 +1 @@\n+workers=4\n" }] },
        Finished("web", "Command[false]", 31, OutcomeStatus.Failed) with { Reason = "The command failed.", Ignored = "it is only a probe", ExitCode = 1 },
        new ResourceRetrying { Role = "web", Resource = "Command[app check]", Attempt = 1, Attempts = 3, Reason = "exit code 7" },
        new ResourceRetrying { Role = "web", Resource = "Command[app check]", Attempt = 2, Attempts = 3, Reason = "exit code 7" },
        Finished("web", "Command[app check]", 32, OutcomeStatus.Failed) with
        {
            Reason = "The command 'app check' ended with exit code 7.\nRun it by hand to see more, or raise Retry.",
            ExitCode = 7,
            Attempts = 3,
            Seconds = 2.34,
            Output = string.Concat(Enumerable.Range(1, 30).Select(i => $"line {i}\n")),
            Error = "no such table\r\n",
        },
        new RoleFinished { Role = "web", Unchanged = 0, Changed = 1, Failed = 1, Skipped = 2, Unknown = 0, Seconds = 2.5 },
        new RunFinished { Unchanged = 0, Changed = 1, Failed = 1, Skipped = 2, Unknown = 0, Ignored = 1, Seconds = 62.5, PendingHandlers = ["restart app"] },
    ]);

    public static IEnumerable<RunEvent> InterruptedApply { get; } = Stamp(
    [
        new RunStarted { Policy = "Site", Verb = "apply", Resources = 3 },
        new RoleStarted { Role = "web" },
        new HandlerStarted { Role = "web", Handler = "restart app", Inherited = true },
        Finished("web", "Service[app]", 12, OutcomeStatus.Changed) with { Handler = "restart app", Changes = [new ChangeRecord { Action = "restart" }] },
        new RunInterrupted { Before = "File[/etc/motd]", File = "/work/site/Web.cs", Line = 40 },
        new RoleFinished { Role = "web", Unchanged = 0, Changed = 1, Failed = 0, Skipped = 2, Unknown = 0, Seconds = 1 },
        new RunFinished { Unchanged = 0, Changed = 1, Failed = 0, Skipped = 2, Unknown = 0, Seconds = 1 },
    ]);

    public static IEnumerable<RunEvent> NothingToDo { get; } = Stamp(
    [
        new RunStarted { Policy = "Site", Verb = "apply", Resources = 1 },
        new RoleStarted { Role = "web" },
        Finished("web", "File[/etc/motd]", 12, OutcomeStatus.Unchanged),
        new RoleFinished { Role = "web", Unchanged = 1, Changed = 0, Failed = 0, Skipped = 0, Unknown = 0, Seconds = 0.001 },
        new RunFinished { Unchanged = 1, Changed = 0, Failed = 0, Skipped = 0, Unknown = 0, Seconds = 0.002 },
    ]);

    public static ResourceFinished Finished(string role, string resource, int line, OutcomeStatus status) =>
        new() { Role = role, Resource = resource, File = "/work/site/Web.cs", Line = line, Status = status, Seconds = 0.01 };

    private static RunEvent[] Stamp(RunEvent[] events) => [.. events.Select(happened => happened with { Time = Time, Host = "web1" })];
}
