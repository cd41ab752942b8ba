using Microsoft.CodeAnalysis;

namespace OpsMop.Analyzers;

/// <summary>Makes the descriptors of the rules. The text of a message is put together where the fault is found, so that it is worded as the run time words it.</summary>
internal static class Rule
{
    private const string Pages = "https://github.com/opsmop/opsmop/blob/main/docs/rules/";

    /// <summary>A fault: the policy does not build.</summary>
    /// <param name="id">The id, the same whoever finds the fault.</param>
    /// <param name="category">One of <see cref="Category"/>.</param>
    /// <param name="title">A few words, without the resource.</param>
    /// <param name="explanation">Why it is wrong and what to do: the text of the rule's page, in Markdown.</param>
    public static DiagnosticDescriptor Error(string id, string category, string title, string explanation) =>
        Create(id, category, title, explanation, DiagnosticSeverity.Error);

    /// <summary>A habit: the policy builds, and the editor and the build say so.</summary>
    /// <inheritdoc cref="Error"/>
    public static DiagnosticDescriptor Warning(string id, string category, string title, string explanation) =>
        Create(id, category, title, explanation, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Create(string id, string category, string title, string explanation, DiagnosticSeverity severity) =>
        new(id, title, "{0}", category, severity, isEnabledByDefault: true, explanation, Pages + id + ".md");
}
