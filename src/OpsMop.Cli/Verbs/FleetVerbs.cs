using OpsMop.CommandLine.Output;
using OpsMop.Push;

namespace OpsMop.CommandLine.Verbs;

/// <summary><c>push</c>, <c>exec</c> and <c>publish</c>: what is done on hosts, and for them.</summary>
/// <param name="engine">Does it.</param>
/// <param name="request">The command line.</param>
/// <param name="around">Where the output goes.</param>
internal sealed class FleetVerbs(IPushEngine engine, Request request, Surroundings around)
{
    /// <summary>Pushes, or runs a command.</summary>
    /// <param name="console">Shows what happens.</param>
    /// <param name="push">What is asked for.</param>
    /// <param name="signals">Notes Ctrl-C.</param>
    public async Task<int> PushAsync(RunConsole console, PushRequest push, StopSignals signals)
    {
        var watch = new PushWatch(console);
        if (!request.Yes)
        {
            push = push with { ConfirmAsync = new Confirmation(around.Error, around.ReadAnswer, push.Verb).AskAsync };
        }

        if (await engine.RunAsync(push, watch, signals.Stop, signals.Abort).ConfigureAwait(false) is { } finished)
        {
            return watch.CodeOf(finished, signals.Stop.IsCancellationRequested, request.DetailedExitCode);
        }

        console.Notice("Nothing was done.");
        return ExitCode.Failed;
    }

    /// <summary>Publishes the agent.</summary>
    /// <param name="console">Tells what is being done.</param>
    /// <param name="signals">Notes Ctrl-C.</param>
    public async Task<int> PublishAsync(RunConsole console, StopSignals signals)
    {
        var file = await engine.PublishAsync(new PublishRequest { Platform = request.Platform, Out = Full(request.Out), Told = console.Notice }, signals.Stop).ConfigureAwait(false);
        around.Output.WriteLine(file);
        return ExitCode.Done;
    }

    private string? Full(string? path) => path is null ? null : Path.GetFullPath(path, around.CurrentDirectory);
}
