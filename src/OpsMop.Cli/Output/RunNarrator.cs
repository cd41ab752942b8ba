using System.Globalization;
using OpsMop.Engine.Events;

namespace OpsMop.CommandLine.Output;

/// <summary>
/// Tells a run in words. All consoles that write text share it, so that a person who reads a terminal and a program that reads a pipe see the same lines.
/// </summary>
/// <param name="lines">Takes the lines.</param>
/// <param name="error">Takes findings, as a compiler does it.</param>
/// <param name="paths">Shows places.</param>
internal sealed class RunNarrator(ILines lines, TextWriter error, PolicyPaths paths)
{
    private const int DetailIndent = 6;
    private const int LastLines = 20;

    private readonly List<RoleFinished> _roles = [];
    private readonly Dictionary<(string Host, string By), List<string>> _notified = [];
    private readonly HashSet<(string Host, string Role, string Handler)> _announced = [];
    private string _runHost = "";
    private string _heading = "";
    private string _handler = "";
    private (string Host, string Resource) _last;
    private bool _isPlan;
    private bool _isInterrupted;

    /// <summary>Whether resources that are in order, or do not have their turn, have their line too.</summary>
    public bool Verbose { get; init; }

    /// <summary>From how many seconds on a resource's time is shown.</summary>
    public double SlowSeconds { get; init; } = 1;

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
                lines.WriteLine(
                    StatusOf("retrying", Tone.Unknown),
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

    private static Tone ToneOfDiff(string line) => line switch
    {
        ['-', '-', '-', ' ', ..] or ['+', '+', '+', ' ', ..] => Tone.Heading,
        ['@', '@', ..] => Tone.Hunk,
        ['+', ..] => Tone.Added,
        ['-', ..] => Tone.Removed,
        _ => Tone.Quiet,
    };

    private void Tell(RunStarted started)
    {
        _isPlan = started.Verb == "plan";
        _runHost = started.Host;
        if (Verbose)
        {
            lines.WriteLine(new Piece(
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
        var inHandler = finished.Handler is { } handler && _handler == handler ? "  " : "";
        var (word, tone) = finished switch
        {
            { Status: OutcomeStatus.Changed } when _isPlan => (finished.Maybe ? "may change" : "would change", Tone.Changed),
            { Status: OutcomeStatus.Changed } => ("changed", Tone.Changed),
            { Status: OutcomeStatus.Failed, Ignored: not null } => ("ignored", Tone.Unknown),
            { Status: OutcomeStatus.Failed } => ("failed", Tone.Failed),
            { Status: OutcomeStatus.Skipped } => ("skipped", Tone.Quiet),
            { Status: OutcomeStatus.Unknown } => ("unknown", Tone.Unknown),
            _ => ("unchanged", Tone.Good),
        };
        lines.WriteLine(
            inHandler,
            StatusOf(word, tone),
            Visible.Line(finished.Title is { Length: > 0 } title ? $"{title} ({finished.Resource})" : finished.Resource),
            new Piece(Place(finished.File, finished.Line), Tone.Quiet),
            new Piece(finished.Seconds > SlowSeconds ? $"  {Durations.Show(finished.Seconds)}" : "", Tone.Quiet),
            new Piece(finished.Attempts > 1 ? $"  after {finished.Attempts} tries" : "", Tone.Quiet));

        foreach (var change in finished.Changes)
        {
            Tell(change);
        }

        if (finished.Status == OutcomeStatus.Failed)
        {
            TellFailure(finished);
        }
        else
        {
            if (finished.Reason is { Length: > 0 } reason)
            {
                Detail(reason, Tone.Quiet);
            }

            if (Verbose)
            {
                Printed("output", finished.Output, int.MaxValue);
                Printed("error output", finished.Error, int.MaxValue);
            }
        }

        foreach (var notified in handlers)
        {
            Detail($"{(_isPlan ? "would notify" : "notifies")} {notified}", Tone.Handler);
        }

        if (finished.Status == OutcomeStatus.Failed)
        {
            lines.Flush();
        }
    }

    private void Tell(ChangeRecord change)
    {
        var values = (change.From, change.To) switch
        {
            (null or "", null or "") => "",
            ({ Length: > 0 } from, null or "") => $": {from} → nothing",
            (null or "", { } to) => $": {to}",
            (var from, var to) => $": {from} → {to}",
        };
        lines.WriteLine(PlainLines.Indent(DetailIndent), Visible.Line(change.Action + values));
        if (change.Diff is { Length: > 0 } diff)
        {
            foreach (var line in DiffLines(diff))
            {
                lines.WriteLine(PlainLines.Indent(DetailIndent), new Piece(line, ToneOfDiff(line)));
            }
        }
    }

    // In a diff, a \r at the end of a line is a part of what changes.
    private static IEnumerable<string> DiffLines(string diff) => diff.TrimEnd('\n').Split('\n').Select(Visible.Line);

    private void TellFailure(ResourceFinished finished)
    {
        Detail(finished.Reason is { Length: > 0 } reason ? reason : "It failed and gave no reason.", finished.Ignored is null ? Tone.Failed : Tone.Plain);
        if (finished.Ignored is { } because)
        {
            Detail($"ignored, because {because}", Tone.Quiet);
        }

        var where = paths.Place(finished.File, finished.Line);
        Detail(
            $"at {(where.Length > 0 ? $"{where}, " : "")}role {finished.Role}{(finished.Handler is { } handler ? $", handler {handler}" : "")}{(finished.Host.Length > 0 ? $", host {finished.Host}" : "")}",
            Tone.Quiet);
        if (finished.ExitCode is { } code && finished.Reason?.Contains($"exit code {code}", StringComparison.Ordinal) != true)
        {
            Detail($"exit code {code}", Tone.Quiet);
        }

        Printed("output", finished.Output, Verbose ? int.MaxValue : LastLines);
        Printed("error output", finished.Error, Verbose ? int.MaxValue : LastLines);
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
            Detail($"{(_isPlan ? "would notify" : "notifies")} {notified.Handler}", Tone.Handler);
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
        lines.WriteLine(
            StatusOf("handler", Tone.Handler),
            Visible.Line(handler.Handler),
            new Piece(handler.Inherited ? "  notified by an earlier run that did not get to it" : "", Tone.Quiet));
    }

    private void Tell(MessageSaid said)
    {
        Head(said.Host, said.Role);
        var first = true;
        foreach (var line in Visible.Lines(said.Message))
        {
            lines.WriteLine(first ? StatusOf("message", Tone.Message) : PlainLines.Indent(2 + StatusWidth + 2), line);
            first = false;
        }
    }

    private void Tell(FindingReported finding)
    {
        lines.Flush();
        error.WriteLine(paths.Finding(new Finding(finding.Id, new SourceLocation(finding.File, finding.Line), finding.Message, finding.IsError)));
    }

    private void Tell(RunInterrupted interrupted)
    {
        _isInterrupted = true;
        _heading = "";
        lines.WriteLine(
            new Piece("stopped", Tone.Failed),
            interrupted.Before.Length > 0 ? $" before {Visible.Line(interrupted.Before)}" : " after the last resource",
            new Piece(Place(interrupted.File, interrupted.Line), Tone.Quiet));
        lines.WriteLine(_isPlan
            ? "The plan is incomplete; nothing has been changed."
            : "What is done stays done. Run apply again to go on: it does what is left, and the handlers that are still due.");
        lines.Flush();
    }

    private void Tell(RunFinished finished)
    {
        var roles = Verbose ? _roles : [.. _roles.Where(role => role.Changed + role.Failed + role.Unknown > 0)];
        var hasTable = _roles.Count > 1 && (roles.Count > 1 || _roles.Count > 10 && roles.Count > 0);
        if (hasTable)
        {
            lines.WriteLine();
            lines.WriteTable(
                ["role", _isPlan ? "to change" : "changed", "unchanged", "failed", "skipped", "unknown", "time"],
                [.. roles.Select(Row)]);
            if (_roles.Count > roles.Count)
            {
                lines.WriteLine(new Piece(
                    $"and {Count(_roles.Count - roles.Count, _roles.Count - roles.Count == 1 ? "role" : "roles")} in which nothing {(_isPlan ? "would change" : "changed")}",
                    Tone.Quiet));
            }
        }

        if (_heading.Length > 0 || hasTable)
        {
            lines.WriteLine();
        }

        if (finished.PendingHandlers.Count > 0)
        {
            lines.WriteLine(
                new Piece(_isPlan ? "handlers due" : "handlers still due", Tone.Handler),
                $": {Visible.Line(string.Join(", ", finished.PendingHandlers))}",
                new Piece(_isPlan ? "" : " (the next apply runs them)", Tone.Quiet));
        }

        lines.WriteLine(
            new Piece(Count(finished.Changed, _isPlan ? "would change" : "changed"), finished.Changed > 0 ? Tone.Changed : Tone.Plain),
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
        lines.Flush();
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

    private int StatusWidth => _isPlan ? "would change".Length : "unchanged".Length;

    private Piece StatusOf(string word, Tone tone) => new("  " + word.PadRight(StatusWidth + 2), tone);

    private string Place(string file, int line) => paths.Place(file, line) is { Length: > 0 } place ? $"  {place}" : "";

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
        lines.WriteLine(new Piece(Visible.Line(heading), Tone.Heading));
    }

    private void Detail(string text, Tone tone)
    {
        foreach (var line in Visible.Lines(text))
        {
            lines.WriteLine(PlainLines.Indent(DetailIndent), new Piece(line, tone));
        }
    }

    private void Printed(string what, string? text, int most)
    {
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        var all = Visible.Lines(text).ToList();
        Detail(all.Count > most ? $"{what}, the last {most} of {all.Count} lines:" : $"{what}:", Tone.Quiet);
        foreach (var line in all.Skip(Math.Max(0, all.Count - most)))
        {
            lines.WriteLine(PlainLines.Indent(DetailIndent + 2), line);
        }
    }
}
