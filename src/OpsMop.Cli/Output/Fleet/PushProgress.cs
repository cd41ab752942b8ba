using OpsMop.Engine.Events;

namespace OpsMop.CommandLine.Output.Fleet;

/// <summary>
/// Where a push is. Taking an event is looking up its host and noting a few numbers, since there may be a million of them; what is shown of it is made ten times a second.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class PushProgress(TimeProvider time)
{
    private readonly Dictionary<string, HostProgress> _byName = [];
    private readonly List<HostProgress> _hosts = [];
    private readonly int[] _stages = new int[Enum.GetValues<HostStage>().Length];
    private readonly int[] _statuses = new int[Enum.GetValues<ContactStatus>().Length];
    private long _started = time.GetTimestamp();

    /// <summary>What is done, and of which policy.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Whether it is a plan.</summary>
    public bool IsPlan { get; private set; }

    /// <summary>The batch that is under way; empty where there is one only.</summary>
    public string Batch { get; private set; } = "";

    /// <summary>The hosts, in the order of the push.</summary>
    public IReadOnlyList<HostProgress> Hosts => _hosts;

    /// <summary>How long it has been going on, in seconds.</summary>
    public double Seconds => time.GetElapsedTime(_started).TotalSeconds;

    /// <summary>How many hosts are at something.</summary>
    /// <param name="stage">What.</param>
    public int Count(HostStage stage) => _stages[(int)stage];

    /// <summary>How many hosts ended in a way.</summary>
    /// <param name="status">The way.</param>
    public int Count(ContactStatus status) => _statuses[(int)status];

    /// <summary>How long a host has been worked on, in seconds.</summary>
    /// <param name="host">The host.</param>
    public double SecondsOf(HostProgress host) =>
        host.Stage == HostStage.Ended ? host.Seconds : host.Started == 0 ? 0 : time.GetElapsedTime(host.Started).TotalSeconds;

    /// <summary>Takes an event.</summary>
    /// <param name="happened">The event.</param>
    public void Take(RunEvent happened)
    {
        switch (happened)
        {
            case PushStarted started:
                _started = time.GetTimestamp();
                IsPlan = started.Verb == "plan";
                Title = started.Policy.Length > 0 ? $"{started.Verb} of {started.Policy}" : started.Verb;
                foreach (var host in started.Hosts)
                {
                    HostOf(host);
                }

                break;
            case BatchStarted batch:
                Batch = batch.Of > 1 ? $", batch {batch.Number} of {batch.Of}" : "";
                break;
            case HostContacting contacting:
                var connecting = HostOf(contacting.Host);
                Enter(connecting, HostStage.Connecting);
                connecting.Current = contacting.Attempt > 1 ? $"try {contacting.Attempt}{(contacting.Reason is { Length: > 0 } reason ? $": {reason}" : "")}" : "";
                break;
            case HostContacted:
                Enter(HostOf(happened.Host), HostStage.Running);
                HostOf(happened.Host).Current = "";
                break;
            case RunStarted run:
                var running = HostOf(run.Host);
                Enter(running, HostStage.Running);
                running.Total = running.Done + run.Resources;
                break;
            case ResourceStarted resource:
                HostOf(resource.Host).Current = resource.Resource;
                break;
            case ResourceRetrying retrying:
                HostOf(retrying.Host).Current = $"{retrying.Resource} (try {retrying.Attempt + 1} of {retrying.Attempts})";
                break;
            case ResourceFinished finished:
                var host1 = HostOf(finished.Host);
                host1.Done++;
                host1.Changed += finished.Status == OutcomeStatus.Changed ? 1 : 0;
                break;
            case RunFinished:
                var paused = HostOf(happened.Host);
                paused.Current = "";
                Enter(paused, HostStage.Waiting);
                break;
            case CommandFinished command:
                HostOf(command.Host).Current = Answer(command);
                break;
            case HostFinished finished:
                End(HostOf(finished.Host), finished);
                break;
        }
    }

    private static string Answer(CommandFinished command) =>
        (command.ExitCode == 0 ? "" : $"exit code {command.ExitCode}  ") + Visible.Lines(command.Output.Length > 0 ? command.Output : command.Error).First();

    private void End(HostProgress host, HostFinished finished)
    {
        if (host.Stage == HostStage.Ended)
        {
            return;
        }

        Enter(host, HostStage.Ended);
        host.Status = finished.Status;
        host.Seconds = finished.Seconds;
        _statuses[(int)finished.Status]++;
        var first = finished.Error is { Length: > 0 } error ? Visible.Lines(error).First() : "";
        host.Current = finished switch
        {
            { Status: ContactStatus.Changed } => $"{finished.Changed} {(IsPlan ? "would change" : "changed")}",
            { Resource: { } resource } => $"{resource}  {first}",
            _ => first.Length > 0 ? first : host.Current,
        };
    }

    private void Enter(HostProgress host, HostStage stage)
    {
        if (host.Stage == HostStage.Ended)
        {
            return;
        }

        if (stage != HostStage.Waiting && host.Started == 0)
        {
            host.Started = Math.Max(1, time.GetTimestamp());
        }

        _stages[(int)host.Stage]--;
        _stages[(int)stage]++;
        host.Stage = stage;
    }

    private HostProgress HostOf(string name)
    {
        if (!_byName.TryGetValue(name, out var host))
        {
            _byName[name] = host = new HostProgress(name);
            _hosts.Add(host);
            _stages[(int)HostStage.Waiting]++;
        }

        return host;
    }
}
