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
}
