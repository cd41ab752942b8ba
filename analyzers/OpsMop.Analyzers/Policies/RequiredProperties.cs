using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace OpsMop.Analyzers;

/// <summary>Properties that must be given: <c>[Required]</c>, <c>[OneOf]</c>, and arguments that are empty.</summary>
internal sealed class RequiredProperties : PolicyRule
{
    /// <summary>The call that a code fix adds, such as <c>Target("")</c>.</summary>
    public const string Call = nameof(Call);

    public static readonly DiagnosticDescriptor Rule = Analyzers.Rule.Error(
        "OPM2002",
        Category.Policies,
        "Something required is missing",
        """
        A resource lacks a property without which it means nothing, such as a link without a target, or its key is empty.

        A variable of a role that is `[Required]` may come from the data of an environment or from `--set`, so it is missed only where the code decides: where
        the lambda of `roles.Add<Site>(site => …)` makes it empty, and where a role is added whole without it.

        The rule reads `[Required]`, `[OneOf]` and `[Key]` of the type. A builder that is handed to a method or returned from one is left to the run time, which says the same.
        """);

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Check(PolicyBody body, Report report)
    {
        foreach (var resource in body.Resources)
        {
            foreach (var property in resource.Type.Properties)
            {
                if (property.IsArgument && !MayBeNull(property) && resource.Argument(property) is { } value && IsEmpty(value, body))
                {
                    report.Add(Rule, value.Syntax.GetLocation(), $"{resource.Name}: {property.Name} is empty. Give it a value.");
                }
                else if (property is { IsRequired: true, IsArgument: false } && !resource.IsOpen && !IsSet(resource, property.Name, body))
                {
                    report.Add(Rule, resource.Location, $"{resource.Name}: {property.Name} is required. Add .{property.Name}(…).", FixWith(property));
                }
            }

            foreach (var (properties, optional) in resource.Type.OneOfs)
            {
                if (!optional && !resource.IsOpen && !properties.Any(property => IsSet(resource, property, body)))
                {
                    report.Add(
                        Rule,
                        resource.Location,
                        $"{resource.Name}: one of {string.Join(", ", properties)} is required.",
                        FixWith(resource.Type.Find(properties[0])));
                }
            }
        }
    }

    /// <summary>Whether some call may set it; whether that call is reached, the run time knows.</summary>
    private static bool IsSet(ResourceUse resource, string property, PolicyBody body) => resource.Of(property).Any(setting => !Presence.IsAbsent(setting, body));

    /// <summary>A key that is text and may be null is one of several, and stands for none of its kind.</summary>
    private static bool MayBeNull(PropertyInfo property) => property is { IsKey: true, IsNullable: true, IsRequired: false, Type.SpecialType: SpecialType.System_String };

    private static bool IsEmpty(IOperation value, PolicyBody body) => body.Constants.TryRead(value, out var constant) && constant is null or "";

    private static ImmutableDictionary<string, string?>? FixWith(PropertyInfo? property)
    {
        if (property is null)
        {
            return null;
        }

        var value = property.Type.SpecialType switch
        {
            SpecialType.System_Boolean when !property.IsNullable => "",
            SpecialType.System_Boolean => "true",
            >= SpecialType.System_SByte and <= SpecialType.System_Double => "0",
            _ when property.Type.TypeKind == TypeKind.Enum => $"{property.Type.Name}.{property.Type.GetMembers().OfType<IFieldSymbol>().First().Name}",
            _ => "\"\"",
        };
        return ImmutableDictionary<string, string?>.Empty.Add(Call, $"{property.Name}({value})");
    }
}
