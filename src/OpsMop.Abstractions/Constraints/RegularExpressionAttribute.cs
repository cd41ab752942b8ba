using System.Diagnostics.CodeAnalysis;

namespace OpsMop;

/// <summary>The whole text must match a pattern.</summary>
/// <param name="pattern">The pattern, in the syntax of .NET; it is anchored at both ends.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RegularExpressionAttribute([StringSyntax(StringSyntaxAttribute.Regex)] string pattern) : Attribute
{
    /// <summary>The pattern.</summary>
    public string Pattern { get; } = pattern;

    /// <summary>What a person should write instead, as the end of a sentence that begins "it must be".</summary>
    public string? Explanation { get; init; }
}
