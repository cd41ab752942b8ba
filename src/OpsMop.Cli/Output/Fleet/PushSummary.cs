using System.Globalization;
using System.Net;
using OpsMop.Engine.Events;

namespace OpsMop.CommandLine.Output.Fleet;

/// <summary>
/// The end of a push: how each host ended, the first error of each that failed, what is still due, the sum, and how to go on. What many hosts share is said once, and where there are
/// many of them those in order are one line.
/// </summary>
/// <param name="lines">Takes the lines.</param>
/// <param name="paths">Shows places.</param>
/// <param name="verb">What was done: <c>plan</c>, <c>apply</c> or <c>exec</c>.</param>
internal sealed class PushSummary(ILines lines, PolicyPaths paths, string verb)
{
    /// <summary>So many hosts have a line each.</summary>
    private const int MostRows = 20;

    private bool IsPlan => verb == "plan";

    // What a command says has been told with its answers; how many resources were changed is nothing to it.
    private bool IsCommand => verb == "exec";

    /// <summary>Tells it.</summary>
    /// <param name="ended">How the hosts ended, in any order; those whose whole story has been told by their answer to a command are left out.</param>
    /// <param name="finished">The sum.</param>
    /// <param name="again">How the command line is called with another <c>--limit</c>.</param>
    /// <param name="stopped">Where hosts were stopped, in any order.</param>
    public void Tell(IEnumerable<HostFinished> ended, PushFinished finished, Func<string, string> again, IEnumerable<RunInterrupted> stopped)
    {
        var hosts = ended.OrderBy(host => host.Host, HostOrder.Natural).ToList();
        if (!IsCommand)
        {
            TellHosts(hosts);
        }

        TellErrors(hosts);
        TellStopped(stopped);
        TellPending(hosts);
        TellSum(finished);
        if (finished.Again.Length > 0)
        {
            lines.WriteLine(new Piece("go on with what failed: ", Tone.Quiet), Visible.Line(again(finished.Again)));
        }

        lines.Flush();
    }

    private void TellHosts(IReadOnlyList<HostFinished> hosts)
    {
        if (hosts.Count == 0)
        {
            return;
        }

        if (hosts.Count <= MostRows)
        {
            TellTable(hosts);
            return;
        }

        var isBad = (HostFinished host) => host.Status is ContactStatus.Failed or ContactStatus.Unreachable;
        var bad = hosts.Where(isBad).ToList();
        var hasTable = bad.Count is > 0 and <= MostRows;
        if (hasTable)
        {
            TellTable(bad);
        }

        var rest = ContactWords.All
            .Select(status => (Status: status, Names: hosts.Where(host => host.Status == status && !(hasTable && isBad(host))).Select(host => host.Host).ToList()))
            .Where(row => row.Names.Count > 0)
            .ToList();
        var words = rest.Select(row => ContactWords.Of(row.Status, IsPlan)).ToList();
        var width = rest.Count == 0 ? 0 : words.Max(word => word.Length);
        var counts = rest.Select(row => HostNames.Count(row.Names.Count)).ToList();
        var countWidth = rest.Count == 0 ? 0 : counts.Max(count => count.Length);
        for (var i = 0; i < rest.Count; i++)
        {
            lines.WriteLine(new Piece(words[i].PadRight(width + 2), ContactWords.ToneOf(rest[i].Status)), counts[i].PadLeft(countWidth), ": ", HostNames.Show(rest[i].Names));
        }

        lines.WriteLine();
    }

    private void TellTable(IReadOnlyList<HostFinished> hosts)
    {
        var nameWidth = Math.Max("host".Length, hosts.Max(host => Cells.Width(Visible.Line(host.Host))));
        lines.WriteTable(
            [Cells.Fit("host", nameWidth) + "  status", IsPlan ? "to change" : "changed", "unchanged", "failed", "skipped", "unknown", "time"],
            [
                .. hosts.Select(host => (Piece[])
                [
                    new($"{Cells.Fit(Visible.Line(host.Host), nameWidth)}  {ContactWords.Of(host.Status, IsPlan)}", host.Status is ContactStatus.Ok ? Tone.Plain : ContactWords.ToneOf(host.Status)),
                    Number(host.Changed, Tone.Changed),
                    Number(host.Unchanged, Tone.Plain),
                    Number(host.Failed, Tone.Failed),
                    Number(host.Skipped, Tone.Plain),
                    Number(host.Unknown, Tone.Unknown),
                    host.Status == ContactStatus.Skipped ? new Piece("", Tone.Quiet) : Durations.Show(host.Seconds),
                ]),
            ]);
        lines.WriteLine();
    }

    private void TellErrors(IEnumerable<HostFinished> hosts)
    {
        // An error names its host, or its address, most of the time; that alone does not make it another one.
        var errors = hosts
            .Where(host => host.Error is { Length: > 0 })
            .GroupBy(host => (host.Status, host.Resource, host.File, host.Line, Error: WithoutHost(host)))
            .OrderBy(group => group.Key.Status == ContactStatus.Skipped)
            .ThenBy(group => group.Key.Status)
            .ThenByDescending(group => group.Count());
        foreach (var group in errors)
        {
            var first = group.First();
            var tone = ContactWords.ToneOf(first.Status);
            var where = string.Join("  ", ((string[])[Visible.Line(first.Resource ?? ""), paths.Place(first.File, first.Line)]).Where(part => part.Length > 0));
            lines.WriteLine(new Piece(ContactWords.Of(first.Status, IsPlan), tone), "  ", HostNames.ShowCounted([.. group.Select(host => host.Host)]));
            if (where.Length > 0)
            {
                lines.WriteLine("  ", where);
            }

            var differs = group.Any(host => host.Error != first.Error);
            foreach (var line in Visible.Lines(differs ? $"for example: {first.Error}" : first.Error!))
            {
                lines.WriteLine("  ", new Piece(line, tone == Tone.Failed && where.Length == 0 ? Tone.Plain : Tone.Quiet));
            }

            lines.WriteLine();
        }
    }

    private static string WithoutHost(HostFinished host) => string.Join(' ', host.Error!.Replace(host.Host, "\0", StringComparison.Ordinal).Split(' ').Select(word => IsAddress(word) ? "\0" : word));

    private static bool IsAddress(string word)
    {
        var bare = word.AsSpan().Trim("()[].,:;'\"");
        return bare.ContainsAny('.', ':') && (IPAddress.TryParse(bare, out _) || IPEndPoint.TryParse(bare, out _));
    }

    private void TellStopped(IEnumerable<RunInterrupted> stopped)
    {
        foreach (var group in stopped.GroupBy(host => (host.Before, host.File, host.Line)).OrderByDescending(group => group.Count()).ThenBy(group => group.Min(host => host.Host), HostOrder.Natural))
        {
            var (before, file, line) = group.Key;
            lines.WriteLine(
                new Piece("stopped", Tone.Failed),
                before.Length > 0 ? $" before {Visible.Line(before)}" : " after the last resource",
                new Piece(paths.Place(file, line) is { Length: > 0 } place ? $"  {place}" : "", Tone.Quiet),
                $"  {HostNames.ShowCounted([.. group.Select(host => host.Host).Distinct()])}");
        }
    }

    private void TellPending(IEnumerable<HostFinished> hosts)
    {
        foreach (var group in hosts.Where(host => host.PendingHandlers.Count > 0).GroupBy(host => string.Join(", ", host.PendingHandlers)))
        {
            lines.WriteLine(
                new Piece(IsPlan ? "handlers due" : "handlers still due", Tone.Handler),
                $" on {HostNames.ShowCounted([.. group.Select(host => host.Host)])}: {Visible.Line(group.Key)}",
                new Piece(IsPlan ? "" : " (the next push runs them)", Tone.Quiet));
        }
    }

    private void TellSum(PushFinished finished)
    {
        var all = finished.Ok + finished.Changed + finished.Failed + finished.Unreachable + finished.Skipped;
        lines.WriteLine(
            $"{HostNames.Count(all)}: ",
            Sum(finished.Ok, "ok", finished.Changed + finished.Failed + finished.Unreachable + finished.Skipped == 0 ? Tone.Good : Tone.Plain),
            IsCommand ? "" : ", ",
            IsCommand ? "" : Sum(finished.Changed, IsPlan ? "would change" : "changed", Tone.Changed),
            ", ",
            Sum(finished.Failed, "failed", Tone.Failed),
            ", ",
            Sum(finished.Unreachable, "unreachable", Tone.Failed),
            ", ",
            Sum(finished.Skipped, "skipped", Tone.Unknown),
            $" in {Durations.Show(finished.Seconds)}");
    }

    private static Piece Sum(int number, string word, Tone tone) => new(string.Create(CultureInfo.InvariantCulture, $"{number} {word}"), number > 0 ? tone : Tone.Plain);

    private static Piece Number(int number, Tone tone) => new(number.ToString(CultureInfo.InvariantCulture), number > 0 ? tone : Tone.Quiet);
}
