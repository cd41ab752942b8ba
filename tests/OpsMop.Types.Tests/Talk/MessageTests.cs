namespace OpsMop.Types.Tests.Talk;

public sealed class MessageTests(LabFixture fixture) : TypeTests(fixture)
{
    [LabTheory]
    [InlineData("echo", "Hello World, this is ")]
    [InlineData("debug-facts", "Debian GNU/Linux 12")]
    [InlineData("assert", "\"failed\":0")]
    [InlineData("fail", "\"skipped\":1")]
    public async Task What_only_talks_changes_nothing(string example, string said)
    {
        var run = (await RunAsync("apply", example)).Well(example);

        Assert.Equal(0, run.Changes);
        Assert.Contains(said, run.Output, StringComparison.Ordinal);
    }

    [LabFact]
    public async Task A_failure_is_told_in_its_words()
    {
        var run = await RunAsync("apply", "fail", "fail-example.broken=true");

        Assert.Equal((1, 1), (run.ExitCode, run.Failed));
        Assert.Contains("This cannot go on.", run.Output, StringComparison.Ordinal);
    }
}
