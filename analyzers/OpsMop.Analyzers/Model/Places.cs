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
    /// or <c>Always</c>, in a handler.
    /// </summary>
    public static bool IsAlternative(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ICatchClauseOperation || (parent is IAnonymousFunctionOperation function
                && PolicyBlock.Of(function) is { Name: not ("Parallel" or "Together") }))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The local function or lambda around an operation of which nobody knows when it is called, and how often; <see langword="null"/> where there is none.
    /// </summary>
    public static IOperation? FunctionAround(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ILocalFunctionOperation || (parent is IAnonymousFunctionOperation function && PolicyBlock.Of(function) is null))
            {
                return parent;
            }
        }

        return null;
    }
}
