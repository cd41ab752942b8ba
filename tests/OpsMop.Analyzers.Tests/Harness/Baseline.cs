using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace OpsMop.Analyzers.Tests;

/// <summary>The faulty and the right policy of a rule: <c>Baselines/OPM2001.wrong.cs</c> and <c>.right.cs</c>.</summary>
internal static class Baseline
{
    public static string Folder { get; } = Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "Baselines");

    /// <summary>Every rule that analyzers report, by id.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> Rules { get; } =
        [.. PolicyProject.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Distinct().OrderBy(rule => rule.Id, StringComparer.Ordinal)];

    public static string PathOf(string id, string part) => Path.GetFullPath(Path.Combine(Folder, $"{id}.{part}"));

    /// <summary>
    /// A baseline as a project. Lines like <c>// file: files/a.txt</c> at its top name files that lie beside it; without any, nobody knows which there are.
    /// </summary>
    public static PolicyProject Project(string file)
    {
        var text = File.ReadAllText(file);
        string[] named = [.. text.Split('\n').TakeWhile(line => line.StartsWith("//", StringComparison.Ordinal)).Where(line => line.StartsWith("// file: ", StringComparison.Ordinal)).Select(line => line[9..].Trim())];
        var project = PolicyProject.Of(("/src/Policy.cs", text));
        return named.Length > 0 ? project.WithFiles(named) : project;
    }

    /// <summary>The source with what was found under its lines.</summary>
    public static string Annotate(string source, IEnumerable<Diagnostic> diagnostics)
    {
        var text = SourceText.From(source.ReplaceLineEndings("\n"));
        var byLine = diagnostics.ToLookup(diagnostic => diagnostic.Location.IsInSource ? text.Lines.GetLinePosition(diagnostic.Location.SourceSpan.Start).Line : 0);
        var annotated = new StringBuilder();
        foreach (var line in text.Lines)
        {
            if (line.LineNumber == text.Lines.Count - 1 && line.Span.IsEmpty)
            {
                break;
            }

            annotated.Append(line.ToString()).Append('\n');
            foreach (var diagnostic in byLine[line.LineNumber])
            {
                var start = diagnostic.Location.SourceSpan.Start - line.Start;
                var length = Math.Max(1, Math.Min(diagnostic.Location.SourceSpan.End, line.End) - diagnostic.Location.SourceSpan.Start);
                annotated.Append(' ', start).Append('~', length).Append('\n');
                annotated.Append(' ', start).Append(diagnostic.Severity == DiagnosticSeverity.Error ? "error " : "warning ").Append(diagnostic.Id).Append(": ").Append(diagnostic.GetMessage()).Append('\n');
            }
        }

        return annotated.ToString();
    }

    private static string ThisFile([CallerFilePath] string file = "") => file;
}
