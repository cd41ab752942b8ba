using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OpsMop.Generators;

/// <summary>Reads the declaration of a role, procedure or policy.</summary>
internal static class RoleParser
{
    /// <summary>What is asked of every class at every edit, so it looks at tokens only.</summary>
    public static bool IsCandidate(SyntaxNode node) =>
        node is ClassDeclarationSyntax { BaseList.Types: { Count: > 0 } bases } declaration
        && declaration.Modifiers.Any(SyntaxKind.PartialKeyword)
        && (!IsInterfaceName(bases[0].Type) || OverridesEntryPoint(declaration));

    /// <summary>
    /// Whether a name looks like <c>IDisposable</c>. A base class comes first, so that such a class has none, and to ask the compiler for the base
    /// classes of each such class is most of what an edit costs in a project without roles. (<c>IPTables</c> is no such name.)
    /// </summary>
    private static bool IsInterfaceName(TypeSyntax type)
    {
        while (type is QualifiedNameSyntax or AliasQualifiedNameSyntax)
        {
            type = type is QualifiedNameSyntax qualified ? qualified.Right : ((AliasQualifiedNameSyntax)type).Name;
        }

        return type is SimpleNameSyntax { Identifier.ValueText: { Length: > 2 } name } && name[0] == 'I' && char.IsUpper(name[1]) && char.IsLower(name[2]);
    }

    /// <summary>A base class with a name like <c>IPv4Base</c> shall not hide a role.</summary>
    private static bool OverridesEntryPoint(ClassDeclarationSyntax declaration)
    {
        foreach (var member in declaration.Members)
        {
            if (member is MethodDeclarationSyntax { Identifier.ValueText: "Define" or "RunAsync" or "Compose" } method && method.Modifiers.Any(SyntaxKind.OverrideKeyword))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The model of a class, and the classes that it was read from; no model where it is none of ours.</summary>
    public static (RoleModel? Model, IEnumerable<INamedTypeSymbol> Classes) Parse(GeneratorSyntaxContext context, CancellationToken cancel)
    {
        if (context.SemanticModel.GetDeclaredSymbol(context.Node, cancel) is not INamedTypeSymbol type)
        {
            return (null, []);
        }

        if (!TryFindContract(type, out var contract))
        {
            return (null, [type]);
        }

        // A class may name its base class in several parts; the first speaks for all.
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancel) is { } part && IsCandidate(part))
            {
                if (part != context.Node)
                {
                    return (null, [type]);
                }

                break;
            }
        }

        return (Read(type, contract, context.SemanticModel, cancel), contract.Name == "Policy" ? [type] : RoleEntryParser.Chain(type).Where(current => SymbolEqualityComparer.Default.Equals(current.ContainingAssembly, type.ContainingAssembly)));
    }

    /// <summary>Reports what is wrong with a class, whether or not it is of ours.</summary>
    public static void Check(INamedTypeSymbol type, IFaultSink faults, CancellationToken cancel)
    {
        if (!TryFindContract(type, out var contract))
        {
            return;
        }

        // An abstract class needs no other half, nor does one that adds no variable to those of its base class, or writes the member itself.
        if (type.DeclaringSyntaxReferences.Length > 1
            || PartialTypes.IsPartial(type, cancel)
            || (!type.IsAbstract
                && !HasVariables(type)
                && (LacksVariables(type, contract) || Settable(type, contract).Exists(property => SymbolEqualityComparer.Default.Equals(property.ContainingType, type)))))
        {
            PartialTypes.Check(type, contract.Name == "Policy" ? "its variables and its registry" : "its variables", faults, cancel);
        }

        var types = new DataTypeParser(cancel);
        foreach (var property in Settable(type, contract))
        {
            // What a base class declares is wrong there.
            if (!SymbolEqualityComparer.Default.Equals(property.ContainingType, type))
            {
                continue;
            }

            if (types.Parse(property.Type) is null)
            {
                faults.Add(
                    "OPM1006",
                    new FaultPlace(property),
                    $"{type.Name}.{property.Name} can be set by everybody, so it is a variable, and {property.Type.ToDisplayString()} is no data. Make its setter private, or use text, numbers, bool, enums, domain types, and records, lists and dictionaries of them.");
            }

            VariableChecks.Parse(property, (attribute, name, wanted) => faults.Add(
                "OPM1009",
                new FaultPlace(property, attribute),
                $"{type.Name}.{property.Name} has [{name}], which is for {wanted}; its type is {property.Type.ToDisplayString()}."));
        }
    }

    private static RoleModel Read(INamedTypeSymbol type, INamedTypeSymbol contract, SemanticModel model, CancellationToken cancel)
    {
        var types = new DataTypeParser(cancel);
        var variables = new List<VariableModel>();
        foreach (var property in Settable(type, contract))
        {
            if (types.Parse(property.Type) is { } data)
            {
                variables.Add(ParseVariable(property, data, cancel) with { Checks = VariableChecks.Parse(property, misplaced: null) });
            }
        }

        return new RoleModel
        {
            Type = type.ToNameModel(),
            IsPolicy = contract.Name == "Policy",
            Entry = contract.Name == "Policy" ? null : RoleEntryParser.Parse(type, [.. variables.Select(static variable => variable.Name)], model, cancel),
            Variables = variables.ToEquatableArray(),
            Enums = types.Enums,
            Objects = types.Objects,
        };
    }

    /// <summary>Reads the comments of a declaration that is new.</summary>
    public static RoleModel Finish(RoleModel model) => model with
    {
        Entry = model.Entry is { } entry ? entry with { Summary = Documentation.Read(entry.Summary).FirstSentence } : null,
        Variables = model.Variables.Select(variable => variable with { Summary = Documentation.Read(variable.Summary).FirstSentence }).ToEquatableArray(),
    };

    /// <summary>Whether nothing implements the member that generated code implements.</summary>
    private static bool LacksVariables(INamedTypeSymbol type, INamedTypeSymbol contract)
    {
        for (var current = type; current is not null && !SymbolEqualityComparer.Default.Equals(current, contract); current = current.BaseType)
        {
            if (HasVariables(current))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasVariables(INamedTypeSymbol type) => type.GetMembers("Variables").Any(member => member is IPropertySymbol { IsOverride: true, IsAbstract: false });

    private static bool TryFindContract(INamedTypeSymbol type, out INamedTypeSymbol contract)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current.Name is "RoleBase" or "Policy" && current.IsContract(current.Name))
            {
                contract = current;
                return true;
            }
        }

        contract = type;
        return false;
    }

    /// <summary>The publicly settable properties, those of base classes first.</summary>
    private static List<IPropertySymbol> Settable(INamedTypeSymbol type, INamedTypeSymbol contract)
    {
        var properties = new List<IPropertySymbol>();
        for (var current = type; current is not null && !SymbolEqualityComparer.Default.Equals(current, contract); current = current.BaseType)
        {
            var own = new List<IPropertySymbol>();
            foreach (var member in current.GetMembers())
            {
                if (member is IPropertySymbol
                    {
                        IsStatic: false,
                        IsIndexer: false,
                        DeclaredAccessibility: Accessibility.Public,
                        GetMethod: null or { DeclaredAccessibility: Accessibility.Public },
                        SetMethod: { DeclaredAccessibility: Accessibility.Public, IsInitOnly: false },
                    } property
                    && property.SystemAttribute("ObsoleteAttribute") is not { ConstructorArguments: [_, { Value: true }] }
                    && !properties.Exists(derived => derived.Name == property.Name)
                    && (property.GetMethod is not null || property.OverriddenProperty is not null))
                {
                    own.Add(property);
                }
            }

            properties.InsertRange(0, own);
        }

        return properties;
    }

    private static VariableModel ParseVariable(IPropertySymbol property, DataType data, CancellationToken cancel) => new()
    {
        Name = property.Name,
        Identifier = Identifier.Escape(property.Name),
        Type = data.Type,
        TypeName = data.Words,
        Reader = data.Reader,
        Writer = data.Writer,
        IsText = data.IsText,
        IsSecret = data.IsSecret,
        IsRequired = property.Attribute("RequiredAttribute") is not null,
        Obsolete = property.SystemAttribute("ObsoleteAttribute") is { } obsolete ? obsolete.ConstructorArguments.FirstOrDefault().Value as string ?? "" : null,
        Summary = Documentation.CommentOf(property, cancel),
    };
}
