using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using OpsMop.Generators;

namespace OpsMop.Analyzers;

/// <summary>Whether a property is given: null and default mean that it is not, and a variable may hold either.</summary>
internal static class Presence
{
    /// <summary>Whether a call gives its property a value in every run that reaches it.</summary>
    public static bool IsCertain(Setting setting, PolicyBody body)
    {
        if (setting.Verb is not null || setting.Property is not { } property)
        {
            return true;
        }

        var values = setting.Values.ToList();
        if (values.Count == 0)
        {
            // A switch: .Absent(). Or .Enabled(), whose value is true where it is left out.
            return true;
        }

        // The argument of .Content(x) is of the property's own type; a list is given with its first element.
        return !SymbolEqualityComparer.Default.Equals(values[0].Type?.WithoutNullable(), property.Type) || values.TrueForAll(value => IsCertain(value, body));
    }

    /// <summary>Whether a call certainly gives no value: <c>.Mode(null)</c>.</summary>
    public static bool IsAbsent(Setting setting, PolicyBody body) =>
        setting.Verb is null && setting.Value is { } value && body.Constants.TryRead(value, out var constant) && constant is null;

    private static bool IsCertain(IOperation value, PolicyBody body)
    {
        if (body.Constants.TryRead(value, out var constant))
        {
            return constant is not null;
        }

        switch (value)
        {
            case IConversionOperation conversion:
                return IsCertain(conversion.Operand, body);
            case IParenthesizedOperation parenthesized:
                return IsCertain(parenthesized.Operand, body);
            case IConditionalOperation { WhenFalse: { } otherwise } conditional:
                return IsCertain(conditional.WhenTrue, body) && IsCertain(otherwise, body);
            case ILocalReferenceOperation local when body.Locals.ValueOf(local.Local) is { } assigned:
                return IsCertain(assigned, body);
            case IInterpolatedStringOperation or IInterpolatedStringHandlerCreationOperation or IObjectCreationOperation or IBinaryOperation:
                return true;
        }

        // A value of a domain type may be default, which means "not given"; of other types the compiler knows whether they may be null.
        return value.Type is { } type
            && !type.IsDomainValue()
            && (type.IsValueType
                ? !type.IsNullableValue()
                : value.SemanticModel?.GetTypeInfo(value.Syntax).Nullability.FlowState == NullableFlowState.NotNull);
    }
}
