using Microsoft.CodeAnalysis;
using OpsMop.Generators;

namespace OpsMop.Analyzers;

/// <summary>What the attributes of a property say. It is read from symbols, so that a type of a package is checked as one of the project is.</summary>
internal sealed class PropertyInfo
{
    public PropertyInfo(IPropertySymbol symbol, bool isAction)
    {
        Symbol = symbol;
        IsNullable = symbol.Type.IsNullableValue() || symbol.Type.NullableAnnotation == NullableAnnotation.Annotated;
        Type = symbol.Type.WithoutNullable();
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && type.IsContract(type.Name))
            {
                Read(attribute, type.Name);
            }
        }

        IsArgument = IsKey || (isAction && IsRequired);
    }

    public IPropertySymbol Symbol { get; }

    public string Name => Symbol.Name;

    /// <summary>Its type, without <c>?</c>.</summary>
    public ITypeSymbol Type { get; }

    /// <summary>Whether its type says that it may be left out.</summary>
    public bool IsNullable { get; }

    public bool IsKey { get; private set; }

    public bool IsRequired { get; private set; }

    /// <summary>Whether it is an argument of <c>host.File(…)</c>, so that the compiler asks for it.</summary>
    public bool IsArgument { get; }

    public IReadOnlyList<string> Excludes { get; private set; } = [];

    public IReadOnlyList<string> Needs { get; private set; } = [];

    public (double Minimum, double Maximum)? Range { get; private set; }

    public (int Minimum, int Maximum)? Length { get; private set; }

    public (string Text, string? Explanation)? Pattern { get; private set; }

    public IReadOnlyList<string>? Allowed { get; private set; }

    public bool IsUrl { get; private set; }

    /// <summary>The name of the <c>Claim</c> that it makes, such as <c>Path</c>.</summary>
    public string? Claim { get; private set; }

    public bool RunsCommand { get; private set; }

    /// <summary>Whether a shell runs the command.</summary>
    public bool RunsInShell { get; private set; }

    /// <summary>The name of the switch with which a script fails if any command of a pipe does.</summary>
    public string? FailsWithPipes { get; private set; }

    /// <summary>The name of the type of resource that runs the same command without a shell.</summary>
    public string? WithoutShell { get; private set; }

    /// <summary>Whether it says which version it is.</summary>
    public bool Pins { get; private set; }

    /// <summary>Whether it says that what the resource claims is to be gone.</summary>
    public bool IsAbsence { get; private set; }

    /// <summary>Whether it tells when the resource's command is not needed.</summary>
    public bool Guards { get; private set; }

    /// <summary>Whether it is the path of what the resource's command makes.</summary>
    public bool IsMade { get; private set; }

    public bool IsPrinted { get; private set; }

    /// <summary>The name of the property that holds the mode which lets others read this one.</summary>
    public string? ReadableBy { get; private set; }

    /// <summary>The value of <c>host.With(…)</c> that stands in for it.</summary>
    public string? FromScope { get; private set; }

    /// <summary>Whether an attribute of the contract stands on it.</summary>
    /// <param name="attribute">The attribute's name, with its ending.</param>
    public bool Has(string attribute) => Symbol.Attribute(attribute) is not null;

    private static string? NamedText(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value as string;

    private void Read(AttributeData attribute, string name)
    {
        var arguments = attribute.ConstructorArguments;
        switch (name)
        {
            case "KeyAttribute":
                IsKey = true;
                break;
            case "RequiredAttribute":
                IsRequired = true;
                break;
            case "ExcludesAttribute" when arguments is [var excluded]:
                Excludes = excluded.Strings();
                break;
            case "NeedsAttribute" when arguments is [var needed]:
                Needs = needed.Strings();
                break;
            case "RangeAttribute" when arguments is [{ Value: IConvertible minimum }, { Value: IConvertible maximum }]:
                Range = (minimum.ToDouble(null), maximum.ToDouble(null));
                break;
            case "LengthAttribute" when arguments is [{ Value: int minimum }, { Value: int maximum }]:
                Length = (minimum, maximum);
                break;
            case "RegularExpressionAttribute" when arguments is [{ Value: string pattern }]:
                Pattern = (pattern, NamedText(attribute, "Explanation"));
                break;
            case "AllowedValuesAttribute" when arguments is [var allowed]:
                Allowed = allowed.Strings();
                break;
            case "UrlAttribute":
                IsUrl = true;
                break;
            case "ClaimsAttribute" when arguments is [{ Type: INamedTypeSymbol claims, Value: int claim }]:
                Claim = claims.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => field.ConstantValue is int value && value == claim)?.Name;
                break;
            case "RunsCommandAttribute":
                RunsCommand = true;
                RunsInShell = attribute.NamedFlag("Shell");
                FailsWithPipes = NamedText(attribute, "FailsWithPipes");
                WithoutShell = NamedText(attribute, "WithoutShell");
                break;
            case "PinsAttribute":
                Pins = true;
                break;
            case "AbsenceAttribute":
                IsAbsence = true;
                break;
            case "GuardsAttribute":
                Guards = true;
                IsMade = attribute.NamedFlag("Makes");
                break;
            case "PrintedAttribute":
                IsPrinted = true;
                break;
            case "ReadableByAttribute" when arguments is [{ Value: string mode }]:
                ReadableBy = mode;
                break;
            case "FromScopeAttribute" when arguments is [{ Value: string scope }]:
                FromScope = scope;
                break;
        }
    }
}
