using OpsMop.CommandLine.Verbs;

namespace OpsMop.CommandLine.Tests;

public sealed class AgentVerbTests
{
    [Fact]
    public void A_program_that_was_published_as_an_agent_says_what_it_is_to_whoever_gives_it_a_verb()
    {
        var error = new StringWriter();
        Assert.Equal(64, AgentVerb.AnswerOthers(["plan"], TextWriter.Null, error));
        Assert.StartsWith("This file is an agent: a push sends and starts it.", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void It_starts_where_a_host_tries_it()
    {
        var output = new StringWriter();
        Assert.Equal(0, AgentVerb.AnswerOthers(["--version"], output, TextWriter.Null));
        Assert.StartsWith("Agent of OpsMop ", output.ToString(), StringComparison.Ordinal);
    }
}
