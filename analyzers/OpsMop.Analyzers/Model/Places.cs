using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OpsMop.Analyzers;

/// <summary>Where something stands.</summary>
internal static class Places
{
    /// <summary>The place as the compiler and the run time print it: <c>file(line)</c>.</summary>
    public static string Print(this Location location)
    {
        var span = location.GetLineSpan();
        return $"{span.Path}({span.StartLinePosition.Line + 1})";
    }

    /// <summary>
    /// Whether what stands there is one of several that never meet, or has its turn only at times: under <c>host.When</c>, in a <c>Try</c>, its <c>Rescue</c>
    /// or <c>Always</c>, in a handler; or in a function of which nobody knows when it is called.
    /// </summary>
    public static bool IsAlternative(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case ICatchClauseOperation or ILocalFunctionOperation:
                case IAnonymousFunctionOperation function when PolicyBlock.Of(function) is not { Name: "Parallel" or "Together" }:
                    return true;
            }
        }

        return false;
    }
}
