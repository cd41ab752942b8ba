using System.Text;

namespace OpsMop.Push.Protocol.Tests;

/// <summary>What one end writes by hand the other reads by the serializer, and the other way about.</summary>
public sealed class SessionJsonTests
{
    [Fact]
    public void An_agent_reads_the_first_words_of_a_controller()
    {
        var start = new SessionStart
        {
            Protocol = 4,
            Push = "p-1",
            Operator = "alice@laptop",
            OnDisconnect = DisconnectPolicy.Stop,
            StateDirectory = "/srv/state",
            Manifest = "abc",
            ResumeRun = 3,
            ResumeAfter = 7,
        };

        AssertIsFilled(start, new SessionStart { Push = "" });
        Assert.Equal(start, Read(start));
        Assert.Equal(new SessionStart { Push = "p-2" }, Read(new SessionStart { Push = "p-2" }));
    }

    [Fact]
    public void An_agent_passes_over_what_a_later_controller_says_besides() =>
        Assert.Equal(new SessionStart { Push = "p" }, SessionJson.ReadStart("""{"later":{"push":["x"]},"push":"p","more":[1,{}]}"""u8));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"push":null}""")]
    [InlineData("""{"push":"p","resumeRun":"1"}""")]
    [InlineData("""{"push":"p","resumeRun":1e9999}""")]
    [InlineData("""{"push":"p" """)]
    public void What_are_no_first_words_is_refused(string json) =>
        Assert.Throws<ProtocolException>(() => SessionJson.ReadStart(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void A_controller_reads_the_first_words_of_an_agent()
    {
        var started = new AgentStarted { Protocol = 4, Policy = "Wörk" };

        Assert.Equal(started, ProtocolJson.Read(SessionJson.Write(started), ProtocolJson.Default.AgentStarted));
    }

    [Fact]
    public void A_controller_reads_how_a_run_ended()
    {
        var ended = new RunEnded
        {
            Run = 2,
            Error = "no \"room\"\nleft",
            Findings = [new AgentFinding("OPM2001", "a.cs", 7, "wrong", true), new AgentFinding("OPM2002", "", 0, "odd", false)],
            Plan = [0, 1, 255],
            IsUnknown = true,
        };
        AssertIsFilled(ended, new RunEnded { Run = 0 });

        AssertSame(ended, ProtocolJson.Read(SessionJson.Write(ended), ProtocolJson.Default.RunEnded));
        AssertSame(new RunEnded { Run = 1 }, ProtocolJson.Read(SessionJson.Write(new RunEnded { Run = 1 }), ProtocolJson.Default.RunEnded));
    }

    [Fact]
    public void A_controller_reads_of_an_earlier_run()
    {
        var earlier = new EarlierRun { Began = new DateTimeOffset(2026, 11, 30, 1, 2, 3, TimeSpan.Zero), Operator = "bob", Host = "web1", Log = "/var/log/x", Ended = new RunEnded { Run = 1 } };

        var read = ProtocolJson.Read(SessionJson.Write(earlier), ProtocolJson.Default.EarlierRun);

        Assert.Equal(earlier with { Ended = null }, read with { Ended = null });
        AssertSame(earlier.Ended!, read.Ended!);
        Assert.Null(ProtocolJson.Read(SessionJson.Write(earlier with { Ended = null }), ProtocolJson.Default.EarlierRun).Ended);
    }

    // A member that a message gets is read and written, or these tests fail.
    private static void AssertIsFilled<T>(T message, T empty) =>
        Assert.All(typeof(T).GetProperties(), property => Assert.NotEqual(property.GetValue(empty), property.GetValue(message)));

    private static SessionStart Read(SessionStart start) => SessionJson.ReadStart(ProtocolJson.Write(start, ProtocolJson.Default.SessionStart));

    private static void AssertSame(RunEnded one, RunEnded other)
    {
        Assert.Equal(one.Findings, other.Findings);
        Assert.Equal(one.Plan, other.Plan);
        Assert.Equal(one with { Findings = [], Plan = null }, other with { Findings = [], Plan = null });
    }
}
