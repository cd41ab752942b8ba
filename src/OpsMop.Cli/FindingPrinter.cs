using OpsMop.CommandLine.Output;
using OpsMop.Engine.Events;

namespace OpsMop.CommandLine;

/// <summary>Prints findings: as a compiler does on the standard error, or as events on the standard output.</summary>
internal static class FindingPrinter
{
    /// <summary>Prints them.</summary>
    /// <param name="findings">The findings.</param>
    /// <param name="json">Whether as events.</param>
    /// <param name="around">Where to.</param>
    public static void Print(IReadOnlyList<Finding> findings, bool json, Surroundings around)
    {
        var paths = new PolicyPaths(around.CurrentDirectory);
        around.Output.FlushNow();
        foreach (var finding in findings)
        {
            if (json)
            {
                around.Output.WriteLine(EventJson.Write(FindingReported.Of(finding)));
            }
            else
            {
                around.Error.WriteLine(paths.Finding(finding));
            }
        }
    }
}
