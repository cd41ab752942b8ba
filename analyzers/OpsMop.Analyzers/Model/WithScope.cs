using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OpsMop.Analyzers;

/// <summary>What the <c>using (host.With(…))</c> around a resource give it.</summary>
internal static class WithScope
{
    /// <summary>The value that stands in for a property that is not set; <see langword="null"/> where none is to be seen.</summary>
    /// <param name="operation">The resource.</param>
    /// <param name="scope">Which value: <c>Owner</c>, <c>Group</c>, <c>Mode</c> or <c>DirectoryMode</c>, as <c>[FromScope]</c> says.</param>
    /// <param name="constants">Reads constants of the body.</param>
    public static IOperation? ValueOf(IOperation operation, string scope, ConstantReader constants)
    {
        for (IOperation child = operation, parent = operation.Parent!; parent is not null; child = parent, parent = parent.Parent!)
        {
            switch (parent)
            {
                case IUsingOperation block when child != block.Resources && Given(block.Resources, scope, constants) is { } value:
                    return value;
                case IBlockOperation block:
                    for (var i = block.Operations.IndexOf(child) - 1; i >= 0; i--)
                    {
                        if (block.Operations[i] is IUsingDeclarationOperation declaration && Given(declaration.DeclarationGroup, scope, constants) is { } given)
                        {
                            return given;
                        }
                    }

                    break;
            }
        }

        return null;
    }

    /// <summary>Whether a call is <c>host.With(…)</c>.</summary>
    public static bool IsWith(IInvocationOperation call) => call.TargetMethod.Name == "With"
        && Generators.Symbols.IsContract(call.TargetMethod.ContainingType, "HostContext");

    private static IOperation? Given(IOperation resources, string scope, ConstantReader constants)
    {
        foreach (var call in resources.DescendantsAndSelf().OfType<IInvocationOperation>().Where(IsWith))
        {
            foreach (var argument in call.Arguments)
            {
                if (string.Equals(argument.Parameter?.Name, scope, StringComparison.OrdinalIgnoreCase) && argument.ArgumentKind != ArgumentKind.DefaultValue
                    && !(constants.TryRead(argument.Value, out var value) && value is null))
                {
                    return argument.Value;
                }
            }
        }

        return null;
    }
}
