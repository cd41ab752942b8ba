using System.Globalization;
using OpsMop.Engine;
using OpsMop.Engine.Plans;
using OpsMop.Engine.Security;

namespace OpsMop.Push.Sessions;

/// <summary>Turns what keeps a run from beginning into words for the operator.</summary>
internal static class RunGuard
{
    /// <summary>Makes a run.</summary>
    /// <param name="run">Makes it.</param>
    /// <returns>What is wrong with the policy for the host, and why else the run could not begin; nothing of both where it was made.</returns>
    public static async Task<(IReadOnlyList<Finding> Findings, string? Error)> RunAsync(Func<Task> run)
    {
        try
        {
            await run().ConfigureAwait(false);
            return ([], null);
        }
        catch (InvalidPolicyException exception)
        {
            return (exception.Findings, null);
        }
        catch (OperationCanceledException)
        {
            return ([], "Stopped before anything was done.");
        }
        catch (Exception exception) when (exception is SavedPlanException or SystemFaultException or ProviderException or IOException or UnauthorizedAccessException)
        {
            return ([], Redactor.Mask(exception.Message));
        }
        catch (Exception exception) when (exception is not Protocol.ProtocolException)
        {
            return ([], string.Create(
                CultureInfo.InvariantCulture,
                $"This is a fault in OpsMop, unless the policy's own code threw it: {exception.GetType().Name}: {Redactor.Mask(exception.Message)}"));
        }
    }
}
