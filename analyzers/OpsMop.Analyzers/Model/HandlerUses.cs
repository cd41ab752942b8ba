using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OpsMop.Analyzers;

/// <summary>The handlers of a body, and which of them a value is.</summary>
internal sealed class HandlerUses(PolicyBody body)
{
    private readonly IReadOnlyList<IInvocationOperation> _all = [.. body.Invocations.Where(call => IsHandler(call, body.Types))];

    /// <summary>The calls <c>host.Handler("…", …)</c>.</summary>
    public IReadOnlyList<IInvocationOperation> All => _all;

    /// <summary>Whether a call declares a handler.</summary>
    public static bool IsHandler(IInvocationOperation call, KnownTypes types) => call.TargetMethod.Name == "Handler"
        && KnownTypes.Is(call.TargetMethod.ContainingType, types.Host);

    /// <summary>The name that people see; the expression where it is not known.</summary>
    public string NameOf(IInvocationOperation handler) => NameArgument(handler) is { } name ? body.Constants.TextOf(name) ?? name.Syntax.ToString() : "";

    /// <summary>The name as it is given.</summary>
    public static IOperation? NameArgument(IInvocationOperation handler) =>
        handler.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "name")?.Value;

    /// <summary>The variable, field or property that a handler is put into; <see langword="null"/> where it goes elsewhere.</summary>
    public static ISymbol? HolderOf(IInvocationOperation handler)
    {
        var parent = handler.Parent;
        while (parent is IConversionOperation or IParenthesizedOperation)
        {
            parent = parent.Parent;
        }

        return parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol,
            ISimpleAssignmentOperation { Parent: IExpressionStatementOperation } assignment => SymbolOf(assignment.Target),
            _ => null,
        };
    }

    /// <summary>The handler that a value certainly is: its holder is given one handler here, and nothing else but null.</summary>
    public IInvocationOperation? Resolve(IOperation value)
    {
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        if (value is IInvocationOperation call)
        {
            return IsHandler(call, body.Types) ? call : null;
        }

        if (SymbolOf(value) is not { } symbol)
        {
            return null;
        }

        IInvocationOperation? found = null;
        foreach (var handler in _all)
        {
            if (SymbolEqualityComparer.Default.Equals(HolderOf(handler), symbol))
            {
                if (found is not null)
                {
                    return null;
                }

                found = handler;
            }
        }

        var others = symbol is ILocalSymbol local
            ? body.Locals.ValuesOf(local)
            : [.. body.OfKind<ISimpleAssignmentOperation>(OperationKind.SimpleAssignment)
                .Where(one => SymbolEqualityComparer.Default.Equals(SymbolOf(one.Target), symbol))
                .Select(one => (IOperation?)one.Value)];
        return others.All(other => other is not null && (other.Syntax == found?.Syntax || other.ConstantValue is { HasValue: true, Value: null }))
            ? found : null;
    }

    /// <summary>The variable, field or property of this object that an expression is.</summary>
    public static ISymbol? SymbolOf(IOperation expression) => expression switch
    {
        ILocalReferenceOperation local => local.Local,
        IFieldReferenceOperation { Instance: IInstanceReferenceOperation or null } field => field.Field,
        IPropertyReferenceOperation { Instance: IInstanceReferenceOperation or null } property => property.Property,
        _ => null,
    };
}
