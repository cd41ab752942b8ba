using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace OpsMop.Analyzers.Tests;

/// <summary>The faulty and the right policy of a rule: <c>Baselines/OPM2001.wrong.cs</c> and <c>.right.cs</c>.</summary>
internal static class Baseline
{
    private const string TemplateMark = "// template: ";

    public static string Folder { get; } = Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "Baselines");

    /// <summary>Every rule that analyzers report, by id.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> Rules { get; } =
        [.. PolicyProject.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Distinct().OrderBy(rule => rule.Id, StringComparer.Ordinal)];

    public static string PathOf(string id, string part) => Path.GetFullPath(Path.Combine(Folder, $"{id}.{part}"));

    /// <summary>
    /// A baseline as a project. Lines like <c>// file: files/a.txt</c> at its top name files that lie beside it; without any, nobody knows which there are.
    /// A line like <c>// template: templates/a.j2</c> says where the template is that lies beside the baseline: <c>OPM5001.wrong.j2</c> for <c>OPM5001.wrong.cs</c>.
    /// </summary>
    public static PolicyProject Project(string file)
    {
        var text = File.ReadAllText(file);
        string[] named = [.. text.Split('\n').TakeWhile(line => line.StartsWith("//", StringComparison.Ordinal)).Where(line => line.StartsWith("// file: ", StringComparison.Ordinal)).Select(line => line[9..].Trim())];
        var project = PolicyProject.Of(("/src/Policy.cs", text));
        project = named.Length > 0 ? project.WithFiles(named) : project;
        return TemplateOf(file) is { } template ? project.WithTemplates(template) : project;
    }

    /// <summary>The template of a baseline, with its path in the project; <see langword="null"/> where it has none.</summary>
    public static (string Path, string Text)? TemplateOf(string file) =>
        File.ReadLines(file).TakeWhile(line => line.StartsWith("//", StringComparison.Ordinal)).FirstOrDefault(line => line.StartsWith(TemplateMark, StringComparison.Ordinal)) is { } line
            ? (line[TemplateMark.Length..].Trim(), File.ReadAllText(Path.ChangeExtension(file, ".j2")))
            : null;

    /// <summary>Whether something was found in a template.</summary>
    public static bool IsInTemplate(Diagnostic diagnostic) => diagnostic.Location.Kind == LocationKind.ExternalFile;

    /// <summary>The source with what was found under its lines.</summary>
    public static string Annotate(string source, IEnumerable<Diagnostic> diagnostics)
    {
        var text = SourceText.From(source.ReplaceLineEndings("\n"));
        var byLine = diagnostics.ToLookup(diagnostic => diagnostic.Location.IsInSource || IsInTemplate(diagnostic) ? text.Lines.GetLinePosition(diagnostic.Location.SourceSpan.Start).Line : 0);
        var annotated = new StringBuilder();
        foreach (var line in text.Lines)
        {
            if (line.LineNumber == text.Lines.Count - 1 && line.Span.IsEmpty && !byLine[line.LineNumber].Any())
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
