using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using OpsMop.Generators;

namespace OpsMop.Analyzers;

/// <summary>Variables of roles that must be given, where the code decides: data and <c>--set</c> may still give what it leaves open.</summary>
internal sealed class RequiredVariables : PolicyRule
{
    /// <summary>The name of the variable that a code fix sets.</summary>
    public const string Variable = nameof(Variable);

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [RequiredProperties.Rule];

    public override void Check(PolicyBody body, Report report)
    {
        foreach (var call in body.Invocations)
        {
            if (KnownTypes.Is(call.TargetMethod.ContainingType, body.Types.Roles) || (KnownTypes.Is(call.TargetMethod.ContainingType, body.Types.Host) && call.TargetMethod.Name == "Include"))
            {
                foreach (var argument in call.Arguments)
                {
                    switch (Bare(argument.Value))
                    {
                        case IDelegateCreationOperation { Target: IAnonymousFunctionOperation configure }:
                            CheckAssignments(configure, body, report);
                            break;
                        case IObjectCreationOperation { Type: INamedTypeSymbol role } creation when KnownTypes.IsOrDerivesFrom(role, body.Types.RoleBase):
                            CheckWhole(creation, role, body, report);
                            break;
                    }
                }
            }
        }
    }

    /// <summary>What the lambda empties, the layers below cannot fill.</summary>
    private static void CheckAssignments(IAnonymousFunctionOperation configure, PolicyBody body, Report report)
    {
        foreach (var assignment in configure.Descendants().OfType<ISimpleAssignmentOperation>())
        {
            if (assignment.Target is IPropertyReferenceOperation { Property: { } property, Instance: IParameterReferenceOperation { Parameter: { } parameter } }
                && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, configure.Symbol)
                && IsRequired(property) && IsEmpty(assignment.Value, body.Constants))
            {
                report.Add(RequiredProperties.Rule, assignment.Value.Syntax.GetLocation(), $"{property.ContainingType.Name} needs a value for {property.Name}, and gets an empty one. Give it a value, or leave it to the data of the environment.");
            }
        }
    }

    /// <summary>A role that is added whole gets nothing from data.</summary>
    private static void CheckWhole(IObjectCreationOperation creation, INamedTypeSymbol role, PolicyBody body, Report report)
    {
        if (creation.Arguments.Length > 0 || role.InstanceConstructors.Any(constructor => !constructor.IsImplicitlyDeclared))
        {
            return;
        }

        var given = creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>()
            .Select(assignment => (assignment.Target as IPropertyReferenceOperation)?.Property.Name).ToList() ?? [];
        foreach (var property in role.GetMembers().OfType<IPropertySymbol>())
        {
            if (IsRequired(property) && !property.IsRequired && !given.Contains(property.Name) && HasEmptyDefault(property, body.Compilation))
            {
                report.Add(
                    RequiredProperties.Rule,
                    creation.Syntax.GetLocation(),
                    $"{role.Name} needs a value for {property.Name}: it is added whole, so that no data reaches it. Set {property.Name} here.",
                    ImmutableDictionary<string, string?>.Empty.Add(Variable, property.Name));
            }
        }
    }

    /// <summary>Whether the class leaves the variable without a value. Of a class of another assembly that cannot be seen.</summary>
    private static bool HasEmptyDefault(IPropertySymbol property, PolicyCompilation compilation) =>
        !property.DeclaringSyntaxReferences.IsEmpty && (compilation.InitializerOf(property) is not { } value || IsEmpty(value, compilation.Constants));

    private static bool IsRequired(IPropertySymbol property) => property is { IsStatic: false, SetMethod: not null } && property.Attribute("RequiredAttribute") is not null;

    private static bool IsEmpty(IOperation value, ConstantReader constants) => constants.TryRead(value, out var constant) && constant is null or "";

    private static IOperation Bare(IOperation value) => value is IConversionOperation conversion ? Bare(conversion.Operand) : value;
}
