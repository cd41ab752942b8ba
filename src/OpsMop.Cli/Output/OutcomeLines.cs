using OpsMop.Engine.Events;

namespace OpsMop.CommandLine.Output;

/// <summary>How the outcome of one resource is told: the same words and the same form, whether one host tells it as it happens or five hundred share it in the end.</summary>
/// <param name="lines">Takes the lines.</param>
/// <param name="paths">Shows places.</param>
internal sealed class OutcomeLines(ILines lines, PolicyPaths paths)
{
    private const int DetailIndent = 6;
    private const int LastLines = 20;

    /// <summary>Whether the outcomes are those of a plan.</summary>
    public bool IsPlan { get; set; }

    /// <summary>Whether all that commands print is shown.</summary>
    public bool Verbose { get; init; }

    /// <summary>From how many seconds on a resource's time is shown.</summary>
    public double SlowSeconds { get; init; } = 1;

    /// <summary>How wide the widest status is.</summary>
    public int StatusWidth => IsPlan ? "would change".Length : "unchanged".Length;

    /// <summary>The word for an outcome.</summary>
    /// <param name="finished">The outcome.</param>
    public (string Word, Tone Tone) WordOf(ResourceFinished finished) => finished switch
    {
        { Status: OutcomeStatus.Changed } when IsPlan => (finished.Maybe ? "may change" : "would change", Tone.Changed),
        { Status: OutcomeStatus.Changed } => ("changed", Tone.Changed),
        { Status: OutcomeStatus.Failed, Ignored: not null } => ("ignored", Tone.Unknown),
        { Status: OutcomeStatus.Failed } => ("failed", Tone.Failed),
        { Status: OutcomeStatus.Skipped } => ("skipped", Tone.Quiet),
        { Status: OutcomeStatus.Unknown } => ("unknown", Tone.Unknown),
        _ => ("unchanged", Tone.Good),
    };

    /// <summary>The first column of a line.</summary>
    /// <param name="word">What it says.</param>
    /// <param name="tone">What it is.</param>
    public Piece StatusOf(string word, Tone tone) => new("  " + word.PadRight(StatusWidth + 2), tone);

    /// <summary>A place with the blanks before it, or nothing.</summary>
    /// <param name="file">The file.</param>
    /// <param name="line">The line.</param>
    public string PlaceOf(string file, int line) => paths.Place(file, line) is { Length: > 0 } place ? $"  {place}" : "";

    /// <summary>The resource, with its title where it has one.</summary>
    /// <param name="finished">The outcome.</param>
    public static string NameOf(ResourceFinished finished) => Visible.Line(finished.Title is { Length: > 0 } title ? $"{title} ({finished.Resource})" : finished.Resource);

    /// <summary>Tells the outcome of a resource.</summary>
    /// <param name="finished">The outcome. One without a host is told without it.</param>
    /// <param name="notified">The handlers that it notifies.</param>
    /// <param name="isBelowHandler">Whether the line of its handler stands above.</param>
    public void Tell(ResourceFinished finished, IReadOnlyList<string> notified, bool isBelowHandler)
    {
        var (word, tone) = WordOf(finished);
        lines.WriteLine(
            isBelowHandler ? "  " : "",
            StatusOf(word, tone),
            NameOf(finished),
            new Piece(PlaceOf(finished.File, finished.Line), Tone.Quiet),
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

        foreach (var handler in notified)
        {
            TellNotified(handler);
        }
    }

    /// <summary>Tells that a resource has notified a handler.</summary>
    /// <param name="handler">The handler.</param>
    public void TellNotified(string handler) => Detail($"{(IsPlan ? "would notify" : "notifies")} {handler}", Tone.Handler);

    /// <summary>Tells that a handler begins.</summary>
    /// <param name="handler">The handler.</param>
    /// <param name="inherited">Whether an earlier run left the notification.</param>
    public void TellHandler(string handler, bool inherited) =>
        lines.WriteLine(
            StatusOf("handler", Tone.Handler),
            Visible.Line(handler),
            new Piece(inherited ? "  notified by an earlier run that did not get to it" : "", Tone.Quiet));

    private static Tone ToneOfDiff(string line) => line switch
    {
        ['-', '-', '-', ' ', ..] or ['+', '+', '+', ' ', ..] => Tone.Heading,
        ['@', '@', ..] => Tone.Hunk,
        ['+', ..] => Tone.Added,
        ['-', ..] => Tone.Removed,
        _ => Tone.Quiet,
    };

    // In a diff, a \r at the end of a line is a part of what changes.
    private static IEnumerable<string> DiffLines(string diff) => diff.TrimEnd('\n').Split('\n').Select(Visible.Line);

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
