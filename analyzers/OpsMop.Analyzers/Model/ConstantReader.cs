using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using OpsMop.Generators;
using OpsMop.Parsing;

namespace OpsMop.Analyzers;

/// <summary>
/// Knows what an expression is before the policy runs: constants, <c>static readonly</c> fields, variables assigned once, and what is put together from
/// them by <c>+</c>, <c>/</c> of paths and interpolation.
/// </summary>
internal sealed class ConstantReader(PolicyCompilation compilation, LocalUses? locals)
{
    private const int Depth = 24;

    /// <summary>The value: a string, a number, a truth, an enum's number; <see langword="null"/> where it is not known, or null.</summary>
    public object? ValueOf(IOperation operation) => TryRead(operation, out var value) ? value : null;

    /// <summary>The value as a text; a path without needless slashes. <see langword="null"/> where it is not known.</summary>
    public string? TextOf(IOperation operation)
    {
        if (!TryRead(operation, out var value) || value is null)
        {
            return null;
        }

        var text = value is IFormattable number ? number.ToString(null, System.Globalization.CultureInfo.InvariantCulture) : value.ToString();
        return KnownTypes.Is(operation.Type, compilation.Types.AbsolutePath) && AbsolutePathParser.TryParse(text, out var path, out _) ? path : text;
    }

    /// <summary>Whether the value is known, and what it is.</summary>
    /// <param name="operation">The expression.</param>
    /// <param name="value">The value; <see langword="null"/> for null and default, which mean "not given".</param>
    public bool TryRead(IOperation operation, out object? value) => TryRead(operation, Depth, out value);

    /// <summary>The values that an expression can have, each with the expression that gives it: both arms of <c>?:</c>, of <c>??</c>, all of a <c>switch</c>.</summary>
    public IEnumerable<(IOperation At, object? Value)> Alternatives(IOperation operation)
    {
        foreach (var arm in Arms(operation))
        {
            if (TryRead(arm, out var value))
            {
                yield return (arm, value);
            }
        }
    }

    /// <summary>The expressions of which one gives the value, conversions and brackets taken off.</summary>
    public static IEnumerable<IOperation> Arms(IOperation operation)
    {
        switch (operation)
        {
            case IConversionOperation { OperatorMethod: null } conversion:
                return Arms(conversion.Operand);
            case IConversionOperation { Operand: IConditionalOperation or ISwitchExpressionOperation or ICoalesceOperation } conversion:
                return Arms(conversion.Operand);
            case IParenthesizedOperation parenthesized:
                return Arms(parenthesized.Operand);
            case IConditionalOperation { WhenFalse: { } whenFalse } conditional:
                return Arms(conditional.WhenTrue).Concat(Arms(whenFalse));
            case ICoalesceOperation coalesce:
                return Arms(coalesce.Value).Concat(Arms(coalesce.WhenNull));
            case ISwitchExpressionOperation choice:
                return choice.Arms.SelectMany(arm => Arms(arm.Value));
            default:
                return [operation];
        }
    }

    private bool TryRead(IOperation operation, int depth, out object? value)
    {
        value = null;
        if (depth == 0)
        {
            return false;
        }

        if (operation.ConstantValue is { HasValue: true } constant)
        {
            value = constant.Value;
            return true;
        }

        switch (operation)
        {
            case IDefaultValueOperation:
                return operation.Type is { IsReferenceType: true } or INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }
                    || operation.Type?.IsDomainValue() == true;
            case IConversionOperation conversion when conversion.OperatorMethod is null || conversion.OperatorMethod.ContainingType.IsDomainValue()
                || KnownTypes.Is(conversion.Type, compilation.Types.Text):
                return TryRead(conversion.Operand, depth - 1, out value);
            case IParenthesizedOperation parenthesized:
                return TryRead(parenthesized.Operand, depth - 1, out value);
            case ILocalReferenceOperation local:
                return locals?.ValueOf(local.Local) is { } assigned && TryRead(assigned, depth - 1, out value);
            case IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } field }:
                return compilation.InitializerOf(field) is { } initializer && compilation.Constants.TryRead(initializer, depth - 1, out value);
            case IPropertyReferenceOperation { Property: { IsStatic: true, SetMethod: null } property }:
                return compilation.InitializerOf(property) is { } given && compilation.Constants.TryRead(given, depth - 1, out value);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum:
                if (TryRead(sum.LeftOperand, depth - 1, out var left) && TryRead(sum.RightOperand, depth - 1, out var right))
                {
                    value = Print(left) + Print(right);
                    return true;
                }

                return false;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide, OperatorMethod: { } slash } path when KnownTypes.Is(slash.ContainingType, compilation.Types.AbsolutePath):
                if (TryRead(path.LeftOperand, depth - 1, out var folder) && folder is string above && TryRead(path.RightOperand, depth - 1, out var name)
                    && name is string below)
                {
                    value = above.TrimEnd('/') + "/" + below;
                    return true;
                }

                return false;
            case IInterpolatedStringOperation interpolated:
                return TryReadParts(interpolated, depth, out value);
            case IInterpolatedStringHandlerCreationOperation { Content: IInterpolatedStringOperation content }:
                return TryReadParts(content, depth, out value);
            default:
                return false;
        }
    }

    private bool TryReadParts(IInterpolatedStringOperation interpolated, int depth, out object? value)
    {
        value = null;
        var text = new System.Text.StringBuilder();
        foreach (var part in Interpolation.Parts(interpolated))
        {
            if (part.Literal is { } literal)
            {
                text.Append(literal);
            }
            else if (part.Hole is { } hole && !part.IsFormatted && TryRead(hole, depth - 1, out var held) && held is not null)
            {
                text.Append(Print(held));
            }
            else
            {
                return false;
            }
        }

        value = text.ToString();
        return true;
    }

    private static string Print(object? value) => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "";
}
