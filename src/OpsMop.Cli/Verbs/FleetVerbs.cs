using OpsMop.CommandLine.Output;
using OpsMop.Push;

namespace OpsMop.CommandLine.Verbs;

/// <summary><c>push</c> and <c>exec</c>: what is done on hosts.</summary>
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
}
