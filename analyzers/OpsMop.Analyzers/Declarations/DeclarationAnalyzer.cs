using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using OpsMop.Generators;

namespace OpsMop.Analyzers;

/// <summary>Checks the declarations of types, providers, roles and policies, with the parsers that the generator reads them with.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeclarationAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.CreateRange(
        DeclarationRules.All.Append(PlatformSupport.NoProvider));

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (KnownTypes.Find(start.Compilation) is null)
            {
                return;
            }

            var catalogue = new Catalogue(start.Compilation, start.CancellationToken);
            start.RegisterSymbolAction(
                symbol =>
                {
                    var faults = new DeclarationFaults(symbol.ReportDiagnostic, symbol.CancellationToken);
                    Check((INamedTypeSymbol)symbol.Symbol, catalogue, faults, symbol.CancellationToken);
                },
                SymbolKind.NamedType);
            start.RegisterSyntaxNodeAction(
                unit =>
                {
                    var faults = new DeclarationFaults(unit.ReportDiagnostic, unit.CancellationToken);
                    CheckAliases((CompilationUnitSyntax)unit.Node, catalogue.Compilation.Assembly, faults, unit.CancellationToken);
                },
                SyntaxKind.CompilationUnit);
        });
    }

    private static void Check(INamedTypeSymbol type, Catalogue catalogue, DeclarationFaults faults, CancellationToken cancel)
    {
        if (type.TypeKind != TypeKind.Class)
        {
            return;
        }

        var isRole = type.DerivesFrom("RoleBase") || type.DerivesFrom("Policy");
        if (isRole)
        {
            RoleParser.Check(type, faults, cancel);
            ConstraintDeclarations.CheckVariables(type, faults);
        }

        foreach (var attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass is not { } kind)
            {
                continue;
            }

            if (kind.IsContract("ResourceTypeAttribute") && ResourceParser.Parse(type, attribute, catalogue.Compilation.Assembly, faults, cancel) is { } model)
            {
                if (!model.IsUnusable)
                {
                    UniqueNames.CheckType(type, attribute, model, catalogue, faults);
                    ConstraintDeclarations.CheckType(type, faults);
                    PropertyComments.Check(type, model, faults, cancel);
                }
            }
            else if (kind.IsContract("ProviderAttribute") && ProviderParser.Parse(type, attribute, faults, cancel) is { IsDefault: true } provider)
            {
                UniqueNames.CheckDefault(type, attribute, provider, catalogue, faults);
            }
            else if (kind.IsContract("TargetsAttribute") && isRole)
            {
                PlatformSupport.CheckNames(type, attribute, faults);
            }
            else if (kind.IsContract("TargetsAttribute"))
            {
                faults.Add(
                    "OPM1001",
                    new FaultPlace(type, attribute),
                    $"{type.Name} is marked [Targets] and is neither a role nor a policy. Derive it from Role, Procedure or Policy, or take the attribute off.");
            }
        }
    }

    private static void CheckAliases(CompilationUnitSyntax unit, IAssemblySymbol assembly, DeclarationFaults faults, CancellationToken cancel)
    {
        if (unit.AttributeLists.Count > 0)
        {
            var aliases = assembly.GetAttributes()
                .Where(attribute => attribute.AttributeClass.IsContract("ResourceAliasAttribute") && attribute.ApplicationSyntaxReference?.SyntaxTree == unit.SyntaxTree);
            AliasParser.Parse(assembly, aliases, faults, cancel);
        }
    }
}
