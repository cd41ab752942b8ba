using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace OpsMop.Analyzers;

/// <summary>Takes what rules find.</summary>
internal sealed class Report(Action<Diagnostic> take, CancellationToken cancel)
{
    public CancellationToken Cancel { get; } = cancel;

    /// <summary>Reports a fault.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="at">The line that is wrong.</param>
    /// <param name="message">What is wrong with which resource, and what to do about it.</param>
    /// <param name="properties">What a code fix needs to know.</param>
    /// <param name="others">Other places that have a part in it.</param>
    public void Add(
        DiagnosticDescriptor rule, Location at, string message, ImmutableDictionary<string, string?>? properties = null, IEnumerable<Location>? others = null) =>
        take(Diagnostic.Create(rule, at, others, properties, message));

    /// <summary>Reports what is no more than a habit under the id of a fault.</summary>
    /// <inheritdoc cref="Add"/>
    public void AddWarning(DiagnosticDescriptor rule, Location at, string message, ImmutableDictionary<string, string?>? properties = null) =>
        take(Diagnostic.Create(rule, at, DiagnosticSeverity.Warning, additionalLocations: null, properties, message));
}
