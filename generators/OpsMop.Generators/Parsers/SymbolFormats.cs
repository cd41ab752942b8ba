using Microsoft.CodeAnalysis;

namespace OpsMop.Generators;

/// <summary>How symbols are written.</summary>
internal static class SymbolFormats
{
    /// <summary><c>global::System.Collections.Generic.IReadOnlyList&lt;string&gt;?</c>.</summary>
    public static SymbolDisplayFormat Qualified { get; } =
        SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>The same without <c>?</c> on reference types, for <c>typeof</c> and <c>new</c>.</summary>
    public static SymbolDisplayFormat Bare { get; } = SymbolDisplayFormat.FullyQualifiedFormat;

    /// <summary><c>Site&lt;T&gt;</c>.</summary>
    public static SymbolDisplayFormat Declaration { get; } = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);
}
