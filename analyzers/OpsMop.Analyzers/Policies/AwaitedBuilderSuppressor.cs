using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using OpsMop.Generators;

namespace OpsMop.Analyzers;

/// <summary>
/// Takes back the compiler's CS4014 for builders: a builder that is set further and awaited later is right, and of one that is never awaited OPM2010 speaks.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AwaitedBuilderSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor s_suppression = new(
        "OPMS4014", "CS4014", "A setting of a builder need not be awaited; OPM2010 finds the builder that never is.");

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = ImmutableArray.Create(s_suppression);

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        if (KnownTypes.Find(context.Compilation) is not { } types)
        {
            return;
        }

        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            if (diagnostic.Location.SourceTree is { } tree
                && tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is { } node
                && node.AncestorsAndSelf().OfType<ExpressionStatementSyntax>().FirstOrDefault() is { } statement
                && context.GetSemanticModel(tree).GetOperation(statement.Expression, context.CancellationToken) is IInvocationOperation call
                && IsSetting(call, types))
            {
                context.ReportSuppression(Suppression.Create(s_suppression, diagnostic));
            }
        }
    }

    /// <summary>Whether a chain only sets what a builder holds, and begins with a declaration or with a builder that is there already.</summary>
    private static bool IsSetting(IInvocationOperation call, KnownTypes types)
    {
        while (types.IsBuilder(call.Type))
        {
            var receiver = call.Instance ?? (call.TargetMethod.IsExtensionMethod ? call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value : null);
            while (receiver is IConversionOperation or IParenthesizedOperation)
            {
                receiver = receiver is IConversionOperation conversion ? conversion.Operand : ((IParenthesizedOperation)receiver).Operand;
            }

            switch (receiver)
            {
                case IInvocationOperation inner when types.IsBuilder(inner.Type):
                    call = inner;
                    break;
                case ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation when types.IsBuilder(receiver.Type):
                    return true;
                default:
                    return receiver?.Type is { } host && host.IsContract("Session") && call.TargetMethod.IsExtensionMethod && PolicyBody.IsGenerated(call.TargetMethod);
            }
        }

        return false;
    }
}
