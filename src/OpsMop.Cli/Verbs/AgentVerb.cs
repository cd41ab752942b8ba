using OpsMop.Push.Remote;

namespace OpsMop.CommandLine.Verbs;

/// <summary><c>agent</c>: serves a push over the standard input and output. It is no verb for people, and stands in no help.</summary>
internal static class AgentVerb
{
    /// <summary>Its name.</summary>
    public const string Name = "agent";

    /// <summary>Runs until the other side has gone.</summary>
    /// <param name="create">Makes the policy.</param>
    public static Task<int> RunAsync(Func<Policy> create) => AgentProgram.RunAsync(create);

    /// <summary>What a program that was built to be an agent and nothing else says to whoever wants another verb of it.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="output">Where the version goes.</param>
    /// <param name="error">Where it says that it has no verbs.</param>
    /// <returns>The exit code.</returns>
    public static int AnswerOthers(string[] args, TextWriter output, TextWriter error)
    {
        if (args is ["--version"])
        {
            output.WriteLine($"Agent of OpsMop {typeof(Cli).Assembly.GetName().Version?.ToString(3)}");
            return ExitCode.Done;
        }

        error.WriteLine("This file is an agent: a push sends and starts it. For the verbs, run the policy itself, or what 'dotnet publish' makes of it.");
        return ExitCode.Usage;
    }
}
