using System.Diagnostics;

namespace OpsMop.Engine.Model;

/// <summary>Runs code of the policy's author: what it throws is a fault of the policy, told without a stack trace.</summary>
internal static class PolicyCode
{
    /// <summary>Runs it.</summary>
    /// <param name="action">The code.</param>
    /// <param name="who">Whose it is, as the beginning of a sentence.</param>
    /// <param name="location">Where it is said to be if no line of it is known.</param>
    /// <param name="findings">Takes the fault.</param>
    /// <returns>Whether it ended well.</returns>
    public static bool Run(Action action, string who, SourceLocation location, List<Finding> findings)
    {
        try
        {
            action();
            return true;
        }
        catch (RoleCycleException exception)
        {
            findings.Add(new Finding("OPM2007", exception.Location, exception.Message));
            return false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var at = PolicyFrames.Innermost(new StackTrace(exception, fNeedFileInfo: true)) ?? location;
            var kind = exception is SystemFaultException or ProviderException ? "" : $" ({exception.GetType().Name})";
            findings.Add(new Finding("OPM2018", at, $"{who} failed: {exception.Message}{kind}"));
            return false;
        }
    }
}
