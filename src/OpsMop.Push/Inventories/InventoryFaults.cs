namespace OpsMop.Push.Inventories;

/// <summary>What is wrong with an inventory, collected, so that a person sees all of it at once.</summary>
internal sealed class InventoryFaults
{
    /// <summary>A file that cannot be read, or is of no known form.</summary>
    public const string Unreadable = "OPM6006";

    /// <summary>A value that is not of the type of its setting.</summary>
    public const string WrongValue = "OPM6004";

    /// <summary>A host or group that is not there.</summary>
    public const string Unknown = "OPM6007";

    /// <summary>Groups that contain each other, or hosts that are reached through each other.</summary>
    public const string Cycle = "OPM6008";

    /// <summary>A setting that is none.</summary>
    public const string UnknownSetting = "OPM6009";

    /// <summary>A name, a range or a pattern that is none.</summary>
    public const string WrongName = "OPM6010";

    /// <summary>A password in plain text, or encrypted by something that is not here.</summary>
    public const string Password = "OPM6011";

    private readonly List<Finding> _findings = [];

    /// <summary>What was found.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Reports an error.</summary>
    public void Report(string id, SourceLocation at, string message) => _findings.Add(new Finding(id, at, message));

    /// <summary>Reports what need not keep anybody from running.</summary>
    public void Warn(string id, SourceLocation at, string message) => _findings.Add(new Finding(id, at, message, IsError: false));
}
