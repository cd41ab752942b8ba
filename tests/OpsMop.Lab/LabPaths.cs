using System.Globalization;

namespace OpsMop.Lab;

/// <summary>Where the lab keeps its things. Labs of different numbers (<c>OPSMOP_LAB_NUMBER</c>, 0 to 99) share the cache and nothing else, so that they run side by side.</summary>
internal static class LabPaths
{
    /// <summary>How many networks a host can have a leg in.</summary>
    public const int MaxLegs = 4;

    private const string NetworkMark = "n";

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

    /// <summary>The address of a host.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="network">The number of the network; 0 is the main one, which this machine is on.</param>
    public static string Address(int number, int network = 0) => Inside(10 + number, network);

    /// <summary>The bridge of a network. Those beside the main one all begin with <see cref="Bridge"/> and an <c>n</c>.</summary>
    /// <param name="network">The number of the network.</param>
    public static string BridgeOf(int network) => network == 0 ? Bridge : Bridge + NetworkMark + network.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// The hardware address of a network's bridge. One that is not set is that of a port, and changes with the hosts that come and go: everybody forgets then what they have
    /// learnt of their neighbours.
    /// </summary>
    /// <param name="network">The number of the network.</param>
    public static string HardwareAddress(int network) => string.Create(CultureInfo.InvariantCulture, $"02:6f:70:6c:{s_number:x2}:{network:x2}");

    /// <summary>The addresses of a network.</summary>
    /// <param name="network">The number of the network.</param>
    public static string Range(int network) => Inside(0, network) + "/24";

    /// <summary>The number of the network that a bridge belongs to; -1 if it is not one that this lab has made beside the main one.</summary>
    /// <param name="bridge">The name of an interface.</param>
    public static int NetworkOf(string bridge) =>
        bridge.StartsWith(Bridge + NetworkMark, StringComparison.Ordinal) && int.TryParse(bridge.AsSpan(Bridge.Length + NetworkMark.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int network) ? network : -1;

    /// <summary>The interface of this machine that a leg of a host ends in; 15 characters at most.</summary>
    /// <param name="host">The host's name.</param>
    /// <param name="leg">The number of the leg; nspawn names the first.</param>
    public static string Link(string host, int leg) => leg == 0 ? "vb-" + host : string.Create(CultureInfo.InvariantCulture, $"v{leg}-{host}");

    /// <summary>The interface that takes a host's first leg's place at the bridge while the link is slow.</summary>
    /// <param name="host">The host's name.</param>
    public static string SlowLink(string host) => "vs-" + host;

    /// <summary>All interfaces that this machine may have for a host.</summary>
    /// <param name="host">The host's name.</param>
    public static IEnumerable<string> LinksOf(string host) => [.. Enumerable.Range(0, MaxLegs).Select(leg => Link(host, leg)), SlowLink(host)];

    private static int Parse(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < 100
        ? number : throw new InvalidOperationException($"The number of the lab is '{text}'; it is one from 0 to 99.");

    private static string Inside(int number, int network = 0) => string.Create(CultureInfo.InvariantCulture, $"10.{77 + network}.{s_number}.{number}");
}
