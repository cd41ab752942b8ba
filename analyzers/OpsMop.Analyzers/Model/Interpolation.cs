using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OpsMop.Analyzers;

/// <summary>The parts of an interpolated string, whether it becomes a string, a <c>Text</c> or a <c>CommandText</c>.</summary>
internal static class Interpolation
{
    /// <summary>The parts in order: literals as they are meant, and holes.</summary>
    public static IEnumerable<(string? Literal, IOperation? Hole, bool IsFormatted, IOperation Part)> Parts(IInterpolatedStringOperation interpolated)
    {
        foreach (var part in interpolated.Parts)
        {
            switch (part)
            {
                case IInterpolatedStringTextOperation text:
                    yield return (Literal(text.Text), null, false, part);
                    break;
                case IInterpolationOperation hole:
                    yield return (null, hole.Expression, hole.FormatString is not null || hole.Alignment is not null, part);
                    break;
                case IInterpolatedStringAppendOperation { AppendCall: IInvocationOperation { Arguments: { Length: > 0 } arguments, TargetMethod.Name: var method } }:
                    yield return method == "AppendLiteral"
                        ? (Literal(arguments[0].Value), null, false, part)
                        : (null, arguments[0].Value, arguments.Count(argument => argument.ArgumentKind == ArgumentKind.Explicit) > 1, part);
                    break;
                default:
                    // An append that does not compile: the compiler says why.
                    yield return (null, part, true, part);
                    break;
            }
        }
    }

    private static string Literal(IOperation text) => text.ConstantValue is { HasValue: true, Value: string value } ? value.Replace("{{", "{").Replace("}}", "}") : "";
}
