using System.Runtime.InteropServices;
using OpsMop.Push.Protocol;

namespace OpsMop.Push.Remote;

/// <summary>The hidden verb <c>agent</c>: what the controller starts on a host, with itself at the other end of the standard streams.</summary>
public static class AgentProgram
{
    /// <summary>Runs it.</summary>
    /// <param name="create">Makes the policy, whose roles and types are known; it is not composed.</param>
    /// <returns>0 where everything was told; 1 where the connection or the protocol broke.</returns>
    public static async Task<int> RunAsync(Func<Policy> create)
    {
        ArgumentNullException.ThrowIfNull(create);

        // What a policy prints must not get between the frames.
        await using var streams = StandardStreams.Take();

        // The terminal that is gone is the operator's, not ours; whoever ends us politely gets a polite end.
        await using var session = new AgentSession(streams.Input, streams.Output, create());
        streams.WhenQuiet(AgentSession.Beat, session.BeatAsync);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, static context => context.Cancel = true);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, static context => context.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            session.Stop();
        });
        try
        {
            await session.RunAsync().ConfigureAwait(false);
            return 0;
        }
        catch (ProtocolException exception)
        {
            await Console.Error.WriteLineAsync($"opsmop agent: {exception.Message}").ConfigureAwait(false);
            return 1;
        }
    }
}
