namespace OpsMop;

/// <summary>The line of a job.</summary>
/// <param name="Schedule">When it runs.</param>
/// <param name="User">Who runs it, where the line says so; <see langword="null"/> in the crontab of a user.</param>
/// <param name="Command">What it runs, as it stands in the line.</param>
/// <param name="Disabled">Whether it is commented out.</param>
internal sealed record CronJob(CronSchedule Schedule, string? User, string Command, bool Disabled)
{
    private static readonly char[] Blanks = [' ', '\t'];

    /// <summary>The job that a resource declares.</summary>
    /// <param name="want">The resource.</param>
    /// <param name="user">Who runs it, in a file of the system; <see langword="null"/> in the crontab of a user.</param>
    public static CronJob Of(CronResource want, string? user) =>
        new(want.Schedule, user, want.Job!.ToShell().Trim().Replace("%", "\\%", StringComparison.Ordinal), want.Disabled);

    /// <summary>Reads a line; <see langword="null"/> for one that is no job.</summary>
    /// <param name="line">The line.</param>
    /// <param name="hasUser">Whether lines of this table say who runs them.</param>
    public static CronJob? Parse(string line, bool hasUser)
    {
        var rest = line.Trim();
        var disabled = rest.StartsWith('#');
        rest = rest.TrimStart('#').TrimStart();
        var schedule = "";
        for (var fields = rest.StartsWith('@') ? 1 : 5; fields > 0; fields--)
        {
            schedule += Take(ref rest) + " ";
        }

        var user = hasUser ? Take(ref rest) : null;
        return CronSchedule.TryParse(schedule.TrimEnd(), out var parsed) && rest.Length > 0 ? new CronJob(parsed, user, rest, disabled) : null;
    }

    /// <summary>The line.</summary>
    public override string ToString() => $"{(Disabled ? "#" : "")}{Schedule} {(User is null ? "" : User + " ")}{Command}";

    private static string Take(ref string rest)
    {
        var end = rest.IndexOfAny(Blanks);
        var word = end < 0 ? rest : rest[..end];
        rest = end < 0 ? "" : rest[end..].TrimStart(Blanks);
        return word;
    }
}
