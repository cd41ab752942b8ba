using OpsMop.CommandLine;
using OpsMop.CommandLine.Verbs;

namespace OpsMop;

/// <summary>The command line of a policy: <c>return await Cli.RunAsync&lt;Hello&gt;(args);</c> is its whole program.</summary>
public static class Cli
{
    /// <summary>Runs a policy as the command line says: <c>validate</c>, <c>plan</c>, <c>apply</c>, <c>graph</c>, <c>facts</c>; <c>--help</c> tells the rest.</summary>
    /// <typeparam name="TPolicy">The policy.</typeparam>
    /// <param name="args">The arguments of the program.</param>
    /// <returns>
    /// The exit code: 0 done, 1 a resource failed or the run could not begin or was interrupted, 2 changes are pending (with <c>plan --detailed-exitcode</c>),
    /// 64 the command line is wrong, 65 the policy or a data file is invalid.
    /// </returns>
    public static Task<int> RunAsync<TPolicy>(string[] args)
        where TPolicy : Policy, new()
    {
        ArgumentNullException.ThrowIfNull(args);

        // Fifty of them may start at the same time: before the command line is made, or a terminal looked for.
        if (args is [AgentVerb.Name])
        {
            return AgentVerb.RunAsync(static () => new TPolicy());
        }

        return AgentBuild.IsAgentOnly
            ? Task.FromResult(AgentVerb.AnswerOthers(args, Console.Out, Console.Error))
            : RunAsync(typeof(TPolicy).Name, static () => new TPolicy(), args, Surroundings.OfProcess());
    }

    /// <summary>Runs a policy in surroundings of a test's making.</summary>
    /// <param name="policyName">The class of the policy.</param>
    /// <param name="create">Makes the policy.</param>
    /// <param name="args">The arguments.</param>
    /// <param name="around">Where the output goes.</param>
    internal static async Task<int> RunAsync(string policyName, Func<Policy> create, IReadOnlyList<string> args, Surroundings around)
    {
        int code;
        await using (around.Output.ConfigureAwait(false))
        {
            code = await new Program(policyName, create, around).RunAsync(args).ConfigureAwait(false);
        }

        if (around.Output.Loss is { } loss)
        {
            around.Error.WriteLine($"Output was lost: {loss}");
            return code == ExitCode.Done ? ExitCode.Failed : code;
        }

        return code;
    }
}
