using System.Text.Json;
using OpsMop.CommandLine.Reference;
using OpsMop.Parsing;

namespace OpsMop.CommandLine.Verbs;

/// <summary><c>docs</c>: the reference of types of resources, as their declarations say it.</summary>
internal sealed class DocsVerb(ResourceRegistry registry, Request request, Surroundings around)
{
    public int Run()
    {
        var types = registry.Types.OrderBy(type => type.Name, StringComparer.Ordinal).ToList();
        foreach (var name in request.Types)
        {
            if (!types.Exists(type => type.Name == name))
            {
                around.Error.WriteLine($"There is no type '{name}'.{Suggestion.DidYouMean(name, types.Select(type => type.Name))}");
                return ExitCode.Usage;
            }
        }

        if (request.Examples is { } folder && !Directory.Exists(At(folder)))
        {
            around.Error.WriteLine($"There is no folder {At(folder)} with examples.");
            return ExitCode.Usage;
        }

        var examples = ExampleFiles.Find(request.Examples is { } below ? At(below) : null);
        var chosen = request.Types.Count == 0 ? types : types.FindAll(type => request.Types.Contains(type.Name));
        if (request.Out is { } target)
        {
            Write(At(target), chosen, examples, all: request.Types.Count == 0);
        }
        else if (request.IsJson)
        {
            foreach (var type in chosen)
            {
                // One object a line, as in all that programs read.
                using var schema = JsonDocument.Parse(type.JsonSchema);
                around.Output.WriteLine(Compact(schema.RootElement));
            }
        }
        else if (request.Types.Count == 0)
        {
            new HelpPage(new CommandTree(), around.Program, around.Output).Rows([.. types.Select(type => (type.Name, type.Summary))]);
        }
        else
        {
            foreach (var type in chosen)
            {
                around.Output.WriteLine(Page(type, examples));
            }
        }

        return ExitCode.Done;
    }

    private void Write(string folder, List<ResourceDescriptor> types, ExampleFiles examples, bool all)
    {
        Directory.CreateDirectory(folder);
        foreach (var type in types)
        {
            File.WriteAllText(Path.Combine(folder, type.Name + ".md"), Page(type, examples));
        }

        if (all)
        {
            File.WriteAllText(Path.Combine(folder, "README.md"), ReferenceIndex.Write(types, examples));
        }

        around.Output.WriteLine($"{types.Count} pages in {folder}");
    }

    private string Page(ResourceDescriptor type, ExampleFiles examples) =>
        new ReferencePage(type, [.. registry.Providers.Where(provider => provider.ResourceType == type.ClrType)], examples.Of(type)).Write();

    private string At(string folder) => Path.GetFullPath(folder, around.CurrentDirectory);

    private static string Compact(JsonElement schema)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            schema.WriteTo(writer);
        }

        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }
}
