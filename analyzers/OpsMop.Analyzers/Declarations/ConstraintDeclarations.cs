using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using OpsMop.Generators;
using OpsMop.Parsing;

namespace OpsMop.Analyzers;

/// <summary>Constraints that nothing can satisfy, or that say nothing (OPM1009). Those that stand on a type that they are not for are found by the parsers.</summary>
internal sealed class ConstraintDeclarations
{
    /// <summary>Constraints that only the properties of resources have.</summary>
    private static readonly string[] s_forResources = ["KeyAttribute", "ExcludesAttribute", "NeedsAttribute", "SuggestsAttribute", "ReadableByAttribute", "FromScopeAttribute"];

    private readonly INamedTypeSymbol _type;
    private readonly ResourceTypeInfo _info;
    private readonly IFaultSink _faults;

    private ConstraintDeclarations(INamedTypeSymbol type, ResourceTypeInfo info, IFaultSink faults)
    {
        _type = type;
        _info = info;
        _faults = faults;
    }

    /// <summary>Checks a type of resource.</summary>
    public static void CheckType(INamedTypeSymbol type, IFaultSink faults)
    {
        var check = new ConstraintDeclarations(type, new ResourceTypeInfo(type), faults);
        foreach (var property in check._info.Properties)
        {
            CheckValue(property, type, faults);
            check.CheckRequired(property);
            check.CheckRelations(property);
        }

        check.CheckOneOfs();
    }

    /// <summary>Checks the variables of a role or policy.</summary>
    public static void CheckVariables(INamedTypeSymbol type, IFaultSink faults)
    {
        foreach (var member in type.GetMembers())
        {
            if (member is not IPropertySymbol { IsStatic: false, IsIndexer: false, IsOverride: false } symbol || !symbol.GetAttributes().Any(IsOurs))
            {
                continue;
            }

            var variable = new PropertyInfo(symbol, isAction: false);
            CheckValue(variable, type, faults);
            if (variable.IsRequired && symbol.Type is { IsValueType: true } && !variable.IsNullable && !symbol.Type.IsDomainValue())
            {
                faults.Add(
                    "OPM1009",
                    new FaultPlace(symbol, symbol.Attribute("RequiredAttribute")),
                    $"{type.Name}.{symbol.Name} is [Required], and a {symbol.Type.ToDisplayString()} always has a value. Make it nullable ({symbol.Type.ToDisplayString()}?), or take [Required] off.");
            }

            foreach (var name in s_forResources)
            {
                if (symbol.Attribute(name) is { } attribute)
                {
                    faults.Add(
                        "OPM1009",
                        new FaultPlace(symbol, attribute),
                        $"{type.Name}.{symbol.Name} has [{Short(name)}], which is for properties of resources. Nothing checks it on a variable.");
                }
            }
        }
    }

    private static bool IsOurs(AttributeData attribute) => attribute.AttributeClass is { } type && type.IsContract(type.Name);

    private static string Short(string attribute) => attribute.Substring(0, attribute.Length - "Attribute".Length);

    /// <summary>What the attributes of one property say of its value.</summary>
    private static void CheckValue(PropertyInfo property, INamedTypeSymbol type, IFaultSink faults)
    {
        var subject = $"{type.Name}.{property.Name}";
        if (property.Range is var (least, most))
        {
            if (least > most)
            {
                Fault("RangeAttribute", $"[Range] of {subject} allows nothing: {Print(least)} is more than {Print(most)}. Exchange them.");
            }
            else if (Bounds(property.Type.SpecialType) is var (lowest, highest) && (least > highest || most < lowest))
            {
                Fault("RangeAttribute", $"[Range] of {subject} allows nothing: no {property.Type.ToDisplayString()} is from {Print(least)} to {Print(most)}.");
            }
        }

        if (property.Length is var (shortest, longest))
        {
            if (shortest < 0 || longest < 0)
            {
                Fault("LengthAttribute", $"[Length] of {subject} has a bound below 0, and nothing has a length below 0.");
            }
            else if (shortest > longest)
            {
                Fault("LengthAttribute", $"[Length] of {subject} allows nothing: {Print(shortest)} is more than {Print(longest)}. Exchange them.");
            }
        }

        if (property.Pattern is var (pattern, explanation) && Error(pattern) is { } error)
        {
            Fault("RegularExpressionAttribute", $"The pattern of {subject} is no regular expression: {error}", pattern);
            return;
        }

        if (property.Allowed is not { } allowed)
        {
            return;
        }

        if (allowed.Count == 0)
        {
            Fault("AllowedValuesAttribute", $"[AllowedValues] of {subject} allows nothing. Name the values.");
        }
        else if (allowed.GroupBy(value => value, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } repeated)
        {
            Fault("AllowedValuesAttribute", $"[AllowedValues] of {subject} names \"{repeated.Key}\" twice.", repeated.Key);
        }
        else if (property.Type.SpecialType == SpecialType.System_String
            && !allowed.Any(value => (property.Pattern is not { } expected || Constraints.CheckPattern(value, expected.Text, expected.Explanation) is null)
                && (property.Length is not var (minimum, maximum) || Constraints.CheckLength(value.Length, minimum, maximum) is null)
                && (!property.IsUrl || Constraints.CheckUrl(value) is null)))
        {
            Fault("AllowedValuesAttribute", $"[AllowedValues] of {subject} names no value that its other constraints allow.");
        }

        void Fault(string name, string message, string? word = null) => faults.Add(
            "OPM1009",
            new FaultPlace(property.Symbol, property.Symbol.Attribute(name), word),
            message);
    }

    private static string? Error(string pattern)
    {
        try
        {
            _ = new Regex(pattern);
            return null;
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }
    }

    private static (double Lowest, double Highest)? Bounds(SpecialType type) => type switch
    {
        SpecialType.System_Byte => (byte.MinValue, byte.MaxValue),
        SpecialType.System_SByte => (sbyte.MinValue, sbyte.MaxValue),
        SpecialType.System_Int16 => (short.MinValue, short.MaxValue),
        SpecialType.System_UInt16 => (ushort.MinValue, ushort.MaxValue),
        SpecialType.System_Int32 => (int.MinValue, int.MaxValue),
        SpecialType.System_UInt32 => (uint.MinValue, uint.MaxValue),
        SpecialType.System_Int64 => (long.MinValue, long.MaxValue),
        SpecialType.System_UInt64 => (ulong.MinValue, ulong.MaxValue),
        _ => null,
    };

    private static string Print(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static bool IsSwitch(PropertyInfo property) => property.Type.SpecialType == SpecialType.System_Boolean && !property.IsNullable;

    /// <summary>A key is an argument, so it is given always; what is required is given in every policy that is right.</summary>
    private static bool IsAlwaysGiven(PropertyInfo property) => property.IsArgument || property.IsRequired;

    private bool Exclude(PropertyInfo one, PropertyInfo other) => one.Excludes.Contains(other.Name) || other.Excludes.Contains(one.Name)
        || _info.OneOfs.Any(oneOf => oneOf.Properties.Contains(one.Name) && oneOf.Properties.Contains(other.Name));

    private void CheckRequired(PropertyInfo property)
    {
        if (property is { IsRequired: true, IsArgument: false } && IsSwitch(property))
        {
            Fault(
                property,
                "RequiredAttribute",
                $"{_type.Name}.{property.Name} is a [Required] switch: it could only be on, and so says nothing. Make it bool?, or take [Required] off.");
        }
    }

    private void CheckRelations(PropertyInfo property)
    {
        var subject = $"{_type.Name}.{property.Name}";
        if (property.Excludes.Contains(property.Name))
        {
            Fault(property, "ExcludesAttribute", $"{subject} excludes itself, so that it could never be given.", property.Name);
        }

        if (property.Needs.Contains(property.Name))
        {
            Fault(property, "NeedsAttribute", $"{subject} needs itself, which says nothing: where it is given, it is there.", property.Name);
        }

        // The attribute of the one or of the other, whichever says it; [OneOf] is looked at as a whole.
        foreach (var name in property.Excludes)
        {
            if (name == property.Name || _info.Find(name) is not { } other)
            {
                continue;
            }

            if (IsAlwaysGiven(property) && IsAlwaysGiven(other))
            {
                Fault(property, "ExcludesAttribute", $"{subject} and {_type.Name}.{name} exclude each other, and both must be given. Nothing can satisfy that.", name);
            }
            else if (IsAlwaysGiven(other))
            {
                Fault(property, "ExcludesAttribute", $"{subject} could never be given: it excludes {name}, which always is.", name);
            }
            else if (IsAlwaysGiven(property))
            {
                Fault(property, "ExcludesAttribute", $"{_type.Name}.{name} could never be given: {property.Name} excludes it, and always is.", name);
            }
        }

        var needed = property.Needs.Where(name => name != property.Name).Select(_info.Find).ToList();
        if (needed.Count > 0 && needed.Count == property.Needs.Count && needed.TrueForAll(other => other is not null && Exclude(property, other)))
        {
            Fault(property, "NeedsAttribute", $"{subject} needs {string.Join(" or ", property.Needs)}, and excludes it. It could never be given.");
        }
    }

    private void CheckOneOfs()
    {
        foreach (var attribute in _type.GetAttributes())
        {
            if (!attribute.AttributeClass.IsContract("OneOfAttribute") || attribute.ConstructorArguments.Length != 1)
            {
                continue;
            }

            var names = attribute.ConstructorArguments[0].Strings();
            var given = names.Select(_info.Find).Where(property => property is not null && IsAlwaysGiven(property)).ToList();
            if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } repeated)
            {
                Fault($"[OneOf] of {_type.Name} names {repeated.Key} twice.", repeated.Key);
            }
            else if (names.Count < 2)
            {
                Fault(names.Count == 0
                    ? $"[OneOf] of {_type.Name} names no property."
                    : attribute.NamedFlag("Optional")
                        ? $"[OneOf] of {_type.Name} names {names[0]} alone, which says nothing. Name what it excludes, or take it off."
                        : $"[OneOf] of {_type.Name} names {names[0]} alone. Mark that property [Required] instead.");
            }
            else if (given.Count > 1)
            {
                Fault($"[OneOf] of {_type.Name} allows one of {given[0]!.Name} and {given[1]!.Name}, and both must be given. Nothing can satisfy that.");
            }
            else if (given.Count == 1)
            {
                Fault($"[OneOf] of {_type.Name} leaves no choice: {given[0]!.Name} always is given, so that the others never could be.");
            }

            void Fault(string message, string? word = null) => _faults.Add("OPM1009", new FaultPlace(_type, attribute, word), message);
        }
    }

    private void Fault(PropertyInfo property, string attribute, string message, string? word = null) =>
        _faults.Add("OPM1009", new FaultPlace(property.Symbol, property.Symbol.Attribute(attribute), word), message);
}
