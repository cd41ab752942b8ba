using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OpsMop.Analyzers;

/// <summary>Whether a <c>Text</c> holds a secret in some run, as far as can be seen: what comes from elsewhere is not known, and counts as no.</summary>
/// <param name="body">The body.</param>
internal sealed class SecretTaint(PolicyBody body)
{
    // What the parameters of the methods and functions on the way were given.
    private readonly Dictionary<IParameterSymbol, (SecretTaint Caller, IOperation Value)> _given = new(SymbolEqualityComparer.Default);

    // Texts that are put together from texts could be asked for the same one again and again.
    private int _steps = 400;

    /// <summary>Whether a text holds a secret.</summary>
    public static bool IsSecret(IOperation text, PolicyBody body) => new SecretTaint(body).Holds(text, 24);

    /// <summary>Whether an expression is a <c>Secret</c>, whatever it is converted to.</summary>
    public static bool IsSecretValue(IOperation? value, KnownTypes types) => KnownTypes.Is(Bare(value)?.Type, types.Secret);

    /// <summary>Whether an expression is a <c>Text</c>, whatever it is converted to without being changed.</summary>
    public static bool IsText(IOperation? value, KnownTypes types) => KnownTypes.Is(Bare(value)?.Type, types.Text);

    /// <summary>Without conversions to a base type and brackets.</summary>
    public static IOperation? Bare(IOperation? value) => value switch
    {
        IConversionOperation { OperatorMethod: null } conversion => Bare(conversion.Operand),
        IParenthesizedOperation parenthesized => Bare(parenthesized.Operand),
        _ => value,
    };

    private bool Holds(IOperation? value, int depth)
    {
        if (value is null || depth == 0 || --_steps < 0)
        {
            return false;
        }

        switch (value)
        {
            case IConversionOperation conversion:
                // From a string no secret comes.
                return conversion.OperatorMethod is null && Holds(conversion.Operand, depth - 1);
            case IParenthesizedOperation parenthesized:
                return Holds(parenthesized.Operand, depth - 1);
            case IAwaitOperation await:
                return Holds(await.Operation, depth - 1);
            case IInterpolatedStringHandlerCreationOperation { Content: var content } when KnownTypes.Is(value.Type, body.Types.Text):
                return Parts(content).Any(hole => IsSecretValue(hole, body.Types) || (IsText(hole, body.Types) && Holds(hole, depth - 1)));
            case IInterpolatedStringOperation { Parent: IInterpolatedStringHandlerCreationOperation creation }:
                return Holds(creation, depth - 1);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum when KnownTypes.Is(sum.Type, body.Types.Text):
                return Holds(sum.LeftOperand, depth - 1) || Holds(sum.RightOperand, depth - 1);
            case IConditionalOperation { WhenFalse: { } otherwise } choice:
                return Holds(choice.WhenTrue, depth - 1) || Holds(otherwise, depth - 1);
            case ICoalesceOperation coalesce:
                return Holds(coalesce.Value, depth - 1) || Holds(coalesce.WhenNull, depth - 1);
            case ISwitchExpressionOperation choice:
                return choice.Arms.Any(arm => Holds(arm.Value, depth - 1));
            case ISimpleAssignmentOperation assignment:
                return Holds(assignment.Value, depth - 1);
            case ILocalReferenceOperation local:
                return body.Locals.ValuesOf(local.Local).Any(assigned => Holds(assigned, depth - 1))
                    || body.OfKind<ICompoundAssignmentOperation>(OperationKind.CompoundAssignment)
                        .Any(sum => sum.Target is ILocalReferenceOperation target && SymbolEqualityComparer.Default.Equals(target.Local, local.Local)
                            && Holds(sum.Value, depth - 1));
            case IInvocationOperation call when KnownTypes.Is(call.Type, body.Types.Text) && body.Compilation.TemplateSecrets.Find(call.TargetMethod) is { } template:
                return template.WritesSecret
                    || call.Arguments.Any(argument => argument.Parameter is { } parameter && template.Writes(parameter.Name)
                        && IsText(argument.Value, body.Types) && Holds(argument.Value, depth - 1));
            case IInvocationOperation call:
                return ReturnedBy(call).Any(returned => Into(returned.Body, call).Holds(returned.Value, depth - 1));
            case IParameterReferenceOperation parameter when _given.TryGetValue(parameter.Parameter, out var origin):
                return origin.Caller.Holds(origin.Value, depth - 1);
            case IPropertyReferenceOperation { Property: { SetMethod: null, IsVirtual: false, IsAbstract: false } property } when !property.DeclaringSyntaxReferences.IsEmpty:
                return (property.GetMethod is { } getter && body.Compilation.BodyOf(getter) is { } code
                    && Returns(code).Any(one => new SecretTaint(code) { _steps = _steps / 2 }.Holds(one, depth - 1)))
                    || (body.Compilation.InitializerOf(property) is { } given && Holds(given, depth - 1));
            case IFieldReferenceOperation { Field: { IsReadOnly: true, DeclaringSyntaxReferences.IsEmpty: false } field }:
                return body.Compilation.InitializerOf(field) is { } initial && Holds(initial, depth - 1);
            default:
                return false;
        }
    }

    /// <summary>Goes into a method or function with what it is given.</summary>
    private SecretTaint Into(PolicyBody called, IInvocationOperation call)
    {
        var inside = new SecretTaint(called) { _steps = _steps / 2 };
        if (called == body)
        {
            foreach (var known in _given)
            {
                inside._given[known.Key] = known.Value;
            }
        }

        var target = call.TargetMethod.MethodKind == MethodKind.DelegateInvoke && Bare(call.Instance) is ILocalReferenceOperation local
            && Bare(body.Locals.ValueOf(local.Local)) is IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda }
            ? lambda.Symbol
            : (call.TargetMethod.PartialImplementationPart ?? call.TargetMethod).OriginalDefinition;
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { } parameter && parameter.Ordinal < target.Parameters.Length && IsText(argument.Value, body.Types))
            {
                inside._given[target.Parameters[parameter.Ordinal]] = (this, argument.Value);
            }
        }

        return inside;
    }

    /// <summary>The holes of an interpolated string, or of a sum of them.</summary>
    private static IEnumerable<IOperation> Parts(IOperation content) => content switch
    {
        IInterpolatedStringOperation interpolated => Interpolation.Parts(interpolated).Where(part => part.Hole is not null).Select(part => part.Hole!),
        IInterpolatedStringAdditionOperation sum => Parts(sum.Left).Concat(Parts(sum.Right)),
        _ => [],
    };

    /// <summary>What a method of the project, a local function or a lambda in a variable gives back.</summary>
    private IEnumerable<(PolicyBody Body, IOperation? Value)> ReturnedBy(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            var function = body.OfKind<ILocalFunctionOperation>(OperationKind.LocalFunction)
                .FirstOrDefault(one => SymbolEqualityComparer.Default.Equals(one.Symbol, method));
            return function is null ? [] : ReturnsOf(function).Select(value => (body, value));
        }

        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            var source = Bare(call.Instance) is ILocalReferenceOperation local ? body.Locals.ValueOf(local.Local) : null;
            return Bare(source) is IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda }
                ? ReturnsOf(lambda).Select(value => (body, value)) : [];
        }

        var code = method.PartialImplementationPart ?? method;
        return !method.IsVirtual && !method.IsAbstract && !(method.IsOverride && !method.ContainingType.IsSealed)
            && !code.DeclaringSyntaxReferences.IsEmpty && body.Compilation.BodyOf(code) is { } other
            ? Returns(other).Select(value => (other, value))
            : [];
    }

    private static IEnumerable<IOperation?> Returns(PolicyBody body) =>
        body.OfKind<IReturnOperation>(OperationKind.Return).Where(one => FunctionOf(one) is null).Select(one => one.ReturnedValue);

    private IEnumerable<IOperation?> ReturnsOf(IOperation function) =>
        body.OfKind<IReturnOperation>(OperationKind.Return).Where(one => FunctionOf(one) == function).Select(one => one.ReturnedValue);

    private static IOperation? FunctionOf(IOperation operation)
    {
        var parent = operation.Parent;
        while (parent is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation))
        {
            parent = parent.Parent;
        }

        return parent;
    }
}
