using OpsMop.Push.Agents;

namespace OpsMop.CommandLine.Verbs;

/// <summary><c>publish</c>: makes the agents that a push would make, ahead of it.</summary>
internal sealed class PublishVerb(Request request, Surroundings around)
{
    public async Task<int> RunAsync(CancellationToken stop)
    {
        try
        {
            var options = AgentStoreOptions.OfProcess() with { Again = request.Again, Tell = around.Error.WriteLine };
            await new PublishCommand(options, options.Controller.Name).RunAsync(
                [.. request.Platforms.Select(AgentPlatform.Named)],
                request.Out is { } path ? Path.GetFullPath(path, around.CurrentDirectory) + (path.EndsWith('/') ? "/" : "") : null,
                around.Output.WriteLine,
                stop).ConfigureAwait(false);
            return ExitCode.Done;
        }
        catch (AgentException exception)
        {
            around.Output.FlushNow();
            around.Error.WriteLine(exception.Message);
            return exception.Problem == AgentProblem.NoSuchPlatform ? ExitCode.Usage : ExitCode.Failed;
        }
    }
}
