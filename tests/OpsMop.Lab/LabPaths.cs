namespace OpsMop.Lab;

/// <summary>Where the lab keeps its things.</summary>
internal static class LabPaths
{
    /// <summary>The bridge that all hosts of all labs of this machine are on; hence one lab at a time.</summary>
    public const string Bridge = "oplab";

    /// <summary>Kept between runs: the base image and downloaded packages.</summary>
    public static string Cache { get; } = Path.GetFullPath(Environment.GetEnvironmentVariable("OPSMOP_LAB_CACHE") is { Length: > 0 } set ? set : "/var/cache/opsmop-lab");

    public static string Base => Path.Combine(Cache, "bookworm");

    public static string Downloads => Path.Combine(Cache, "packages");

    /// <summary>The hosts of the running lab.</summary>
    public static string Run => Path.Combine(Cache, "lab-run");

    /// <summary>Held by the process that has the lab. The kernel lets go of it when that process ends, however it ends.</summary>
    public const string Lock = "/run/lock/opsmop-lab.lock";

    /// <summary>What a run that was killed has left behind: one file per host. In /run, whose content does not survive the processes that it names.</summary>
    public const string State = "/run/opsmop-lab";

    public static string Address(int number) => $"10.77.0.{10 + number}";
}
