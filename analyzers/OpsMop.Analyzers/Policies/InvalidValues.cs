using Microsoft.CodeAnalysis;

namespace OpsMop.Analyzers;

/// <summary>Values that a property cannot take. Those of commands are found by <see cref="CommandFaults"/>.</summary>
internal static class InvalidValues
{
    public static readonly DiagnosticDescriptor Rule = Analyzers.Rule.Error(
        "OPM2004",
        Category.Policies,
        "A value is not valid",
        """
        A value that the policy gives to a resource is none that the property can take: a quote of a command that is opened and never closed, a command without
        a program. The message says what is expected.

        What is not constant is judged when the policy runs, with the same words.
        """);
}
