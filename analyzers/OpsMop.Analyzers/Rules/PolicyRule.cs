using Microsoft.CodeAnalysis;

namespace OpsMop.Analyzers;

/// <summary>A rule, or a few that are one question, about the bodies of methods. It keeps nothing between two bodies: they are checked at the same time.</summary>
internal abstract class PolicyRule
{
    /// <summary>What it can report.</summary>
    public abstract IReadOnlyList<DiagnosticDescriptor> Descriptors { get; }

    /// <summary>Reports what is wrong with a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="report">Takes the reports.</param>
    public abstract void Check(PolicyBody body, Report report);
}
