using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OpsMop.Generators;

/// <summary>Whether the other half of a class can be written: it is partial, and so are the types that it is nested in.</summary>
internal static class PartialTypes
{
    /// <summary>The suggestion that goes with each fault: the modifier.</summary>
    public const string Partial = "partial";

    /// <summary>Reports what is not partial.</summary>
    /// <param name="type">The class.</param>
    /// <param name="purpose">What is written in the other half, as the end of "so that … can be generated".</param>
    /// <param name="faults">Takes the faults.</param>
    /// <param name="cancel">Cancels the search.</param>
    public static void Check(INamedTypeSymbol type, string purpose, IFaultSink faults, CancellationToken cancel)
    {
        if (!IsPartial(type, cancel))
        {
            faults.Add("OPM1001", new FaultPlace(type), $"{type.Name} is not partial. Write partial class {type.Name}, so that {purpose} can be generated.", Partial);
        }

        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            if (!IsPartial(outer, cancel))
            {
                // At the class that needs it: several may be nested in one, and each has its own line.
                faults.Add("OPM1001", new FaultPlace(type), $"{outer.Name} is not partial, and {type.Name} is nested in it. Make it partial too, so that {purpose} can be generated.", Partial);
            }
        }
    }

    /// <summary>Whether each part that a person wrote says so; a part that was generated does, whatever the others say.</summary>
    public static bool IsPartial(INamedTypeSymbol type, CancellationToken cancel)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancel) is TypeDeclarationSyntax declaration && !declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                return false;
            }
        }

        return true;
    }
}
