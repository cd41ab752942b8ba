namespace OpsMop;

/// <summary>A unit of systemd that the policy brings: its file, the drop-ins that change it, what it does now and whether it does so after a reboot.</summary>
/// <remarks>
/// The files are in <c>/etc/systemd/system</c>. Each is checked with <c>systemd-analyze verify</c> before it is put in place: what systemd would ignore, such as a
/// mistyped setting, is a failure. Only a program that is not there yet is no fault of the unit. systemd then reads its files anew, and a unit that is to be
/// <c>Running</c> is restarted if they have changed. A unit that comes with a package is started and enabled with <c>host.Service</c>; with drop-ins alone this type
/// changes it, too.
/// </remarks>
[ResourceType("systemd-unit")]
[OneOf(nameof(Content), nameof(Source), Optional = true)]
[InsteadOf("systemctl daemon-reload", "systemctl edit", "systemctl revert", "systemctl reenable")]
public sealed partial class SystemdUnitResource : Resource
{
    internal static readonly AbsolutePath Folder = "/etc/systemd/system";

    /// <summary>Its name, such as <c>app.service</c>, <c>backup.timer</c> or, for a template, <c>worker@.service</c>. Without a suffix it is a service.</summary>
    [Key]
    public UnitName Unit { get; }

    /// <summary>What its file holds. Every user of the host can read it, so it must not hold a secret.</summary>
    public Text? Content { get; }

    /// <summary>The file whose content it gets, relative to the project that declares the role. It travels in the role's package.</summary>
    public SourceFile? Source { get; }

    /// <summary>
    /// Drop-ins by their names, which add to the unit's file or change settings of it: <c>limits</c> is <c>app.service.d/limits.conf</c>. Others stay, unless
    /// <c>ExactDropIns</c> is given.
    /// </summary>
    public IReadOnlyDictionary<string, Text>? DropIns { get; }

    /// <summary>The unit has no other drop-ins in <c>/etc/systemd/system</c> than those named, and those that other resources manage.</summary>
    public bool ExactDropIns { get; }

    /// <summary>What it should be doing now. A running one is restarted when its files change. Left alone where not given.</summary>
    public ServiceState? State { get; }

    /// <summary>Whether it starts when the host boots, as its <c>[Install]</c> section says. Left alone where not said.</summary>
    [Suggests(nameof(State), Because = "It starts with the host and does not run now.")]
    public bool? Enabled { get; }

    /// <summary>A unit that runs goes on as it is when its files change, until something else restarts it.</summary>
    public bool NoRestart { get; }

    /// <summary>
    /// The unit must not exist: it is stopped and disabled, and its file and drop-ins go. Where a package brings a unit of that name, that one takes over.
    /// </summary>
    [Excludes(nameof(Content), nameof(Source), nameof(DropIns), nameof(ExactDropIns), nameof(State), nameof(Enabled)), Absence]
    public bool Absent { get; }

    /// <summary>Its file.</summary>
    internal AbsolutePath File => Folder / Unit.Value;

    /// <summary>The folder of its drop-ins.</summary>
    internal AbsolutePath DropInFolder => Folder / (Unit.Value + ".d");

    /// <summary>Whether a drop-in can be called that: a name that needs no quoting, without its suffix.</summary>
    private static bool IsDropInName(string name) =>
        name.Length is > 0 and <= 200 && name[0] != '.' && !name.EndsWith(".conf", StringComparison.Ordinal)
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '@');

    partial void ValidateMore(Validation validation)
    {
        NoSecret(validation, nameof(Content), Content);
        foreach (var (name, text) in DropIns ?? new Dictionary<string, Text>())
        {
            NoSecret(validation, nameof(DropIns), text);
            if (!IsDropInName(name))
            {
                validation.Report("OPM2004", nameof(DropIns), $"'{name}' is no name for a drop-in. Write letters, digits, _, -, . and @, without .conf: \"limits\".");
            }
        }

        if (Enabled == true && Content is { IsSecret: false } content && !HasInstall(content) && DropIns?.Values.Any(HasInstall) != true)
        {
            validation.Report("OPM2003", nameof(Enabled), "Enabled needs an [Install] section in the unit, such as WantedBy=multi-user.target: it says what starts it.");
        }

        if (Unit.IsTemplate && (State is not null || Enabled is not null))
        {
            var property = State is not null ? nameof(State) : nameof(Enabled);
            var instance = Unit.Value.Replace("@", "@name", StringComparison.Ordinal);
            validation.Report("OPM2001", property, $"{Unit} is a template, which cannot run itself. Declare host.Service(\"{instance}\") for an instance.");
        }
    }

    partial void ClaimMore(ClaimSet claims)
    {
        if (Unit.Error is null && (Content is not null || Source is { IsGiven: true } || Absent))
        {
            claims.Add(Claim.Path, File.Value);
        }

        foreach (var name in DropIns?.Keys ?? [])
        {
            claims.Add(Claim.Path, (DropInFolder / (name + ".conf")).Value);
        }
    }

    private static bool HasInstall(Text text) => text.ToString().Contains("[Install]", StringComparison.Ordinal);

    private static void NoSecret(Validation validation, string property, Text? text)
    {
        if (text is { IsSecret: true })
        {
            validation.Report(
                "OPM4001",
                property,
                $"{property} holds a secret, and every user can read a unit. "
                + "Write it to a host.File(…) of mode \"0600\", and name that in LoadCredential= or EnvironmentFile=.");
        }
    }
}
