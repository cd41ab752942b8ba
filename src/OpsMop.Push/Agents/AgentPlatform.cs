using System.Runtime.InteropServices;
using OpsMop.Parsing;

namespace OpsMop.Push.Agents;

/// <summary>A platform that an agent can be published for.</summary>
/// <param name="Name">Its name, which is .NET's runtime identifier.</param>
/// <param name="Machine">The processor, as the header of an ELF file has it (<c>e_machine</c>).</param>
/// <param name="IsMusl">Whether the C library is musl, not glibc.</param>
internal sealed record AgentPlatform(string Name, ushort Machine, bool IsMusl)
{
    private const ushort X64 = 62;
    private const ushort Arm64 = 183;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<AgentPlatform> All { get; } =
        [new("linux-x64", X64, false), new("linux-arm64", Arm64, false), new("linux-musl-x64", X64, true), new("linux-musl-arm64", Arm64, true)];

    /// <summary>That of this machine; <see langword="null"/> where it is none of them.</summary>
    public static AgentPlatform? OfThisMachine { get; } = !OperatingSystem.IsLinux() ? null : Of(
        RuntimeInformation.OSArchitecture switch { Architecture.X64 => X64, Architecture.Arm64 => Arm64, _ => (ushort)0 },
        RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) || RuntimeInformation.RuntimeIdentifier.StartsWith("alpine", StringComparison.Ordinal));

    /// <summary>That of a host; <see langword="null"/> for one that has to do without an agent.</summary>
    /// <param name="host">What it says of itself.</param>
    public static AgentPlatform? Of(AgentHost host) => host.System != "Linux" ? null : Of(
        host.Machine switch { "x86_64" or "amd64" => X64, "aarch64" or "arm64" => Arm64, _ => (ushort)0 },
        host.IsMusl);

    /// <summary>The one of a name.</summary>
    /// <param name="name">What somebody wrote.</param>
    /// <exception cref="AgentException">There is none.</exception>
    public static AgentPlatform Named(string name) =>
        All.FirstOrDefault(platform => platform.Name == name)
        ?? throw new AgentException(
            AgentProblem.NoSuchPlatform,
            $"There are no agents for the platform '{name}', only for {string.Join(", ", All.Select(static platform => platform.Name))}.{Suggestion.DidYouMean(name, All.Select(static platform => platform.Name))}");

    /// <summary>The name of a processor, for messages.</summary>
    /// <param name="machine">What the header of a file says.</param>
    public static string Processor(ushort machine) => machine switch
    {
        X64 => "x64",
        Arm64 => "arm64",
        3 => "x86 (32 bits)",
        40 => "arm (32 bits)",
        243 => "risc-v",
        22 => "s390x",
        21 => "ppc64",
        _ => $"number {machine}",
    };

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static AgentPlatform? Of(ushort machine, bool isMusl) => All.FirstOrDefault(platform => platform.Machine == machine && platform.IsMusl == isMusl);
}
