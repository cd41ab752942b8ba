using OpsMop.Engine.Events;

namespace OpsMop.CommandLine.Output.Fleet;

/// <summary>
/// Tells a push in words. What people must know at once is told at once, a line with its host for each: failures, messages, batches. What the hosts share is told in the end, once for
/// all of them. A push to one host is told as a run on this machine is.
/// </summary>
internal sealed class PushNarrator
{
    /// <summary>So many characters are kept; what comes then is told in two parts, so that memory has a limit.</summary>
    private const long MostWeight = 32 * 1024 * 1024;

    private const int WidestHost = 30;
    private static readonly int WidestWord = "would change".Length;

    private readonly ILines _lines;
    private readonly PolicyPaths _paths;
    private readonly Action<string> _complain;
    private readonly Func<string, string> _again;
    private readonly bool _verbose;
    private readonly bool _tellsChanges;
    private readonly long _mostWeight;
    private readonly OutcomeLines _words;
    private readonly OutcomeGroups _groups;
    private readonly CommandGroups _commands = new();
    private readonly HashSet<string> _findings = [];
    private readonly HashSet<string> _failed = [];
    private readonly HashSet<string> _answered = [];
    private readonly List<HostFinished> _ended = [];
    private readonly List<RunInterrupted> _stopped = [];
    private RunNarrator? _onlyHost;
    private PushStarted? _started;
    private int _hostWidth;
    private bool _hasTold;

    /// <summary>Creates it.</summary>
    /// <param name="lines">Takes the lines.</param>
    /// <param name="complain">Takes findings, as a compiler prints them.</param>
    /// <param name="paths">Shows places.</param>
    /// <param name="again">The command line with another <c>--limit</c>.</param>
    /// <param name="verbose">Whether more is told.</param>
    /// <param name="tellsChanges">Whether changes are told when they happen too; otherwise in the end only.</param>
    /// <param name="mostWeight">How many characters are kept.</param>
    public PushNarrator(ILines lines, Action<string> complain, PolicyPaths paths, Func<string, string> again, bool verbose, bool tellsChanges, long mostWeight = MostWeight)
    {
        _lines = lines;
        _complain = complain;
        _paths = paths;
        _again = again;
        _verbose = verbose;
        _tellsChanges = tellsChanges;
        _mostWeight = mostWeight;
        _words = new OutcomeLines(lines, paths) { Verbose = verbose };
        _groups = new OutcomeGroups(verbose);
    }

    private bool IsPlan => _started?.Verb == "plan";

    /// <summary>Tells an event.</summary>
    /// <param name="happened">The event.</param>
    public void Take(RunEvent happened)
    {
        switch (happened)
        {
            case PushStarted started:
                Begin(started);
                break;
            case BatchStarted batch when batch.Of > 1:
                Line(
                    new Piece($"batch {batch.Number} of {batch.Of}", Tone.Heading),
                    $"  {HostNames.ShowCounted(batch.Hosts)}",
                    new Piece(batch.Roles.Count > 0 ? $"  {Visible.Line(string.Join(", ", batch.Roles))}" : "", Tone.Quiet));
                break;
            case HostContacting { Attempt: > 1 } again when _verbose:
                AtOnce(again.Host, "connecting", Tone.Unknown, $"try {again.Attempt}{(again.Reason is { } reason ? $": {Visible.Line(reason)}" : "")}");
                break;
            case HostContacted contacted when _verbose:
                AtOnce(contacted.Host, "connected", Tone.Quiet, $"{Visible.Line(contacted.Platform)} in {Durations.Show(contacted.Seconds)}{(contacted.AgentBytes > 0 ? $", agent sent ({Bytes(contacted.AgentBytes)})" : "")}");
                break;
            case FindingReported finding:
                Tell(finding);
                break;
            case RunInterrupted interrupted:
                // Ctrl-C stops all of them at the same time; the end says where.
                _groups.Take(interrupted);
                _stopped.Add(interrupted);
                break;
            case CommandFinished finished:
                Tell(finished);
                break;
            case HostFinished finished:
                Tell(finished);
                break;
            case PushFinished finished:
                Tell(finished);
                break;
            case RunStarted started:
                _onlyHost?.Take(started);
                break;
            case RunFinished finished:
                // Its sum is told with those of the other hosts.
                _groups.Take(finished);
                break;
            default:
                TellOutcome(happened);
                break;
        }
    }

    /// <summary>Tells what has been collected and not told yet, where the end of the push does not come.</summary>
    public void TellCollected()
    {
        TellGroups();
        _groups.Clear();
        TellCommands();
        _commands.Clear();
    }

    private static string Bytes(long bytes) => bytes < 1024 * 1024 ? $"{bytes / 1024} KiB" : $"{bytes / (1024 * 1024)} MiB";

    private void Begin(PushStarted started)
    {
        _started = started;
        _words.IsPlan = IsPlan;
        _hostWidth = Math.Min(WidestHost, started.Hosts.Select(host => Cells.Width(Visible.Line(host))).DefaultIfEmpty().Max());
        if (started.Hosts.Count == 1)
        {
            _onlyHost = new RunNarrator(_lines, _complain, _paths, _verbose, _verbose || !_tellsChanges ? 1 : double.MaxValue);
        }

        if (_verbose)
        {
            Line(new Piece(
                $"{started.Verb}{(started.Policy.Length > 0 ? $" of {started.Policy}" : "")} on {HostNames.ShowCounted(started.Hosts)}, {started.Forks} at the same time",
                Tone.Quiet));
        }
    }

    private void TellOutcome(RunEvent happened)
    {
        if (_onlyHost is not null)
        {
            _onlyHost.Take(happened);
            _hasTold |= happened is ResourceFinished or MessageSaid;
            return;
        }

        _groups.Take(happened);
        switch (happened)
        {
            case ResourceFinished { Status: OutcomeStatus.Failed, Ignored: null } failed:
                _failed.Add(failed.Host);
                TellAtOnce(failed);
                _lines.Flush();
                break;
            case ResourceFinished { Status: OutcomeStatus.Changed or OutcomeStatus.Unknown or OutcomeStatus.Failed } finished when _tellsChanges && !IsPlan:
                TellAtOnce(finished);
                break;
            case ResourceRetrying retrying when _verbose:
                AtOnce(retrying.Host, "retrying", Tone.Unknown, Visible.Line(retrying.Resource), new Piece($"  try {retrying.Attempt} of {retrying.Attempts}: {Visible.Line(retrying.Reason)}", Tone.Quiet));
                break;
            case MessageSaid said:
                foreach (var line in Visible.Lines(said.Message))
                {
                    AtOnce(said.Host, "message", Tone.Message, line);
                }

                break;
        }

        if (_groups.Weight > _mostWeight)
        {
            TellGroups();
            _groups.Clear();
        }
    }

    private void TellAtOnce(ResourceFinished finished)
    {
        var (word, tone) = _words.WordOf(finished);
        AtOnce(
            finished.Host,
            word,
            tone,
            OutcomeLines.NameOf(finished),
            new Piece(_words.PlaceOf(finished.File, finished.Line), Tone.Quiet),
            finished is { Status: OutcomeStatus.Failed, Reason.Length: > 0 } ? $"  {Visible.Lines(finished.Reason).First()}" : "");
    }

    private void Tell(FindingReported finding)
    {
        var text = _paths.Finding(new Finding(finding.Id, new SourceLocation(finding.File, finding.Line), finding.Message, finding.IsError));

        // Every host finds what is wrong with the policy.
        if (_findings.Add(text))
        {
            _lines.Flush();
            _complain(text);
        }
    }

    private void Tell(CommandFinished finished)
    {
        _commands.Take(finished);
        _answered.Add(finished.Host);
        if (finished.ExitCode != 0 && _started?.Hosts.Count > 1)
        {
            _failed.Add(finished.Host);
            AtOnce(finished.Host, "failed", Tone.Failed, $"exit code {finished.ExitCode}", new Piece(finished.Error.Length > 0 ? $"  {Visible.Lines(finished.Error).First()}" : "", Tone.Quiet));
        }

        if (_commands.Weight > _mostWeight)
        {
            TellCommands();
            _commands.Clear();
        }
    }

    private void Tell(HostFinished finished)
    {
        _groups.Take(finished);
        _ended.Add(finished);
        var isKnown = finished.Status == ContactStatus.Failed && (_failed.Contains(finished.Host) || _onlyHost is not null);
        if (finished.Status is ContactStatus.Failed or ContactStatus.Unreachable && !isKnown && _started?.Hosts.Count > 1)
        {
            AtOnce(
                finished.Host,
                ContactWords.Of(finished.Status, IsPlan),
                Tone.Failed,
                finished.Resource is { } resource ? $"{Visible.Line(resource)}{_words.PlaceOf(finished.File, finished.Line)}  " : "",
                finished.Error is { Length: > 0 } error ? Visible.Lines(error).First() : "");
            _lines.Flush();
        }
        else if (_verbose && _started?.Hosts.Count > 1)
        {
            AtOnce(
                finished.Host,
                ContactWords.Of(finished.Status, IsPlan),
                ContactWords.ToneOf(finished.Status),
                finished.Status == ContactStatus.Skipped ? Visible.Line(finished.Error ?? "") : $"{finished.Changed} {(IsPlan ? "would change" : "changed")}, {finished.Unchanged} unchanged in {Durations.Show(finished.Seconds)}");
        }
    }

    private void Tell(PushFinished finished)
    {
        TellCollected();
        if (_hasTold)
        {
            _lines.WriteLine();
        }

        new PushSummary(_lines, _paths, _started?.Verb ?? "apply").Tell(_ended.Where(host => !_answered.Contains(host.Host) || host.Status == ContactStatus.Unreachable), finished, _again, _stopped);
    }

    private void TellGroups()
    {
        var printer = new OutcomeGroupPrinter(_lines, _paths, IsPlan, _verbose);
        foreach (var group in _groups.Groups())
        {
            Separate();
            printer.Tell(group);
        }
    }

    private void TellCommands()
    {
        if (!_commands.IsEmpty)
        {
            Separate();
            _commands.Tell(_lines);
        }
    }

    private void Separate()
    {
        if (_hasTold)
        {
            _lines.WriteLine();
        }

        _hasTold = true;
    }

    private void AtOnce(string host, string word, Tone tone, params ReadOnlySpan<Piece> what) =>
        Line([Name(host), new Piece($" {word.PadRight(WidestWord)}  ", tone), .. what]);

    // Long names stand out rather than being cut: this is what grep looks for.
    private Piece Name(string host) => new(Visible.Line(host) is var name && Cells.Width(name) < _hostWidth ? Cells.Fit(name + ":", _hostWidth + 1) : name + ":");

    private void Line(params ReadOnlySpan<Piece> pieces)
    {
        _hasTold = true;
        _lines.WriteLine(pieces);
    }
}
