using System.Globalization;
using System.Runtime.Loader;
using OpsMop.Engine.Checking;

namespace OpsMop.Building;

/// <summary>Checks a program for a build.</summary>
/// <param name="request">What to check.</param>
/// <param name="output">Takes what is wrong, a line each.</param>
/// <param name="started">When the build began, in ticks of UTC.</param>
internal sealed class BuildCheck(CheckRequest request, TextWriter output, long started)
{
    /// <summary>Checks it.</summary>
    /// <returns>1 if errors were printed, otherwise 0.</returns>
    public async Task<int> RunAsync()
    {
        var types = new PolicyTypes(AssemblyLoadContext.Default.LoadFromAssemblyPath(request.Assembly));
        var check = new ModelCheck(new ModelCheckOptions
        {
            Policies = types.Policies,
            ProgramDirectory = Path.GetDirectoryName(request.Assembly)!,
            DataFiles = [.. request.DataFiles.Select(request.Full)],
            ExampleHosts = [.. request.ExampleHosts.Select(request.Full)],
            TargetsOf = PolicyTypes.TargetsOf,
            RoleNames = types.RoleNames,
        });
        var report = await check.RunAsync().ConfigureAwait(false);
        foreach (var finding in report.Findings)
        {
            var category = finding.IsError ? "error" : "warning";
            await output.WriteLineAsync($"{Place(finding.Location)}: {category} {finding.Id}: {Line(finding.Message)}").ConfigureAwait(false);
        }

        // No error and no warning, so the build shows them where it is asked to say more.
        foreach (var note in report.Notes)
        {
            await output.WriteLineAsync($"{(note.Location.IsKnown ? Place(note.Location) + ": " : "")}note: {Line(note.Message)}").ConfigureAwait(false);
        }

        await output.FlushAsync().ConfigureAwait(false);
        await File.WriteAllTextAsync(request.Report, SumUp(report, types.Policies.Count) + "\n").ConfigureAwait(false);
        return report.Findings.Any(finding => finding.IsError) ? 1 : 0;
    }

    /// <summary>A message of one line: the next line of a longer one would be no part of the error.</summary>
    private static string Line(string message) => message.ReplaceLineEndings(" ");

    private static string Count(int number, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many ?? one + "s")}");

    private string SumUp(ModelCheckReport report, int policies)
    {
        var seconds = (DateTime.UtcNow.Ticks - started) / (double)TimeSpan.TicksPerSecond;
        List<string> parts = [Count(policies, "policy", "policies")];
        if (report.Targets.Count > 0)
        {
            parts[0] += $" on {string.Join(" and ", report.Targets)}";
        }

        if (report.DataFiles > 0)
        {
            parts.Add(Count(report.DataFiles, "data file"));
        }

        if (report.Hosts > 0)
        {
            parts.Add(Count(report.Hosts, "example host"));
        }

        var them = report.Notes.Count == 1 ? "it" : "them";
        var notes = report.Notes.Count == 0 ? "" : $"; {Count(report.Notes.Count, "note")} on what was not checked (-v n shows {them})";
        return string.Create(CultureInfo.InvariantCulture, $"model checked in {seconds:0.00} s: {string.Join(", ", parts)}{notes}");
    }

    private string Place(SourceLocation location) => location switch
    {
        { IsKnown: false } => request.Project,
        { Line: > 0 } => $"{request.Full(location.File)}({location.Line.ToString(CultureInfo.InvariantCulture)})",
        _ => request.Full(location.File),
    };
}
