namespace OpsMop.Engine.Plans;

/// <summary>Says in words how a host differs from what a plan was made on.</summary>
internal static class PlanWords
{
    /// <summary>How an answer differs.</summary>
    /// <param name="resource">The resource that has asked.</param>
    /// <param name="then">What was answered then.</param>
    /// <param name="now">What is answered now.</param>
    public static string Difference(Resource resource, SavedAnswer then, string now)
    {
        var kind = then.Kind[(then.Kind.LastIndexOf(' ') + 1)..];
        var about = kind is "stat" or "target" or "read" or "content" or "link" or "list" && resource.Name.EndsWith($"[{then.Subject}]", StringComparison.Ordinal) ? "" : $"{then.Subject}: ";
        if (IsFault(then.Text) || IsFault(now))
        {
            return $"{about}{(IsFault(now) ? "it can no longer be read" : "it could not be read then, and can be now")}";
        }

        return kind switch
        {
            "stat" or "target" => about + Status(then.Text, now),
            "read" or "content" => about + (now == "absent" ? "it is gone" : then.Text == "absent" ? "it was not there then" : "its content is another now"),
            "link" => about + (then.Text.StartsWith('#') || now.StartsWith('#') ? "it points elsewhere now" : $"it pointed to {then.Text} then, and points to {now} now"),
            "list" => about + "other names are in it now",
            "user" or "group" => then.Text == "absent" ? $"there was no {kind} {then.Subject} then" : now == "absent" ? $"there is no {kind} {then.Subject} any more" : $"the {kind} {then.Subject} is another now",
            "members" => $"the group {then.Subject} has other members now",
            "query" => Answer(then, now),
            _ => then.Text == "absent" ? $"{then.Subject} was not there then" : now == "absent" ? $"{then.Subject} is gone" : $"{then.Subject} is in another state now",
        };
    }

    /// <summary>How changes differ.</summary>
    /// <param name="then">Those of the plan.</param>
    /// <param name="now">Those that would be made.</param>
    public static string Difference(IReadOnlyList<SavedChange> then, IReadOnlyList<SavedChange> now)
    {
        var (before, after) = (Show(then), Show(now));
        return before == after ? "what it would write is something else now" : $"{before} then, {after} now";
    }

    private static bool IsFault(string answer) => answer.StartsWith("fault ", StringComparison.Ordinal);

    private static string Show(IReadOnlyList<SavedChange> changes) => changes.Count == 0 ? "nothing to do" : string.Join("; ", changes);

    private static string Status(string then, string now)
    {
        if (then == "absent" || now == "absent")
        {
            return then == "absent" ? $"nothing was there then, there is a {now.Split(' ')[0]} now" : $"a {then.Split(' ')[0]} was there then, nothing is there now";
        }

        var (before, after) = (then.Split(' '), now.Split(' '));
        return before[0] != after[0] ? $"a {before[0]} then, a {after[0]} now"
            : before[1] != after[1] ? $"mode {before[1]} then, {after[1]} now"
            : $"owner {before[^1]} then, {after[^1]} now";
    }

    private static string Answer(SavedAnswer then, string now)
    {
        var (before, after) = (then.Text.Split(' ')[0], now.Split(' ')[0]);
        return before != after ? $"`{then.Subject}` ended with exit code {before} then, {after} now" : $"`{then.Subject}` answers something else now";
    }
}
