using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using OpsMop.Generators.Templates;

namespace OpsMop.Generators;

/// <summary>
/// Writes what the declarations of types, providers, roles and policies stand for. Each step gives an equatable model without symbols,
/// so that an edit makes only those steps run again whose declarations it touches.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class OpsMopGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var resources = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                "OpsMop.ResourceTypeAttribute",
                static (node, _) => node is ClassDeclarationSyntax,
                static (found, cancel) => ParseMemory<ResourceModel>.Recall(found.TargetNode, found.SemanticModel.Compilation, () =>
                {
                    var type = (INamedTypeSymbol)found.TargetSymbol;
                    return (ResourceParser.Parse(type, found.Attributes[0], found.SemanticModel.Compilation.Assembly, faults: null, cancel), [type]);
                }))
            .Where(static model => model is not null)
            .WithTrackingName(TrackingNames.ResourceDeclarations)
            .Select(static (model, _) => ResourceParser.Finish(model!))
            .WithTrackingName(TrackingNames.ResourceTypes);

        var providers = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                "OpsMop.ProviderAttribute`1",
                static (node, _) => node is ClassDeclarationSyntax,
                static (found, cancel) => ProviderParser.Parse((INamedTypeSymbol)found.TargetSymbol, found.Attributes[0], faults: null, cancel))
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(TrackingNames.Providers);

        var roles = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => RoleParser.IsCandidate(node),
                static (found, cancel) => ParseMemory<RoleModel>.Recall(found.Node, found.SemanticModel.Compilation, () => RoleParser.Parse(found, cancel)))
            .Where(static model => model is not null)
            .WithTrackingName(TrackingNames.RoleDeclarations)
            .Select(static (model, _) => RoleParser.Finish(model!))
            .WithTrackingName(TrackingNames.Roles);

        var aliases = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                "OpsMop.ResourceAliasAttribute",
                static (node, _) => node is CompilationUnitSyntax,
                static (found, cancel) => AliasParser.Parse(found.SemanticModel.Compilation.Assembly, found.Attributes, faults: null, cancel))
            .WithTrackingName(TrackingNames.Aliases);

        // The methods that this generator adds to hosts here: those that read roles do not see them.
        var hostMethods = resources
            .Select(static (model, _) => model.MethodName)
            .Collect()
            .Combine(aliases.Collect())
            .Select(static (parts, _) => parts.Left
                .Concat(parts.Right.SelectMany(static file => file).Select(static alias => alias.MethodName))
                .Distinct(StringComparer.Ordinal)
                .OrderBy(static name => name, StringComparer.Ordinal)
                .ToEquatableArray())
            .WithTrackingName(TrackingNames.HostMethods);

        var roleEntries = roles
            .Where(static model => model.Entry is not null)
            .Select(static (model, _) => model.Entry!)
            .Combine(hostMethods)
            .Select(static (parts, _) => IncludeParser.Finish(parts.Left, parts.Right))
            .WithTrackingName(TrackingNames.RoleEntries);

        var assemblyName = context.CompilationProvider
            .Select(static (compilation, _) => compilation.AssemblyName ?? "")
            .WithTrackingName(TrackingNames.AssemblyName);

        var referenced = context.MetadataReferencesProvider
            .Select(static (reference, _) => ReferencedRegistry.Find(reference))
            .Where(static name => name is not null)
            .Collect()
            .Select(static (names, _) => names.Select(static name => name!).Distinct(StringComparer.Ordinal).OrderBy(static name => name, StringComparer.Ordinal).ToEquatableArray())
            .WithTrackingName(TrackingNames.ReferencedRegistries);

        var templates = InitializeTemplates(context);

        // Ordered by name, so that the order of the files makes no difference.
        var registry = resources
            .Where(static model => !model.IsUnusable)
            .Select(static (model, _) => new RegistryEntryModel(model.Type.FullName))
            .Collect()
            .Combine(providers.Collect())
            .Combine(templates)
            .Combine(roleEntries.Collect())
            .Combine(assemblyName)
            .Select(static (parts, _) => Registry(parts.Left.Left.Left.Left, parts.Left.Left.Left.Right, parts.Left.Left.Right, parts.Left.Right, parts.Right))
            .WithTrackingName(TrackingNames.Registry);

        var policies = roles
            .Where(static model => model.IsPolicy)
            .Select(static (model, _) => model.Type)
            .Combine(registry.Select(static (model, _) => model?.FullName))
            .Combine(referenced)
            .Select(static (parts, _) => new PolicyModel(parts.Left.Left, (parts.Left.Right is { } own ? parts.Right.Append(own) : parts.Right).ToEquatableArray()))
            .WithTrackingName(TrackingNames.Policies);

        context.RegisterSourceOutput(resources, static (output, model) => output.AddSource(HintName.For(model.Type.MetadataName, "Resource"), ResourceWriter.Write(model)));
        context.RegisterSourceOutput(roles, static (output, model) => output.AddSource(HintName.For(model.Type.MetadataName, "Variables"), RoleWriter.Write(model)));
        context.RegisterSourceOutput(policies, static (output, model) => output.AddSource(HintName.For(model.Type.MetadataName, "Policy"), PolicyWriter.Write(model)));
        context.RegisterSourceOutput(aliases.Collect().Combine(assemblyName), static (output, parts) =>
        {
            var models = parts.Left.SelectMany(static file => file).ToList();
            if (models.Count > 0)
            {
                output.AddSource(HintName.For(parts.Right, "Aliases"), AliasWriter.Write(parts.Right, models));
            }
        });
        context.RegisterSourceOutput(registry, static (output, model) =>
        {
            if (model is not null)
            {
                output.AddSource(HintName.For(model.AssemblyName, "Registry"), RegistryWriter.Write(model));
            }
        });
    }

    /// <summary>
    /// A template is compiled again when its method, or what that reaches, or one of the files that it is made of has changed: an edit of one template among 300
    /// leaves the units of the others equal.
    /// </summary>
    /// <returns>The files that the templates are made of, each once.</returns>
    private static IncrementalValueProvider<EquatableArray<TemplateFileModel>> InitializeTemplates(IncrementalGeneratorInitializationContext context)
    {
        var methods = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                "OpsMop.TemplateAttribute",
                static (node, _) => node is MethodDeclarationSyntax,
                static (found, cancel) => ParseMemory<TemplateMethodModel>.Recall(found.TargetNode, found.SemanticModel.Compilation, () =>
                    (TemplateMethodParser.Parse((IMethodSymbol)found.TargetSymbol, found.Attributes[0], cancel), [found.TargetSymbol.ContainingType])))
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(TrackingNames.TemplateMethods);

        var folders = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => (Project: Option(options, "projectdir"), FromGenerated: Option(options, "opsmopprojectfromgenerated")))
            .WithTrackingName(TrackingNames.ProjectFolder);

        var files = context.AdditionalTextsProvider
            .Where(static text => TemplateFile.IsCandidate(text.Path))
            .Combine(folders)
            .Select(static (parts, cancel) => new TemplateFile(
                parts.Left.Path,
                parts.Left.GetText(cancel)?.ToString() ?? "",
                LinePath(parts.Left.Path, parts.Right.Project, parts.Right.FromGenerated)))
            .WithTrackingName(TrackingNames.TemplateFiles);

        var project = folders.Select(static (known, _) => known.Project);

        var units = methods
            .Combine(files.Collect().Combine(project).Select(static (parts, _) => new TemplateFiles(parts.Left, parts.Right)))
            .Select(static (parts, _) => TemplateUnit.Of(parts.Left, parts.Right))
            .WithTrackingName(TrackingNames.TemplateUnits);

        var compiled = units
            .Select(static (unit, _) => (unit.Method.Type.MetadataName, unit.Method.Id, Source: TemplateCompiler.Compile(unit).Source.ToString()))
            .WithTrackingName(TrackingNames.CompiledTemplates);

        context.RegisterSourceOutput(compiled, static (output, template) =>
            output.AddSource(HintName.For(template.MetadataName + "." + template.Id, "Template"), SourceText.From(template.Source, Encoding.UTF8)));

        return units
            .Select(static (unit, _) => unit.Registered)
            .WithTrackingName(TrackingNames.TemplateHashes)
            .Collect()
            .Select(static (all, _) => all.SelectMany(static files => files).Distinct().OrderBy(static file => file.Path, StringComparer.Ordinal).ToEquatableArray())
            .WithTrackingName(TrackingNames.RegisteredTemplates);
    }

    private static string? Option(AnalyzerConfigOptionsProvider options, string name) =>
        options.GlobalOptions.TryGetValue("build_property." + name, out var value) && value.Length > 0 ? value : null;

    /// <summary>
    /// How generated code names a template. The compiler maps paths (PathMap) in what it writes, but the hash of the generated code is in there too, so that a published
    /// build names it relative to the generated file.
    /// </summary>
    /// <param name="path">The template.</param>
    /// <param name="project">The project's folder, with a slash at its end.</param>
    /// <param name="fromGenerated">The project's folder relative to the generated file; null where it is to be named by its full path.</param>
    private static string? LinePath(string path, string? project, string? fromGenerated) =>
        fromGenerated is not null && project is not null && path.StartsWith(project, StringComparison.Ordinal) ? fromGenerated + path.Substring(project.Length) : null;

    private static RegistryModel? Registry(
        ImmutableArray<RegistryEntryModel> types,
        ImmutableArray<ProviderModel> providers,
        EquatableArray<TemplateFileModel> templates,
        ImmutableArray<RoleEntryModel> roles,
        string assemblyName) =>
        types.IsEmpty && providers.IsEmpty && templates.Count == 0 && roles.IsEmpty
            ? null
            : new RegistryModel(
                assemblyName,
                types.OrderBy(static type => type.FullName, StringComparer.Ordinal).ToEquatableArray(),
                providers.OrderBy(static provider => provider.FullName, StringComparer.Ordinal).ToEquatableArray(),
                templates,
                roles.OrderBy(static role => role.MetadataName, StringComparer.Ordinal).ToEquatableArray());
}
