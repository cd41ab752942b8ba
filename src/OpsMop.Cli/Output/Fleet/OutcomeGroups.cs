using OpsMop.Engine.Events;

namespace OpsMop.CommandLine.Output.Fleet;

/// <summary>
/// Collects what happened on many hosts, each different outcome once, with the hosts that share it. In the end every outcome stands in one group, that of exactly its hosts:
/// forty-seven hosts with the same nine changes and a tenth of their own are one group of nine changes and forty-seven of one. The groups do not depend on the order in which
/// hosts tell what happened.
/// </summary>
/// <param name="verbose">Whether resources in which nothing happened count too.</param>
internal sealed class OutcomeGroups(bool verbose)
{
    private readonly Dictionary<string, Story> _stories = [];
    private readonly List<string> _hosts = [];
    private readonly Dictionary<Outcome, List<(int Host, int Turn)>> _where = new(Outcome.Alike);

    /// <summary>About how many characters are kept in memory.</summary>
    public long Weight { get; private set; }

    /// <summary>How many different outcomes there are.</summary>
    public int Count => _where.Count;

    /// <summary>Takes an event of a host.</summary>
    /// <param name="happened">The event.</param>
    public void Take(RunEvent happened)
    {
        switch (happened)
        {
            case ResourceFinished finished:
                Take(finished);
                break;
            case HandlerNotified notified:
                Take(notified);
                break;
            case HandlerStarted handler:
                var story = StoryOf(handler.Host);
                Close(story);
                Add(story, new Outcome(handler.Role, handler.Handler, handler.Inherited, null, []));
                break;
            case RoleFinished or RunFinished or RunInterrupted or HostFinished:
                if (_stories.TryGetValue(happened.Host, out var ended))
                {
                    Close(ended);
                    ended.Waiting?.Clear();
                }

                break;
        }
    }

    /// <summary>The groups, the one with most hosts first.</summary>
    public IReadOnlyList<OutcomeGroup> Groups()
    {
        foreach (var story in _stories.Values)
        {
            Close(story);
        }

        int[] order = [.. Enumerable.Range(0, _hosts.Count)];
        Array.Sort(order, (a, b) => HostOrder.Natural.Compare(_hosts[a], _hosts[b]));
        var rankOf = new int[order.Length];
        for (var rank = 0; rank < order.Length; rank++)
        {
            rankOf[order[rank]] = rank;
        }

        var byHosts = new Dictionary<int[], List<(Outcome Outcome, int Turn)>>(SameHosts.Instance);
        foreach (var (outcome, where) in _where)
        {
            var occurrences = where.Select(one => (Rank: rankOf[one.Host], one.Turn)).Order().ToList();
            while (occurrences.Count > 0)
            {
                // What happens twice on a host, such as a handler, is told twice.
                var once = occurrences.Where((one, i) => i == 0 || occurrences[i - 1].Rank != one.Rank).ToList();
                var hosts = once.Select(one => one.Rank).ToArray();
                if (!byHosts.TryGetValue(hosts, out var outcomes))
                {
                    byHosts[hosts] = outcomes = [];
                }

                outcomes.Add((outcome, once[0].Turn));
                occurrences = once.Count == occurrences.Count ? [] : [.. occurrences.Where((one, i) => i > 0 && occurrences[i - 1].Rank == one.Rank)];
            }
        }

        return
        [
            .. byHosts
                .OrderByDescending(group => group.Key.Length)
                .ThenBy(group => group.Key, SameHosts.Instance)
                .Select(group => new OutcomeGroup(
                    [.. group.Key.Select(rank => _hosts[order[rank]])],
                    [.. group.Value.OrderBy(one => one.Turn).Select(one => one.Outcome)])),
        ];
    }

    /// <summary>Forgets what was collected, to save memory.</summary>
    public void Clear()
    {
        foreach (var story in _stories.Values)
        {
            Close(story);
        }

        _where.Clear();
        Weight = 0;
    }

    private Story StoryOf(string host)
    {
        if (!_stories.TryGetValue(host, out var story))
        {
            _stories[host] = story = new Story { Index = _hosts.Count };
            _hosts.Add(host);
        }

        return story;
    }

    private void Take(ResourceFinished finished)
    {
        var story = StoryOf(finished.Host);
        Close(story);
        story.Last = finished.Resource;
        List<string>? notified = null;
        story.Waiting?.Remove(finished.Resource, out notified);
        if (verbose || finished.Status is not (OutcomeStatus.Unchanged or OutcomeStatus.Skipped))
        {
            story.Open = finished;
            story.Notified = notified ?? [];
        }
    }

    // It comes before the end of the resource that notifies, or right after it.
    private void Take(HandlerNotified notified)
    {
        var story = StoryOf(notified.Host);
        if (story.Open?.Resource == notified.By)
        {
            story.Notified.Add(notified.Handler);
            return;
        }

        if (story.Last == notified.By)
        {
            return;
        }

        story.Waiting ??= [];
        if (!story.Waiting.TryGetValue(notified.By, out var waiting))
        {
            story.Waiting[notified.By] = waiting = [];
        }

        waiting.Add(notified.Handler);
    }

    private void Close(Story story)
    {
        if (story.Open is { } finished)
        {
            story.Open = null;
            Add(story, new Outcome(finished.Role, finished.Handler, false, finished, story.Notified));
        }
    }

    private void Add(Story story, Outcome outcome)
    {
        if (!_where.TryGetValue(outcome, out var where))
        {
            _where[outcome.Finished is { } finished ? outcome with { Finished = finished with { Host = "", Time = default, Seconds = 0 } } : outcome] = where = [];
            Weight += outcome.Weight;
        }

        where.Add((story.Index, story.Turn++));
        Weight += sizeof(int);
    }

    /// <summary>What is known of a host.</summary>
    private sealed class Story
    {
        public required int Index { get; init; }

        /// <summary>How many outcomes it had.</summary>
        public int Turn { get; set; }

        /// <summary>The outcome that may still notify handlers.</summary>
        public ResourceFinished? Open { get; set; }

        public List<string> Notified { get; set; } = [];

        public string Last { get; set; } = "";

        /// <summary>The handlers that resources have notified that are still at work.</summary>
        public Dictionary<string, List<string>>? Waiting { get; set; }
    }

    private sealed class SameHosts : IEqualityComparer<int[]>, IComparer<int[]>
    {
        public static SameHosts Instance { get; } = new();

        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] hosts)
        {
            var hash = new HashCode();
            hash.AddBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(hosts.AsSpan()));
            return hash.ToHashCode();
        }

        public int Compare(int[]? x, int[]? y) => x.AsSpan().SequenceCompareTo(y);
    }
}
