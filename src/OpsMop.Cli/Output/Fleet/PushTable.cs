using System.Globalization;

namespace OpsMop.CommandLine.Output.Fleet;

/// <summary>
/// The table at the bottom of the terminal. Where all hosts fit, each has its line and keeps its place; where they do not, each state has one, and below them stand the hosts that have been
/// at work for longest, as many as fit. It is never higher than three quarters of the screen, so that there is room for what happens.
/// </summary>
/// <param name="progress">What is shown.</param>
internal sealed class PushTable(PushProgress progress)
{
    private const int LowestSummary = 10;
    private const int WidestHost = 40;

    private readonly Dictionary<ContactStatus, (int Count, string Names)> _names = [];

    /// <summary>The lines of the table.</summary>
    /// <param name="width">The width of the terminal.</param>
    /// <param name="height">The height of the terminal.</param>
    public IReadOnlyList<Piece[]> Lines(int width, int height)
    {
        // A line as wide as the terminal would make some of them begin another.
        var cells = Math.Max(10, width - 1);
        var most = Math.Max(1, height * 3 / 4);
        var lines = new List<Piece[]>(most) { Title(cells) };
        if (progress.Hosts.Count < most)
        {
            AddHosts(lines, progress.Hosts, cells);
            return lines;
        }

        if (most >= LowestSummary)
        {
            AddStates(lines, cells);
        }

        var active = progress.Hosts.Where(host => host.Stage is HostStage.Connecting or HostStage.Running).OrderBy(host => host.Started).ToList();
        var room = most - lines.Count;
        if (active.Count <= room)
        {
            AddHosts(lines, active, cells);
        }
        else if (room > 1)
        {
            AddHosts(lines, active[..(room - 1)], cells);
            lines.Add([new Piece(Cells.Cut($"and {active.Count - room + 1} more at work", cells), Tone.Quiet)]);
        }

        return lines;
    }

    private int StatusWidth => progress.IsPlan ? "would change".Length : "unreachable".Length;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    // A tenth of a second is of interest for as long as it can be read.
    private static string Time(double seconds) => Durations.Show(seconds < 10 ? Math.Floor(seconds * 10) / 10 : Math.Floor(seconds));

    private static (string Word, Tone Tone) WordOf(HostProgress host, bool isPlan) => host.Stage switch
    {
        HostStage.Waiting => ("waiting", Tone.Quiet),
        HostStage.Connecting => ("connecting", Tone.Handler),
        HostStage.Running => ("running", Tone.Plain),
        _ => (ContactWords.Of(host.Status, isPlan), ContactWords.ToneOf(host.Status)),
    };

    private Piece[] Title(int cells)
    {
        var bad = progress.Count(ContactStatus.Failed) + progress.Count(ContactStatus.Unreachable);
        var title = $"{progress.Title}: {progress.Count(HostStage.Ended)} of {HostNames.Count(progress.Hosts.Count)}{progress.Batch}, {Time(progress.Seconds)}";
        var failed = bad > 0 ? $", {bad} failed" : "";
        return [new Piece(Cells.Cut(title, cells - failed.Length), Tone.Heading), new Piece(Cells.Cut(failed, cells), Tone.Failed)];
    }

    private void AddStates(List<Piece[]> lines, int cells)
    {
        var width = Number(progress.Hosts.Count).Length;
        foreach (var status in ContactWords.All)
        {
            if (progress.Count(status) is > 0 and var count)
            {
                var isBad = status is ContactStatus.Failed or ContactStatus.Unreachable;
                Add(ContactWords.Of(status, progress.IsPlan), ContactWords.ToneOf(status), count, isBad ? NamesOf(status, count) : "");
            }
        }

        Add("running", Tone.Plain, progress.Count(HostStage.Running), "");
        Add("connecting", Tone.Handler, progress.Count(HostStage.Connecting), "");
        Add("waiting", Tone.Quiet, progress.Count(HostStage.Waiting), "");

        void Add(string word, Tone tone, int count, string names)
        {
            if (count > 0)
            {
                var head = $"  {word.PadRight(StatusWidth)} {Number(count).PadLeft(width)}";
                lines.Add([new Piece(Cells.Cut(head, cells), tone), new Piece(names.Length > 0 ? Cells.Cut($"  {names}", cells - head.Length) : "", Tone.Quiet)]);
            }
        }
    }

    private void AddHosts(List<Piece[]> lines, IReadOnlyList<HostProgress> hosts, int cells)
    {
        if (hosts.Count == 0)
        {
            return;
        }

        var names = hosts.Select(host => Visible.Line(host.Name)).ToList();
        var nameWidth = Math.Min(names.Max(Cells.Width), Math.Max(8, Math.Min(WidestHost, cells / 3)));
        var counts = hosts.Select(host => host.Total > 0 ? $"{host.Done}/{Math.Max(host.Total, host.Done)}" : "").ToList();
        var countWidth = counts.Max(count => count.Length);
        var times = hosts.Select(host => host.Started > 0 ? Time(progress.SecondsOf(host)) : "").ToList();
        var timeWidth = times.Max(time => time.Length);

        // What a host does is worth more than how long it has been at it.
        var hasTimes = cells - nameWidth - StatusWidth - countWidth - timeWidth >= 25;
        for (var i = 0; i < hosts.Count; i++)
        {
            var (word, tone) = WordOf(hosts[i], progress.IsPlan);
            var name = $"  {Cells.Fit(names[i], nameWidth)}  ";
            var status = word.PadRight(StatusWidth);
            var rest = $"{(countWidth > 0 ? $"  {counts[i].PadLeft(countWidth)}" : "")}{(hasTimes ? $"  {times[i].PadLeft(timeWidth)}" : "")}  ";
            var left = cells - Cells.Width(name) - status.Length - rest.Length;
            lines.Add(
            [
                Cells.Cut(name, cells),
                new Piece(Cells.Cut(status, cells - Cells.Width(name)), tone),
                Cells.Cut(rest, Math.Max(0, cells - Cells.Width(name) - status.Length)),
                new Piece(Cells.Cut(Visible.Line(hosts[i].Current), Math.Max(0, left)), Tone.Quiet),
            ]);
        }
    }

    private string NamesOf(ContactStatus status, int count)
    {
        if (!_names.TryGetValue(status, out var known) || known.Count != count)
        {
            _names[status] = known = (count, HostNames.Show(progress.Hosts.Where(host => host.Stage == HostStage.Ended && host.Status == status).Select(host => host.Name)));
        }

        return known.Names;
    }
}
