namespace OpsMop;

/// <summary>A program that supervisor keeps running: its file in <c>/etc/supervisor/conf.d</c>, and what it does now.</summary>
/// <remarks>
/// When its file changes, supervisor reads it anew, and a program that starts with it is restarted. Other programs are left alone. A file that supervisor does not
/// accept is taken back.
/// </remarks>
[ResourceType("supervisor-program")]
[InsteadOf("supervisorctl start", "supervisorctl stop", "supervisorctl restart", "supervisorctl update", "supervisorctl reread")]
public sealed partial class SupervisorProgramResource : Resource
{
    /// <summary>What it is called.</summary>
    [Key, RegularExpression("[A-Za-z0-9_][A-Za-z0-9_.-]{0,100}", Explanation = "the name of a program: letters, digits, _, - and .")]
    public string Label { get; }

    /// <summary>What is run, without a shell: <c>.Command($"/opt/app/worker --queue {queue}")</c>. It must be given unless the program is to be absent.</summary>
    public CommandText? Command { get; }

    /// <summary>Its working directory; that of supervisor where not given.</summary>
    public AbsolutePath Directory { get; }

    /// <summary>Who runs it; root where not given.</summary>
    public string? User { get; }

    /// <summary>Whether it starts with supervisor; yes where not given.</summary>
    public bool? AutoStart { get; }

    /// <summary>When it is started again after it has ended; if its exit code was not 0, where not given.</summary>
    public SupervisorRestart? AutoRestart { get; }

    /// <summary>How many of it run; one where not given.</summary>
    [Range(1, 1000)]
    public int? Processes { get; }

    /// <summary>Those with lower numbers start earlier and stop later; 999 where not given.</summary>
    [Range(0, 100000)]
    public int? Priority { get; }

    /// <summary>Variables added to its environment. Every user can read the file, so none of them may be secret.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; }

    /// <summary>The file that gets its output; one that supervisor chooses where not given.</summary>
    public AbsolutePath OutputLog { get; }

    /// <summary>The file that gets what it writes to its standard error; one that supervisor chooses where not given.</summary>
    [Excludes(nameof(JoinErrors))]
    public AbsolutePath ErrorLog { get; }

    /// <summary>What it writes to its standard error goes where its output goes.</summary>
    public bool JoinErrors { get; }

    /// <summary>The signal that ends it; TERM where not given.</summary>
    [AllowedValues("TERM", "HUP", "INT", "QUIT", "KILL", "USR1", "USR2")]
    public string? StopSignal { get; }

    /// <summary>How long it may take to end before it is killed; ten seconds where not given.</summary>
    public Duration? StopTime { get; }

    /// <summary>What it should be doing now. Left alone where not given.</summary>
    public ServiceState? State { get; }

    /// <summary>The program must not exist: it is stopped, and its file goes.</summary>
    [Excludes(nameof(Command), nameof(State), nameof(Environment), nameof(Processes)), Absence]
    public bool Absent { get; }

    /// <summary>Its file.</summary>
    internal AbsolutePath File => "/etc/supervisor/conf.d/" + Label + ".conf";

    partial void ValidateMore(Validation validation)
    {
        if (!Absent)
        {
            validation.Required(nameof(Command), Command is not null);
        }

        validation.Command(nameof(Command), Command, shell: false);
        if (Command is { ArgumentsError: null } command)
        {
            Check(validation, nameof(Command), string.Join(' ', command.ToArguments()));
        }

        foreach (var (name, value) in Environment ?? new Dictionary<string, string>())
        {
            if (name.Length == 0 || char.IsAsciiDigit(name[0]) || !name.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            {
                validation.Report("OPM2004", nameof(Environment), $"'{name}' is no name of a variable. Write letters, digits and _, such as LANG.");
            }

            Check(validation, nameof(Environment), value);
            if (value.Contains('"'))
            {
                validation.Report("OPM2004", nameof(Environment), $"{name} has a double quote in it, which supervisor cannot read. Set it in a script.");
            }
        }

        Check(validation, nameof(User), User ?? "");
        if (State == ServiceState.Reloaded)
        {
            validation.Report("OPM2001", nameof(State), "supervisor has no way to let a program read its configuration anew. Use .Restarted().");
        }
    }

    partial void ClaimMore(ClaimSet claims)
    {
        if (File.Error is null)
        {
            claims.Add(Claim.Path, File.Value);
        }
    }

    /// <summary>What the file cannot hold, whatever is quoted: line ends, and what supervisor takes for the start of a comment.</summary>
    private static void Check(Validation validation, string property, string value)
    {
        if (value.Any(char.IsControl))
        {
            validation.Report("OPM2004", property, $"{property} has a line end or another control character, which supervisor cannot read. Put it into a script.");
        }
        else if (value.Contains(" ;", StringComparison.Ordinal) || value.Contains(" #", StringComparison.Ordinal))
        {
            validation.Report("OPM2004", property, $"{property} has a ; or # after a blank, which supervisor takes for a comment. Put it into a script.");
        }
    }
}
