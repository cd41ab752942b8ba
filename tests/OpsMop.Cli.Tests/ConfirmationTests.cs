using OpsMop.Push;

namespace OpsMop.CommandLine.Tests;

public sealed class ConfirmationTests
{
    private static readonly PushScope Everything = new(["web01", "web02", "web03", "db1"], IsEverything: true);

    [Theory]
    [InlineData("y", true)]
    [InlineData(" YES ", true)]
    [InlineData("", false)]
    [InlineData("n", false)]
    [InlineData("no", false)]
    [InlineData(null, false)]
    public async Task A_push_to_everything_asks_and_only_yes_is_yes(string? answer, bool goesOn)
    {
        var error = new StringWriter();

        Assert.Equal(goesOn, await Ask(error, PushVerb.Apply, [answer]).AskAsync(Everything, default));
        Assert.StartsWith("This will change 4 hosts, all that the inventory has: db1,web[01:03]\nGo on? [y/N] ", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_is_neither_yes_nor_no_is_asked_for_again()
    {
        var error = new StringWriter();

        Assert.True(await Ask(error, PushVerb.Exec, ["what?", "y"]).AskAsync(Everything, default));
        Assert.Equal(3, error.ToString().Split("This will run the command on 4 hosts").Length);
    }

    [Theory]
    [InlineData(PushVerb.Apply, "This will change all 4 hosts of the inventory, and there is nobody to ask whether that is meant. Say --yes if it is, or choose hosts with --limit.")]
    [InlineData(PushVerb.Exec, "This will run the command on all 4 hosts of the inventory, and there is nobody to ask whether that is meant. Say --yes if it is, or choose hosts with the pattern.")]
    public async Task Where_there_is_nobody_to_ask_it_is_refused_and_says_how_to_go_on(object verb, string message) =>
        Assert.Equal(message, (await Assert.ThrowsAsync<UsageException>(async () => await new Confirmation(TextWriter.Null, null, (PushVerb)verb).AskAsync(Everything, default))).Message);

    [Fact]
    public async Task Nothing_is_asked_for_a_plan_for_a_choice_or_for_the_only_host()
    {
        Assert.True(await new Confirmation(TextWriter.Null, null, PushVerb.Plan).AskAsync(Everything, default));
        Assert.True(await new Confirmation(TextWriter.Null, null, PushVerb.Apply).AskAsync(Everything with { IsEverything = false }, default));
        Assert.True(await new Confirmation(TextWriter.Null, null, PushVerb.Apply).AskAsync(new PushScope(["web"], IsEverything: true), default));
    }

    [Fact]
    public async Task A_long_list_of_hosts_is_cut()
    {
        var error = new StringWriter();
        await Ask(error, PushVerb.Apply, ["n"]).AskAsync(new PushScope([.. Enumerable.Range(0, 500).Select(i => $"host-{(char)('a' + i % 26)}{(char)('a' + i / 26)}")], IsEverything: true), default);

        Assert.InRange(error.ToString().Length, 100, 450);
        Assert.Contains("…\nGo on? [y/N] ", error.ToString(), StringComparison.Ordinal);
    }

    private static Confirmation Ask(TextWriter error, PushVerb verb, string?[] answers)
    {
        var rest = new Queue<string?>(answers);
        return new Confirmation(error, _ => Task.FromResult(rest.Dequeue()), verb);
    }
}
