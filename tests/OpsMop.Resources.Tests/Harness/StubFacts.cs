using System.Text.Json;

namespace OpsMop.Resources.Tests;

/// <summary>A Debian host of the usual kind, or one of other families.</summary>
internal sealed class StubFacts(ISystemReader system, params string[] families) : IFacts
{
    public PlatformFacts Platform { get; } = new()
    {
        System = "linux",
        Distribution = "debian",
        Version = "12",
        Codename = "bookworm",
        Description = "Debian GNU/Linux 12 (bookworm)",
        Architecture = "x86_64",
        PackageManager = "apt",
        ServiceManager = "systemd",
        Families = families.Length > 0 ? families : ["debian", "apt", "systemd", "linux", "unix"],
    };

    public NetworkFacts Network { get; } = new() { HostName = "test", FullName = "test.example" };

    public FileTests FileTests { get; } = new Tests(system);

    public UserFacts UserFacts { get; } = new(new Dictionary<string, JsonElement> { ["rack"] = JsonDocument.Parse("""{"row":3}""").RootElement });

    public ChaosFacts Chaos { get; } = new(1);

    public void Invalidate()
    {
    }

    private sealed class Tests(ISystemReader system) : FileTests
    {
        public override FileStatus? Stat(AbsolutePath path, bool follow = true) => system.StatAsync(path, follow).AsTask().GetAwaiter().GetResult();
    }
}
