using OpsMop.Engine.Events;

namespace OpsMop.CommandLine.Output.Fleet;

/// <summary>What happened on a host and may have happened on others in the same way: the outcome of a resource, or that a handler began.</summary>
/// <param name="Role">The role.</param>
/// <param name="Handler">The handler it belongs to; <see langword="null"/> outside handlers.</param>
/// <param name="Inherited">Whether the handler was notified by an earlier run.</param>
/// <param name="Finished">The outcome; <see langword="null"/> where a handler began.</param>
/// <param name="Notified">The handlers that it notified.</param>
internal sealed record Outcome(string Role, string? Handler, bool Inherited, ResourceFinished? Finished, IReadOnlyList<string> Notified)
{
    /// <summary>Compares what is shown; hosts, times and durations are not.</summary>
    public static IEqualityComparer<Outcome> Alike { get; } = new Comparer();

    /// <summary>About how many characters it keeps in memory.</summary>
    public long Weight
    {
        get
        {
            const int Overhead = 200;
            long weight = Overhead + (Finished?.Reason?.Length ?? 0) + (Finished?.Output?.Length ?? 0) + (Finished?.Error?.Length ?? 0);
            foreach (var change in Finished?.Changes ?? [])
            {
                weight += change.Action.Length + (change.From?.Length ?? 0) + (change.To?.Length ?? 0) + (change.Diff?.Length ?? 0);
            }

            return weight;
        }
    }

    private sealed class Comparer : IEqualityComparer<Outcome>
    {
        public bool Equals(Outcome? x, Outcome? y) =>
            ReferenceEquals(x, y)
            || (x is not null && y is not null
                && x.Role == y.Role
                && x.Handler == y.Handler
                && x.Inherited == y.Inherited
                && Equals(x.Finished, y.Finished)
                && x.Notified.SequenceEqual(y.Notified));

        public int GetHashCode(Outcome outcome)
        {
            var hash = new HashCode();
            hash.Add(outcome.Role);
            hash.Add(outcome.Handler);
            if (outcome.Finished is { } finished)
            {
                hash.Add(finished.Resource);
                hash.Add(finished.Status);
                hash.Add(finished.Reason);
                hash.Add(finished.Output);
                foreach (var change in finished.Changes)
                {
                    hash.Add(change.Action);
                    hash.Add(change.To);
                    hash.Add(change.Diff);
                }
            }

            return hash.ToHashCode();
        }

        private static bool Equals(ResourceFinished? x, ResourceFinished? y) =>
            ReferenceEquals(x, y)
            || (x is not null && y is not null
                && x.Resource == y.Resource
                && x.Status == y.Status
                && x.Title == y.Title
                && x.File == y.File
                && x.Line == y.Line
                && x.Reason == y.Reason
                && x.Ignored == y.Ignored
                && x.Maybe == y.Maybe
                && x.ExitCode == y.ExitCode
                && x.Attempts == y.Attempts
                && x.Output == y.Output
                && x.Error == y.Error
                && Equals(x.Changes, y.Changes));

        private static bool Equals(IReadOnlyList<ChangeRecord> x, IReadOnlyList<ChangeRecord> y)
        {
            if (x.Count != y.Count)
            {
                return false;
            }

            for (var i = 0; i < x.Count; i++)
            {
                if (x[i].Action != y[i].Action || x[i].From != y[i].From || x[i].To != y[i].To || x[i].Diff != y[i].Diff)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
