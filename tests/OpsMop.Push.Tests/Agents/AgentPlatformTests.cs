namespace OpsMop.Push.Agents.Tests;

public sealed class AgentPlatformTests
{
    [Theory]
    [InlineData("Linux", "x86_64", "", "linux-x64")]
    [InlineData("Linux", "x86_64", "glibc 2.36", "linux-x64")]
    [InlineData("Linux", "amd64", "musl", "linux-musl-x64")]
    [InlineData("Linux", "aarch64", "glibc 2.28", "linux-arm64")]
    [InlineData("Linux", "arm64", "musl libc (aarch64)", "linux-musl-arm64")]
    public void What_a_host_says_of_itself_chooses_its_platform(string system, string machine, string libc, string platform) =>
        Assert.Equal(platform, AgentPlatform.Of(new AgentHost(system, machine, libc))?.Name);

    [Theory]
    [InlineData("FreeBSD", "amd64")]
    [InlineData("Darwin", "arm64")]
    [InlineData("Linux", "riscv64")]
    [InlineData("Linux", "i686")]
    [InlineData("Linux", "armv7l")]
    [InlineData("", "")]
    public async Task A_host_that_NET_has_no_programs_for_is_managed_without_an_agent(string system, string machine)
    {
        using var bench = new AgentBench();

        var refused = await bench.RefusedAsync(new AgentHost(system, machine));

        Assert.Equal(AgentProblem.NoSuchPlatform, refused.Problem);
        Assert.Contains($"{system} on {machine}", refused.Message, StringComparison.Ordinal);
        Assert.Contains("--agentless", refused.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Calls);
    }

    [Fact]
    public void A_misspelt_platform_is_answered_with_the_one_that_was_meant()
    {
        Assert.Equal("linux-arm64", AgentPlatform.Named("linux-arm64").Name);
        Assert.Contains("Did you mean 'linux-arm64'?", Assert.Throws<AgentException>(() => AgentPlatform.Named("linux-amr64")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_agent_is_given_with_or_without_its_platform()
    {
        Assert.Equal(new GivenAgent(null, "/work/bin/shop"), GivenAgent.Parse("bin/shop", "/work"));
        Assert.Equal(new GivenAgent(AgentPlatform.Named("linux-arm64"), "/work/shop"), GivenAgent.Parse("linux-arm64=shop", "/work"));
        Assert.Equal(new GivenAgent(null, "/work/a=b"), GivenAgent.Parse("./a=b", "/work"));
        Assert.Contains("'linux-x86'", Assert.Throws<AgentException>(() => GivenAgent.Parse("linux-x86=shop", "/work")).Message, StringComparison.Ordinal);
    }
}
