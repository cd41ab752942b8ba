using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using OpsMop.Generators;
using OpsMop.Generators.Templates;
using OpsMop.Parsing;

namespace OpsMop.Analyzers;

/// <summary>Checks the templates that are bodies of methods, with the compiler that the generator compiles them with.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TemplateAnalyzer : DiagnosticAnalyzer
{
    // What a template was found to be, until it or its method changes: an editor asks after each key.
    private static readonly ConcurrentDictionary<string, (TemplateUnit Unit, CompiledTemplate Compiled)> s_known = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.CreateRange(TemplateRules.ById.Values);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName("OpsMop.TemplateAttribute") is null)
            {
                return;
            }

            var files = new Lazy<TemplateFiles>(() => Read(start.Options, start.CancellationToken), LazyThreadSafetyMode.PublicationOnly);

            // Of a method in two halves the compiler would show the one in generated code, which is not looked at.
            start.RegisterSymbolAction(
                symbol =>
                {
                    foreach (var method in ((INamedTypeSymbol)symbol.Symbol).GetMembers().OfType<IMethodSymbol>().Where(static one => one.MethodKind == MethodKind.Ordinary))
                    {
                        Check(method.PartialDefinitionPart ?? method, files, symbol);
                    }
                },
                SymbolKind.NamedType);
        });
    }

    /// <summary>The files of the project that may be templates.</summary>
    internal static TemplateFiles Read(AnalyzerOptions options, CancellationToken cancel) => new(
        options.AdditionalFiles
            .Where(static file => TemplateFile.IsCandidate(file.Path))
            .Select(file => new TemplateFile(file.Path, file.GetText(cancel)?.ToString() ?? "")),
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.projectdir", out var project) ? project : null);

    private static void Check(IMethodSymbol method, Lazy<TemplateFiles> files, SymbolAnalysisContext context)
    {
        if (method.Attribute("TemplateAttribute") is not { } attribute)
        {
            return;
        }

        var report = new Report(context.ReportDiagnostic, context.CancellationToken);
        if (Obstacle(method, context.CancellationToken) is { } obstacle)
        {
            report.Add(TemplateRules.NoTemplate, method.Locations[0], obstacle);
            return;
        }

        if (TemplateMethodParser.Parse(method, attribute, context.CancellationToken) is not { } model)
        {
            return;
        }

        if (files.Value.Find(model.Path) is null)
        {
            report.Add(MissingSourceFiles.Rule, PlaceOfPath(attribute, method, context.CancellationToken), ValueFault.NoSourceFile(model.Path, files.Value.Names.ToList()));
            return;
        }

        var unit = TemplateUnit.Of(model, files.Value);
        var key = method.ContainingAssembly.Name + " " + model.Type.FullName + "." + model.Id;
        var compiled = s_known.TryGetValue(key, out var known) && known.Unit.Equals(unit) ? known.Compiled : TemplateCompiler.Compile(unit);
        s_known[key] = (unit, compiled);
        foreach (var fault in compiled.Faults)
        {
            var meant = fault.MissingFile is { } missing ? Suggestion.DidYouMean(missing, files.Value.Beside(fault.File)) : "";
            report.Add(TemplateRules.ById[fault.Id], fault.ToLocation(), fault.Message + meant);
        }

        if (compiled.Faults.Any(static fault => fault.Id == TemplateRules.Syntax.Id))
        {
            return;
        }

        foreach (var name in compiled.Unused)
        {
            var parameter = method.Parameters.First(p => p.Name == name);
            report.Add(
                TemplateRules.UnusedParameter,
                parameter.Locations.FirstOrDefault() ?? method.Locations[0],
                $"{method.Name}: the template {model.Path} never names '{name}'. Use it there, or take the parameter away.");
        }
    }

    /// <summary>Why a method cannot have a template for its body; null where it can.</summary>
    private static string? Obstacle(IMethodSymbol method, CancellationToken cancel)
    {
        var example = $"Write private partial Text {method.Name}(…);";
        if (method.IsGenericMethod)
        {
            return $"{method.Name} has type parameters, and a template is compiled for types that are known.";
        }

        if (method.Parameters.FirstOrDefault(static p => p.RefKind != RefKind.None) is { } byReference)
        {
            return $"{method.Name} takes '{byReference.Name}' by reference; a template takes its parameters by value.";
        }

        if (!method.IsPartialDefinition || TemplateMethodParser.HasOwnBody(method))
        {
            return $"{method.Name} is not partial, or has a body of its own; its body is the template. {example}";
        }

        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            if (!PartialTypes.IsPartial(type, cancel))
            {
                return $"{type.Name} is not partial. Write partial class {type.Name}, so that the body of {method.Name} can be generated.";
            }
        }

        if (TemplateMethodParser.ResultOf(method) == TemplateResult.Other)
        {
            return $"{method.Name} returns {method.ReturnType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}; a template makes a Text, or a string where no secret can be in it. {example}";
        }

        return null;
    }

    private static Location PlaceOfPath(AttributeData attribute, IMethodSymbol method, CancellationToken cancel) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancel) is AttributeSyntax { ArgumentList.Arguments: [var path, ..] } ? path.GetLocation() : method.Locations[0];
}
