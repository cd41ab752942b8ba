using System.Diagnostics;
using System.Net;
using OpsMop.Engine.Model;

namespace OpsMop.Engine.Checking;

/// <summary>
/// The facts of a host that there is not: its platform is that of a target, and the rest is harmless. Who reads what only a host can tell is written down,
/// as a branch on it is checked for one answer alone.
/// </summary>
internal sealed class SampleFacts : IFacts
{
    private readonly NetworkFacts _network;
    private readonly UserFacts _userFacts = new(new Dictionary<string, System.Text.Json.JsonElement>());
    private readonly ChaosFacts _chaos = new(1);
    private readonly SampleFileTests _fileTests;

    private readonly PlatformFacts _platform;
    private readonly bool _isPlatformKnown;
    private readonly bool _locates;

    /// <param name="hostName">The name of the host.</param>
    /// <param name="platform">Its platform.</param>
    /// <param name="isPlatformKnown">Whether it is certain that this is its platform.</param>
    /// <param name="locates">Whether it is written down where a fact was read, which costs more than most models.</param>
    public SampleFacts(string hostName, PlatformFacts platform, bool isPlatformKnown = true, bool locates = true)
    {
        _platform = platform;
        _isPlatformKnown = isPlatformKnown;
        _locates = locates;

        // Addresses that documentation may use, so that they are nobody's.
        _network = new NetworkFacts
        {
            HostName = hostName,
            FullName = hostName + ".example.org",
            DefaultInterface = "eth0",
            DefaultGateway = IPAddress.Parse("192.0.2.1"),
            Interfaces =
            [
                new NetworkInterfaceFacts("eth0", "02:00:00:00:00:01", IsLoopback: false, [IPAddress.Parse("192.0.2.10"), IPAddress.Parse("2001:db8::10")]),
                new NetworkInterfaceFacts("lo", "", IsLoopback: true, [IPAddress.Loopback, IPAddress.IPv6Loopback]),
            ],
        };
        _fileTests = new SampleFileTests(this);
    }

    /// <summary>What was read that the check cannot know, with the line of the policy, since <see cref="Forget"/>.</summary>
    public List<(string Fact, SourceLocation At)> Reads { get; } = [];

    public PlatformFacts Platform => _isPlatformKnown ? _platform : Told("host.Platform", _platform);

    public NetworkFacts Network => Told("host.Network", _network);

    public FileTests FileTests => _fileTests;

    public UserFacts UserFacts => Told("host.UserFacts", _userFacts);

    public ChaosFacts Chaos => Told("host.Chaos", _chaos);

    public void Invalidate()
    {
    }

    /// <summary>Begins to write down anew.</summary>
    public void Forget() => Reads.Clear();

    public void Note(string fact)
    {
        // The first reader is told: finding its line is what costs, and one is enough to find the others.
        if (!Reads.Exists(read => read.Fact == fact))
        {
            Reads.Add((fact, _locates ? PolicyFrames.Innermost(new StackTrace(fNeedFileInfo: true)) ?? default : default));
        }
    }

    private T Told<T>(string fact, T value)
    {
        Note(fact);
        return value;
    }
}
