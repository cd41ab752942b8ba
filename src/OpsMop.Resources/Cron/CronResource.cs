namespace OpsMop;

/// <summary>A job of cron, in the crontab of a user or in a file of <c>/etc/cron.d</c>.</summary>
/// <remarks>
/// The line above a job says whose it is, <c># opsmop: LABEL</c>, so that its time and command can change. A job that is there already with the same command gets
/// that line. All other lines stay as they are, byte for byte. A job that is given to another user, or another file, is a second one: declare the first as absent.
/// </remarks>
[ResourceType("cron")]
[InsteadOf("crontab -r", "crontab -")]
public sealed partial class CronResource : Resource
{
    // What the crons with the least room take; more is ignored by some without a word.
    private const int MaxJob = 998;

    /// <summary>What it is called. It stands in the comment above the job.</summary>
    [Key, RegularExpression(@"[^\s\p{C}]([^\p{C}]{0,198}[^\s\p{C}])?", Explanation = "a name of one line without blanks at its ends")]
    public string Label { get; }

    /// <summary>When it runs: five fields, or a word such as <c>@daily</c> or <c>@reboot</c>. It must be given unless the job is to be absent.</summary>
    public CronSchedule Schedule { get; }

    /// <summary>
    /// What it runs, with <c>sh</c>: <c>.Job($"find {folder} -mtime +7 -delete")</c>. Holes are quoted, and a <c>%</c> gets the backslash that cron wants. It must be
    /// given unless the job is to be absent.
    /// </summary>
    public CommandText? Job { get; }

    /// <summary>Who runs it. Where not given, the user of <c>As</c>, or who runs OpsMop; in a file, <c>root</c>.</summary>
    public string? User { get; }

    /// <summary>The file of <c>/etc/cron.d</c> that it stands in, which several jobs can share; the user's crontab where not given.</summary>
    [RegularExpression("[A-Za-z0-9_-]{1,100}", Explanation = "the name of a file that cron reads: letters, digits, _ and -, such as backup")]
    public string? File { get; }

    /// <summary>Variables that are set at the top of the crontab or file, such as <c>MAILTO</c> and <c>PATH</c>. All of its jobs get them.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; }

    /// <summary>The job stands there and does not run: its line is commented out.</summary>
    public bool Disabled { get; }

    /// <summary>The job must not exist. A file of <c>/etc/cron.d</c> goes with its last job.</summary>
    [Excludes(nameof(Schedule), nameof(Job), nameof(Environment), nameof(Disabled)), Absence]
    public bool Absent { get; }

    /// <summary>The file, where it stands in one.</summary>
    internal AbsolutePath Path => File is null ? default : "/etc/cron.d/" + File;

    partial void ValidateMore(Validation validation)
    {
        if (!Absent)
        {
            validation.Required(nameof(Schedule), Schedule.IsGiven);
            validation.Required(nameof(Job), Job is not null);
        }

        validation.Command(nameof(Job), Job, shell: true);
        if (Job is { ShellError: null } job && FaultOf(job.ToShell()) is { } fault)
        {
            validation.Report("OPM2004", nameof(Job), fault);
        }

        foreach (var (name, value) in Environment ?? new Dictionary<string, string>())
        {
            if (CronVariable.FaultOf(name, value) is { } wrong)
            {
                validation.Report("OPM2004", nameof(Environment), wrong);
            }
        }
    }

    partial void ClaimMore(ClaimSet claims)
    {
        if (Path is { IsGiven: true, Error: null } path)
        {
            claims.Add(Claim.Part, path.Value);
        }
    }

    private static string? FaultOf(string script) =>
        script.AsSpan().IndexOfAny('\n', '\r') >= 0 ? "Job has more than one line, and cron takes one. Join them with ; or &&, or put them into a script."
        : script.Contains("\\%", StringComparison.Ordinal)
        ? "Job has a backslash before %. Leave it out: what cron needs is added. If the command itself is to get a backslash, put it into a script."
        : script.Contains(@"\\", StringComparison.Ordinal) ? "Job has two backslashes in a row, which some crons take for one. Put the command into a script."
        : script.Trim().Length == 0 ? "Job is empty. Give it a command."
        : script.Length > MaxJob ? $"Job is longer than {MaxJob} characters, which not every cron takes. Put it into a script."
        : null;
}
