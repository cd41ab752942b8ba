using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OpsMop.Templates.Corpus;

namespace OpsMop.Templates.Compiler.Tests;

/// <summary>
/// Compiles the cases of the corpus: a class for each, whose method takes the case's values as parameters. They are in several projects, as one of all of them takes longer than they do together.
/// </summary>
internal sealed class CompiledCorpus
{
    private const int InProject = 300;

    private readonly List<Assembly> _assemblies = [];
    private readonly IReadOnlyList<CorpusCase> _cases;
    private readonly bool _typed;
    private readonly Dictionary<int, string> _refused = [];

    /// <param name="cases">The cases.</param>
    /// <param name="typed">Whether parameters have the types of C# that fit the values, or are all objects.</param>
    public CompiledCorpus(IReadOnlyList<CorpusCase> cases, bool typed)
    {
        _cases = cases;
        _typed = typed;
        for (int first = 0; first < cases.Count; first += InProject)
        {
            _assemblies.Add(Compile([.. Enumerable.Range(first, Math.Min(InProject, cases.Count - first))]));
        }
    }

    /// <summary>What a case renders to, or what is wrong with it, and whether the compiler said that.</summary>
    public (string? Text, string? Error, bool ByCompiler) Render(int index)
    {
        if (_refused.TryGetValue(index, out string? refused))
        {
            return (null, refused, true);
        }

        using var values = JsonDocument.Parse(_cases[index].Values);
        object?[] arguments = [.. values.RootElement.EnumerateObject().Select(property => _typed ? Typed(property.Value).Value : Untyped(property.Value))];
        Type type = _assemblies[index / InProject].GetType($"Contoso.Case{index}")!;
        try
        {
            return ((string)type.GetMethod("Main")!.Invoke(null, arguments)!, null, false);
        }
        catch (TargetInvocationException e) when (e.InnerException is TemplateException fault)
        {
            return (null, fault.Message, false);
        }
        catch (TargetInvocationException e) when (e.InnerException is InvalidOperationException { Message: "The template could not be compiled." })
        {
            return (null, "reported by the analyzer", true);
        }
    }

    private Assembly Compile(IReadOnlyList<int> indexes)
    {
        var project = CompiledProject.OfFiles(
            indexes.Select(i => ($"Case{i}.cs", Source(_cases[i], i))),
            indexes.SelectMany(i => _cases[i].Templates.Select(template => ($"c{i}/{template.Key}", template.Value))));

        // What an analyzer would say becomes a method that throws; what the compiler says takes the class out.
        foreach (var diagnostic in project.Output.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error))
        {
            Assert.True(diagnostic.Location.SourceTree is not null, diagnostic.ToString());
            _refused.TryAdd(IndexOf(diagnostic), diagnostic.Id + " " + diagnostic.GetMessage(CultureInfo.InvariantCulture));
        }

        var kept = project.Output.SyntaxTrees.Where(tree => !_refused.ContainsKey(IndexOf(tree)));
        return CompiledProject.Load(project.Output.RemoveAllSyntaxTrees().AddSyntaxTrees(kept), () => "");
    }

    private static int IndexOf(Diagnostic diagnostic) => IndexOf(diagnostic.Location.SourceTree!);

    /// <summary>Whose tree it is; -1 for the registry, which names files only.</summary>
    private static int IndexOf(SyntaxTree tree) =>
        tree.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>().First().Identifier.Text is var name && name.StartsWith("Case", StringComparison.Ordinal)
            ? int.Parse(name.AsSpan("Case".Length), CultureInfo.InvariantCulture)
            : -1;

    private string Source(CorpusCase one, int index)
    {
        using var values = JsonDocument.Parse(one.Values);
        string parameters = string.Join(", ", values.RootElement.EnumerateObject().Select(property =>
            $"{(_typed ? Typed(property.Value).Type : "object?")} @{property.Name}"));
        var options = new StringBuilder();
        options.Append(one.TrimBlocks ? ", TrimBlocks = true" : "").Append(one.LstripBlocks ? ", LstripBlocks = true" : "").Append(one.KeepTrailingNewline ? "" : ", KeepTrailingNewline = false");
        options.Append(one.LineStatementPrefix is { } statement ? $", LineStatementPrefix = \"{statement}\"" : "").Append(one.LineCommentPrefix is { } comment ? $", LineCommentPrefix = \"{comment}\"" : "");
        return $$"""
            #nullable enable
            namespace Contoso;
            public static partial class Case{{index}}
            {
                [OpsMop.Template("templates/c{{index}}/main"{{options}})] public static partial string Main({{parameters}});
            }
            """;
    }

    private static object? Untyped(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => Number(value),
        JsonValueKind.Array => value.EnumerateArray().Select(Untyped).ToList(),
        _ => value.EnumerateObject().ToDictionary(static property => property.Name, static property => Untyped(property.Value)),
    };

    private static object Number(JsonElement value) =>
        value.TryGetInt64(out long number) ? number
        : value.GetRawText().All(static c => char.IsAsciiDigit(c) || c == '-') ? BigInteger.Parse(value.GetRawText(), CultureInfo.InvariantCulture)
        : value.GetDouble();

    /// <summary>The type of C# that fits a value, and the value in it.</summary>
    private static (string Type, object? Value) Typed(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return ("string", value.GetString());
            case JsonValueKind.True or JsonValueKind.False:
                return ("bool", value.GetBoolean());
            case JsonValueKind.Number:
                object number = Number(value);
                return (number switch { long => "long", double => "double", _ => "System.Numerics.BigInteger" }, number);
            case JsonValueKind.Array:
                var items = value.EnumerateArray().Select(Typed).ToList();
                return items.Select(static item => item.Type).Distinct().ToList() switch
                {
                    ["string"] => ("System.Collections.Generic.IReadOnlyList<string>", items.ConvertAll(static item => (string)item.Value!)),
                    ["long"] => ("System.Collections.Generic.List<long>", items.ConvertAll(static item => (long)item.Value!)),
                    ["bool"] => ("bool[]", items.ConvertAll(static item => (bool)item.Value!).ToArray()),
                    ["System.Collections.Generic.Dictionary<string, object?>"] =>
                        ("System.Collections.Generic.IEnumerable<System.Collections.Generic.Dictionary<string, object?>>", items.ConvertAll(static item => (Dictionary<string, object?>)item.Value!)),
                    _ => ("System.Collections.Generic.IReadOnlyList<object?>", value.EnumerateArray().Select(Untyped).ToList()),
                };
            case JsonValueKind.Object:
                var members = value.EnumerateObject().Select(static property => (property.Name, Typed(property.Value))).ToList();
                return members.Select(static member => member.Item2.Type).Distinct().ToList() switch
                {
                    ["string"] => ("System.Collections.Generic.IReadOnlyDictionary<string, string>", members.ToDictionary(static m => m.Name, static m => (string)m.Item2.Value!)),
                    ["long"] => ("System.Collections.Generic.Dictionary<string, long>", members.ToDictionary(static m => m.Name, static m => (long)m.Item2.Value!)),
                    _ => ("System.Collections.Generic.Dictionary<string, object?>", (Dictionary<string, object?>)Untyped(value)!),
                };
            default:
                return ("object?", null);
        }
    }
}
