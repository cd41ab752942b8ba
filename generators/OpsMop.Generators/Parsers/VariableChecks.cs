using System.Globalization;
using Microsoft.CodeAnalysis;

namespace OpsMop.Generators;

/// <summary>Turns the constraints of a variable into expressions.</summary>
internal static class VariableChecks
{
    private const string Check = "global::OpsMop.VariableCheck";

    /// <summary>Expressions of type <c>string?</c> over a value <c>given</c> that is not null.</summary>
    /// <param name="property">The variable.</param>
    /// <param name="misplaced">Takes the constraints that do not fit its type: each, its name, and what it is for.</param>
    public static EquatableArray<string> Parse(IPropertySymbol property, Action<AttributeData, string, string>? misplaced)
    {
        var type = property.Type.WithoutNullable();
        var isText = type.SpecialType == SpecialType.System_String;
        var isNumber = type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_Double;
        var count = isText || type is IArrayTypeSymbol ? "Length" : DataTypes.List(type) is not null || DataTypes.Dictionary(type) is not null ? "Count" : null;
        var checks = new List<string>();
        foreach (var attribute in property.GetAttributes())
        {
            if (attribute.AttributeClass is not { ContainingNamespace: { Name: "OpsMop", ContainingNamespace.IsGlobalNamespace: true } } constraint)
            {
                continue;
            }

            var arguments = attribute.ConstructorArguments;
            switch (constraint.Name)
            {
                case "RangeAttribute" when arguments.Length == 2:
                    Add(attribute, "Range", isNumber, "a number", $"Range((double)given, {Number(arguments[0])}, {Number(arguments[1])})");
                    break;
                case "LengthAttribute" when arguments is [{ Value: int minimum }, { Value: int maximum }]:
                    Add(attribute, "Length", count is not null, "text or a list", $"Length(given.{count}, {minimum.ToString(CultureInfo.InvariantCulture)}, {maximum.ToString(CultureInfo.InvariantCulture)})");
                    break;
                case "RegularExpressionAttribute" when arguments is [{ Value: string pattern }]:
                    var explanation = attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "Explanation").Value.Value as string;
                    Add(attribute, "RegularExpression", isText, "text", $"Pattern(given, {Literal.Of(pattern)}, {Literal.Of(explanation)})");
                    break;
                case "AllowedValuesAttribute" when arguments.Length == 1 && arguments[0].Strings().Count > 0:
                    Add(attribute, "AllowedValues", isText, "text", $"Allowed(given, {string.Join(", ", arguments[0].Strings().Select(Literal.Of))})");
                    break;
                case "UrlAttribute":
                    Add(attribute, "Url", isText, "text", "Url(given)");
                    break;
            }
        }

        return checks.ToEquatableArray();

        void Add(AttributeData attribute, string name, bool fits, string wanted, string call)
        {
            if (fits)
            {
                checks.Add($"{Check}.{call}");
            }
            else
            {
                misplaced?.Invoke(attribute, name, wanted);
            }
        }
    }

    private static string Number(TypedConstant constant) => Literal.Of(Convert.ToDouble(constant.Value, CultureInfo.InvariantCulture));
}
