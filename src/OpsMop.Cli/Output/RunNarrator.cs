using System.Globalization;
using OpsMop.Engine.Events;

namespace OpsMop.CommandLine.Output;

/// <summary>
/// Tells a run in words. All consoles that write text share it, so that a person who reads a terminal and a program that reads a pipe see the same lines.
/// </summary>
internal sealed class RunNarrator
{
    private readonly ILines _lines;
    private readonly Action<string> _complain;
    private readonly PolicyPaths _paths;
    private readonly OutcomeLines _outcomes;
    private readonly List<RoleFinished> _roles = [];
    private readonly Dictionary<(string Host, string By), List<string>> _notified = [];
    private readonly HashSet<(string Host, string Role, string Handler)> _announced = [];
    private string _runHost = "";
    private string _heading = "";
    private string _handler = "";
    private (string Host, string Resource) _last;
    private bool _isInterrupted;

    /// <summary>Creates it.</summary>
    /// <param name="lines">Takes the lines.</param>
    /// <param name="complain">Takes findings, as a compiler prints them.</param>
    /// <param name="paths">Shows places.</param>
    /// <param name="verbose">Whether resources that are in order, or do not have their turn, have their line too.</param>
    /// <param name="slowSeconds">From how many seconds on a resource's time is shown.</param>
    public RunNarrator(ILines lines, Action<string> complain, PolicyPaths paths, bool verbose, double slowSeconds = 1)
    {
        _lines = lines;
        _complain = complain;
        _paths = paths;
        Verbose = verbose;
        _outcomes = new OutcomeLines(lines, paths) { Verbose = verbose, SlowSeconds = slowSeconds };
    }

    private bool Verbose { get; }

    private bool IsPlan => _outcomes.IsPlan;

    /// <summary>Tells an event.</summary>
    /// <param name="happened">The event.</param>
    public void Take(RunEvent happened)
    {
        switch (happened)
        {
            case RunStarted started:
                Tell(started);
                break;
            case RoleStarted:
                // A role in which nothing happens has no heading; see Head.
                break;
            case ResourceFinished finished:
                Tell(finished);
                break;
            case ResourceRetrying retrying when Verbose:
                Head(retrying.Host, retrying.Role);
                _lines.WriteLine(
                    _outcomes.StatusOf("retrying", Tone.Unknown),
                    Visible.Line(retrying.Resource),
                    new Piece($"  try {retrying.Attempt} of {retrying.Attempts}: {Visible.Line(retrying.Reason)}", Tone.Quiet));
                break;
            case HandlerNotified notified:
                Tell(notified);
                break;
            case HandlerStarted handler:
                Tell(handler);
                break;
            case MessageSaid said:
                Tell(said);
                break;
            case FindingReported finding:
                Tell(finding);
                break;
            case RoleFinished role:
                _roles.Add(role);
                break;
            case RunInterrupted interrupted:
                Tell(interrupted);
                break;
            case RunFinished finished:
                Tell(finished);
                break;
        }
    }

    private static string Count(int number, string what) => string.Create(CultureInfo.InvariantCulture, $"{number} {what}");

    private void Tell(RunStarted started)
    {
        _outcomes.IsPlan = started.Verb == "plan";
        _runHost = started.Host;
        if (Verbose)
        {
            _lines.WriteLine(new Piece(
                $"{started.Verb} of {started.Policy}{(_runHost.Length > 0 ? $" on {_runHost}" : "")}: {Count(started.Resources, started.Resources == 1 ? "resource" : "resources")}",
                Tone.Quiet));
        }
    }

    private void Tell(ResourceFinished finished)
    {
        _last = (finished.Host, finished.Resource);
        var handlers = _notified.Remove(_last, out var waiting) ? waiting : [];
        if (!Verbose && finished.Status is OutcomeStatus.Unchanged or OutcomeStatus.Skipped)
        {
            return;
        }

        Head(finished.Host, finished.Role);
        _outcomes.Tell(finished, handlers, isBelowHandler: finished.Handler is { } handler && _handler == handler);
        if (finished.Status == OutcomeStatus.Failed)
        {
            _lines.Flush();
        }
    }

    private void Tell(HandlerNotified notified)
    {
        // Of a hundred files that notify one handler, the first tells it.
        if (!_announced.Add((notified.Host, notified.Role, notified.Handler)) && !Verbose)
        {
            return;
        }

        if (_last == (notified.Host, notified.By))
        {
            Head(notified.Host, notified.Role);
            _outcomes.TellNotified(notified.Handler);
        }
        else if (_notified.TryGetValue((notified.Host, notified.By), out var waiting))
        {
            waiting.Add(notified.Handler);
        }
        else
        {
            _notified[(notified.Host, notified.By)] = [notified.Handler];
        }
    }

    private void Tell(HandlerStarted handler)
    {
        _announced.Remove((handler.Host, handler.Role, handler.Handler));
        Head(handler.Host, handler.Role);
        _handler = handler.Handler;
        _outcomes.TellHandler(handler.Handler, handler.Inherited);
    }

    private void Tell(MessageSaid said)
    {
        Head(said.Host, said.Role);
        var first = true;
        foreach (var line in Visible.Lines(said.Message))
        {
            _lines.WriteLine(first ? _outcomes.StatusOf("message", Tone.Message) : PlainLines.Indent(2 + _outcomes.StatusWidth + 2), line);
            first = false;
        }
    }

    private void Tell(FindingReported finding)
    {
        _lines.Flush();
        _complain(_paths.Finding(new Finding(finding.Id, new SourceLocation(finding.File, finding.Line), finding.Message, finding.IsError)));
    }

    private void Tell(RunInterrupted interrupted)
    {
        _isInterrupted = true;
        _heading = "";
        _lines.WriteLine(
            new Piece("stopped", Tone.Failed),
            interrupted.Before.Length > 0 ? $" before {Visible.Line(interrupted.Before)}" : " after the last resource",
            new Piece(_outcomes.PlaceOf(interrupted.File, interrupted.Line), Tone.Quiet));
        _lines.WriteLine(IsPlan
            ? "The plan is incomplete; nothing has been changed."
            : "What is done stays done. Run apply again to go on: it does what is left, and the handlers that are still due.");
        _lines.Flush();
    }

    private void Tell(RunFinished finished)
    {
        var roles = Verbose ? _roles : [.. _roles.Where(role => role.Changed + role.Failed + role.Unknown > 0)];
        var hasTable = _roles.Count > 1 && (roles.Count > 1 || _roles.Count > 10 && roles.Count > 0);
        if (hasTable)
        {
            _lines.WriteLine();
            _lines.WriteTable(
                ["role", IsPlan ? "to change" : "changed", "unchanged", "failed", "skipped", "unknown", "time"],
                [.. roles.Select(Row)]);
            if (_roles.Count > roles.Count)
            {
                _lines.WriteLine(new Piece(
                    $"and {Count(_roles.Count - roles.Count, _roles.Count - roles.Count == 1 ? "role" : "roles")} in which nothing {(IsPlan ? "would change" : "changed")}",
                    Tone.Quiet));
            }
        }

        if (_heading.Length > 0 || hasTable)
        {
            _lines.WriteLine();
        }

        if (finished.PendingHandlers.Count > 0)
        {
            _lines.WriteLine(
                new Piece(IsPlan ? "handlers due" : "handlers still due", Tone.Handler),
                $": {Visible.Line(string.Join(", ", finished.PendingHandlers))}",
                new Piece(IsPlan ? "" : " (the next apply runs them)", Tone.Quiet));
        }

        _lines.WriteLine(
            new Piece(Count(finished.Changed, IsPlan ? "would change" : "changed"), finished.Changed > 0 ? Tone.Changed : Tone.Plain),
            ", ",
            new Piece(Count(finished.Unchanged, "unchanged"), finished.Changed + finished.Failed + finished.Unknown == 0 && !_isInterrupted ? Tone.Good : Tone.Plain),
            ", ",
            new Piece(Count(finished.Failed, "failed"), finished.Failed > 0 ? Tone.Failed : Tone.Plain),
            ", ",
            Count(finished.Skipped, "skipped"),
            ", ",
            new Piece(Count(finished.Unknown, "unknown"), finished.Unknown > 0 ? Tone.Unknown : Tone.Plain),
            finished.Ignored > 0 ? $", {Count(finished.Ignored, "ignored")}" : "",
            $" in {Durations.Show(finished.Seconds)}",
            new Piece(Verbose && finished.Run.Length > 0 ? $", run {finished.Run}" : "", Tone.Quiet));
        _lines.Flush();
    }

    private Piece[] Row(RoleFinished role) =>
    [
        Visible.Line(NameOf(role.Host, role.Role)),
        Number(role.Changed, Tone.Changed),
        Number(role.Unchanged, Tone.Plain),
        Number(role.Failed, Tone.Failed),
        Number(role.Skipped, Tone.Plain),
        Number(role.Unknown, Tone.Unknown),
        Durations.Show(role.Seconds),
    ];

    private static Piece Number(int number, Tone tone) => new(number.ToString(CultureInfo.InvariantCulture), number > 0 ? tone : Tone.Quiet);

    private string NameOf(string host, string role) => host == _runHost || host.Length == 0 ? role : $"{role} on {host}";

    // Events of several hosts may come in turns; a heading stands wherever the role or the host is another than in the line above.
    private void Head(string host, string role)
    {
        var heading = NameOf(host, role);
        if (role.Length == 0 || heading == _heading)
        {
            return;
        }

        _heading = heading;
        _handler = "";
        _lines.WriteLine(new Piece(Visible.Line(heading), Tone.Heading));
    }
}
