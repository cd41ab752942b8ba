using System.Reflection;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using OpsMop.Templates.Corpus;
using OpsMop.Templates.Tests;

namespace OpsMop.Templates.Compiler.Tests;

/// <summary>Templates as people write them compile, with parameters of the types that a policy would have, and render as with Jinja2, byte for byte.</summary>
public sealed class WorldTests
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Jinja2", "world");

    [Jinja2Fact]
    public void Templates_of_the_world_compile_and_render_as_Jinja2_renders_them()
    {
        IReadOnlyList<WorldCase> cases = WorldCase.All(s_folder);
        IReadOnlyList<(string? Text, string? Error)> answers = Jinja2.Render(cases.Select(static one => one.ForJinja2()));
        List<IReadOnlyList<(string Key, WorldShape Shape)>> parameters = [.. cases.Select(Parameters)];
        var project = CompiledProject.OfFiles(
            cases.Select((one, i) => ($"{Space(one)}.cs", Source(one, parameters[i]))),
            cases.SelectMany(static one => one.Case.Templates.Select(template => ($"{one.Name}/{(template.Key == CorpusCase.Main ? one.Name + ".j2" : template.Key)}", template.Value))));

        List<string> faults = [.. project.Messages];
        // What does not compile is said, and the rest rendered all the same.
        var wrong = project.Output.GetDiagnostics()
            .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .SelectMany(diagnostic => cases.Where(one => diagnostic.Location.SourceTree!.FilePath.Contains($"{Space(one)}.", StringComparison.Ordinal)))
            .ToHashSet();
        Assembly assembly = CompiledProject.Load(
            project.Output.RemoveSyntaxTrees(project.Output.SyntaxTrees.Where(tree => wrong.Any(one => tree.FilePath.Contains($"{Space(one)}.", StringComparison.Ordinal)))),
            () => "");
        for (int i = 0; i < cases.Count; i++)
        {
            if (!wrong.Contains(cases[i]) && Rendered(assembly, cases[i], parameters[i]) is var (text, error) && text != answers[i].Text)
            {
                faults.Add($"=== {cases[i].Name}\n--- Jinja2\n{answers[i].Text ?? answers[i].Error}\n--- compiled\n{text ?? error}");
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    private static (string? Text, string? Error) Rendered(Assembly assembly, WorldCase one, IReadOnlyList<(string Key, WorldShape Shape)> parameters)
    {
        string space = Space(one);
        Type Find(string name) => assembly.GetType($"{space}.{name}", throwOnError: true)!;
        using var values = JsonDocument.Parse(one.Case.Values);
        object?[] arguments = [.. parameters.Select(parameter => parameter.Shape.Make(values.RootElement.TryGetProperty(parameter.Key, out JsonElement value) ? value : default, Find))];
        try
        {
            return ((string)Find("Site").GetMethod("Render")!.Invoke(null, arguments)!, null);
        }
        catch (TargetInvocationException e)
        {
            return (null, e.InnerException!.ToString());
        }
    }

    private static IReadOnlyList<(string Key, WorldShape Shape)> Parameters(WorldCase one)
    {
        using var values = JsonDocument.Parse(one.Case.Values);
        var parameters = values.RootElement.EnumerateObject().Select(value => (value.Name, Shape: WorldShape.Of(value.Value, value.Name, one.Dictionaries))).ToList();
        foreach ((string path, string type) in one.Absent)
        {
            string[] parts = path.Split('.');
            int at = parameters.FindIndex(parameter => parameter.Name == parts[0]);
            if (parts.Length == 1)
            {
                Assert.True(at < 0, $"{one.Name}: '{path}' is there, and said to be absent.");
                parameters.Add((path, WorldShape.Absent(type)));
            }
            else
            {
                parameters[at] = (parts[0], parameters[at].Shape.With(parts.AsSpan(1), WorldShape.Absent(type)));
            }
        }

        return parameters;
    }

    private static string Space(WorldCase one) => "World." + WorldShape.Pascal(one.Name);

    private static string Source(WorldCase one, IReadOnlyList<(string Key, WorldShape Shape)> parameters) =>
        $$"""
        #nullable enable
        namespace {{Space(one)}};
        {{string.Join("\n", parameters.SelectMany(static parameter => parameter.Shape.Records()))}}
        public static partial class Site
        {
            [OpsMop.Template("templates/{{one.Name}}/{{one.Name}}.j2"{{(one.Case.TrimBlocks ? ", TrimBlocks = true" : "")}}{{(one.Case.LstripBlocks ? ", LstripBlocks = true" : "")}})]
            public static partial string Render({{string.Join(", ", parameters.Select(static parameter => $"{parameter.Shape.Type} @{Camel(parameter.Key)}"))}});
        }
        """;

    private static string Camel(string name) => WorldShape.Pascal(name) is var pascal ? char.ToLowerInvariant(pascal[0]) + pascal[1..] : name;
}
