using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Diagnostics.Telemetry;

namespace OpsMop.Analyzers.Tests;

/// <summary>Who does not use OpsMop pays nothing.</summary>
public sealed class CostTests
{
    private const string Source = "public class Plain { public int Count { get; set; } public void Define() => System.Console.WriteLine(Count); }";

    [Fact]
    public async Task Nothing_is_registered_in_a_project_without_OpsMop()
    {
        var plain = CSharpCompilation.Create(
            "Plain",
            [CSharpSyntaxTree.ParseText(Source)],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
                .Select(path => MetadataReference.CreateFromFile(path)));
        Assert.Equal(0, await CountAsync(plain));
    }

    [Fact]
    public async Task In_a_project_with_OpsMop_something_is() =>
        Assert.True(await CountAsync(PolicyProject.Of(("/src/Policy.cs", Source)).Compile()) >= PolicyProject.Analyzers.Length);

    /// <summary>
    /// The actions that the analyzers have registered, but for the question whether there is anything to do. A suppressor is asked of its own diagnostics only.
    /// </summary>
    private static async Task<int> CountAsync(Compilation compilation)
    {
        var driver = compilation.WithAnalyzers(PolicyProject.Analyzers);
        await driver.GetAnalyzerDiagnosticsAsync();
        var count = 0;
        foreach (var analyzer in PolicyProject.Analyzers)
        {
            count += Count(await driver.GetAnalyzerTelemetryInfoAsync(analyzer, CancellationToken.None));
        }

        return count;
    }

    private static int Count(AnalyzerTelemetryInfo info) =>
        typeof(AnalyzerTelemetryInfo).GetProperties()
            .Where(property => property.Name.EndsWith("ActionsCount", StringComparison.Ordinal) && property.Name is not (nameof(AnalyzerTelemetryInfo.CompilationStartActionsCount) or nameof(AnalyzerTelemetryInfo.SuppressionActionsCount)))
            .Sum(property => (int)property.GetValue(info)!);
}
