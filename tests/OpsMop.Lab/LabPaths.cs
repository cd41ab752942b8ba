using System.Globalization;

namespace OpsMop.Lab;

/// <summary>Where the lab keeps its things. Labs of different numbers (<c>OPSMOP_LAB_NUMBER</c>, 0 to 99) share the cache and nothing else, so that they run side by side.</summary>
internal static class LabPaths
{
    // A test project has a number of its own, so that two of them can run at once; the environment has the last word.
    private static readonly int s_number = Environment.GetEnvironmentVariable("OPSMOP_LAB_NUMBER") is { Length: > 0 } text ? Parse(text)
        : AppContext.GetData("OpsMop.Lab.Number") is string own ? Parse(own) : 0;

    private static readonly string s_suffix = s_number == 0 ? "" : s_number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The bridge that all hosts of the lab are on.</summary>
    public static string Bridge { get; } = "oplab" + s_suffix;

    /// <summary>What the hosts' names begin with; they end with a number.</summary>
    public static string Prefix { get; } = s_number == 0 ? "lab" : $"lab{s_suffix}-";

    /// <summary>Kept between runs: the base image and downloaded packages.</summary>
    public static string Cache { get; } = Path.GetFullPath(Environment.GetEnvironmentVariable("OPSMOP_LAB_CACHE") is { Length: > 0 } set ? set : "/var/cache/opsmop-lab");

    public static string Base => Path.Combine(Cache, "bookworm");

    public static string Downloads => Path.Combine(Cache, "packages");

    /// <summary>Held while something is added to the cache, which labs share.</summary>
    public static string CacheLock => Path.Combine(Cache, "lock");

    /// <summary>The hosts of the running lab.</summary>
    public static string Run => Path.Combine(Cache, "lab-run" + s_suffix);

    /// <summary>Held by the process that has the lab. The kernel lets go of it when that process ends, however it ends.</summary>
    public static string Lock { get; } = $"/run/lock/opsmop-lab{s_suffix}.lock";

    /// <summary>What a run that was killed has left behind: one file per host. In /run, whose content does not survive the processes that it names.</summary>
    public static string State { get; } = "/run/opsmop-lab" + s_suffix;

    /// <summary>The address of this machine on the bridge.</summary>
    public static string Gateway { get; } = Inside(1);

    public static string Address(int number) => Inside(10 + number);

    /// <summary>All addresses of the lab, as known_hosts writes it.</summary>
    public static string Pattern { get; } = string.Create(CultureInfo.InvariantCulture, $"10.77.{s_number}.*");

    private static int Parse(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < 100
        ? number : throw new InvalidOperationException($"The number of the lab is '{text}'; it is one from 0 to 99.");

    private static string Inside(int number) => string.Create(CultureInfo.InvariantCulture, $"10.77.{s_number}.{number}");
}
