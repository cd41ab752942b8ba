namespace OpsMop;

/// <summary>How logrotate keeps some logs small: a file of its own in <c>/etc/logrotate.d</c>.</summary>
/// <remarks>
/// The file is checked with <c>logrotate --debug</c> before it is put in place: what logrotate would ignore or skip is a failure. What is not said here is as
/// <c>/etc/logrotate.conf</c> has it.
/// </remarks>
[ResourceType("logrotate")]
public sealed partial class LogrotateResource : Resource
{
    private const string SizePattern = "[0-9]{1,18}[kMG]?";
    private const string SizeExplanation = "a number of bytes, or of kibi-, mebi- or gibibytes: 500k, 100M or 1G";

    /// <summary>The name of its file.</summary>
    [Key, RegularExpression(@"[A-Za-z0-9_][A-Za-z0-9_.-]{0,100}", Explanation = "the name of a file that logrotate reads: letters, digits, _, - and ., such as nginx")]
    public string Label { get; }

    /// <summary>The logs, absolute; <c>*</c>, <c>?</c> and <c>[…]</c> stand for what a shell takes them for. They must be given unless it is to be absent.</summary>
    public IReadOnlyList<string>? Paths { get; }

    /// <summary>How often they are rotated.</summary>
    public LogrotatePeriod? Period { get; }

    /// <summary>They are rotated when they are larger than this, and at no other time.</summary>
    [RegularExpression(SizePattern, Explanation = SizeExplanation), Excludes(nameof(Period), nameof(MinSize), nameof(MaxSize))]
    public string? Size { get; }

    /// <summary>They are not rotated before they are larger than this, even if it is time.</summary>
    [RegularExpression(SizePattern, Explanation = SizeExplanation)]
    public string? MinSize { get; }

    /// <summary>They are also rotated before it is time if they are larger than this.</summary>
    [RegularExpression(SizePattern, Explanation = SizeExplanation)]
    public string? MaxSize { get; }

    /// <summary>How many old logs are kept of each.</summary>
    [Range(0, 100000)]
    public int? Keep { get; }

    /// <summary>After how many days an old log is removed.</summary>
    [Range(1, 100000)]
    public int? MaxAge { get; }

    /// <summary>Whether old logs are compressed.</summary>
    public bool? Compress { get; }

    /// <summary>The newest of the old logs is only compressed the next time, for programs that go on writing to it.</summary>
    public bool DelayCompress { get; }

    /// <summary>Whether old logs have the date in their names instead of a number.</summary>
    public bool? DateNames { get; }

    /// <summary>Whether it is no fault if a log does not exist.</summary>
    public bool? MissingOk { get; }

    /// <summary>Whether an empty log is rotated as well.</summary>
    public bool? RotateEmpty { get; }

    /// <summary>A log is copied and then emptied, for programs that cannot be told to open a new one. What is written meanwhile is lost.</summary>
    [Excludes(nameof(CreateMode), nameof(CreateOwner), nameof(CreateGroup))]
    public bool CopyTruncate { get; }

    /// <summary>The mode of the new log that takes the place of a rotated one.</summary>
    public UnixMode? CreateMode { get; }

    /// <summary>The owner of the new log.</summary>
    [Needs(nameof(CreateMode))]
    public string? CreateOwner { get; }

    /// <summary>The group of the new log.</summary>
    [Needs(nameof(CreateOwner))]
    public string? CreateGroup { get; }

    /// <summary>The user as whom logs are rotated, where others than root can write to their folder.</summary>
    [Needs(nameof(SuGroup))]
    public string? SuUser { get; }

    /// <summary>The group as which logs are rotated.</summary>
    [Needs(nameof(SuUser))]
    public string? SuGroup { get; }

    /// <summary>What <c>sh</c> runs before a log is rotated. It may have several lines.</summary>
    public CommandText? PreRotate { get; }

    /// <summary>What <c>sh</c> runs after a log has been rotated, such as <c>$"systemctl reload app"</c>. It may have several lines.</summary>
    public CommandText? PostRotate { get; }

    /// <summary>The scripts run once for all logs, and not once for each.</summary>
    [Needs(nameof(PreRotate), nameof(PostRotate))]
    public bool SharedScripts { get; }

    /// <summary>The file must not exist. The logs stay, and grow.</summary>
    [Excludes(nameof(Paths), nameof(Period), nameof(Size), nameof(Keep), nameof(PostRotate), nameof(PreRotate)), Absence]
    public bool Absent { get; }

    /// <summary>The file.</summary>
    internal AbsolutePath File => "/etc/logrotate.d/" + Label;

    partial void ValidateMore(Validation validation)
    {
        if (!Absent)
        {
            validation.Required(nameof(Paths), Paths is { Count: > 0 });
        }

        foreach (var path in Paths ?? [])
        {
            if (!path.StartsWith('/') || path.Contains('"') || path.Any(char.IsControl))
            {
                validation.Report("OPM2004", nameof(Paths), $"'{path}' is no path of logs. Write an absolute one without quotes, such as /var/log/app/*.log.");
            }
        }

        foreach (var (property, name) in new[]
        {
            (nameof(CreateOwner), CreateOwner), (nameof(CreateGroup), CreateGroup), (nameof(SuUser), SuUser), (nameof(SuGroup), SuGroup),
        })
        {
            if (name is not null && (name.Length == 0 || name.Any(static c => char.IsWhiteSpace(c) || char.IsControl(c))))
            {
                validation.Report("OPM2004", property, $"'{name}' is no name of a user or group.");
            }
        }

        ValidateScript(validation, nameof(PreRotate), PreRotate);
        ValidateScript(validation, nameof(PostRotate), PostRotate);
    }

    partial void ClaimMore(ClaimSet claims)
    {
        if (File.Error is null)
        {
            claims.Add(Claim.Path, File.Value);
        }
    }

    private static void ValidateScript(Validation validation, string property, CommandText? script)
    {
        validation.Command(property, script, shell: true);
        if (script is { ShellError: null } && script.ToShell().Split('\n').Any(static line => line.Trim() == "endscript"))
        {
            validation.Report("OPM2004", property, $"{property} has a line \"endscript\", with which logrotate takes it for ended. Leave it out.");
        }
    }
}
