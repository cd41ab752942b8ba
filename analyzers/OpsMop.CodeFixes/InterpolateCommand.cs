using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OpsMop.CodeFixes;

/// <summary>
/// Writes a string that is to be a command as an interpolated string: <c>Command("git pull")</c> does not compile, because a command takes no string that the
/// program may have made. The compiler's own ids, where it speaks of <c>CommandText</c>.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class InterpolateCommand : PolicyCodeFix
{
    private const string Command = "CommandText";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("CS0029", "CS1503", "CS9205");

    /// <inheritdoc/>
    protected override async Task<(string Title, SyntaxNode Old, SyntaxNode New)?> FindAsync(
        Document document, Diagnostic diagnostic, SyntaxNode node, CancellationToken cancel) =>
        node is ExpressionSyntax expression
        && Interpolate(expression) is { } text
        && await IsCommandAsync(document, diagnostic, expression, cancel).ConfigureAwait(false)
            ? ("Write the command as an interpolated string", expression, SyntaxFactory.ParseExpression(text).WithTriviaFrom(expression))
            : null;

    private static async Task<bool> IsCommandAsync(Document document, Diagnostic diagnostic, ExpressionSyntax expression, CancellationToken cancel)
    {
        if (diagnostic.Id != "CS9205")
        {
            return diagnostic.GetMessage(CultureInfo.InvariantCulture).Contains("'OpsMop." + Command + "'");
        }

        // "Expected interpolated string" does not say for which type.
        if (expression.Parent is not ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } }
            || await document.GetSemanticModelAsync(cancel).ConfigureAwait(false) is not { } model)
        {
            return false;
        }

        var symbols = model.GetSymbolInfo(call, cancel);
        return symbols.CandidateSymbols.Concat(symbols.Symbol is { } symbol ? [symbol] : [])
            .OfType<IMethodSymbol>()
            .Any(method => method.Parameters.Any(parameter => parameter.Type is { Name: Command, ContainingNamespace: { Name: "OpsMop", ContainingNamespace.IsGlobalNamespace: true } }));
    }

    /// <summary>The expression with its strings interpolated; <see langword="null"/> where something else than literals gives it.</summary>
    private static string? Interpolate(ExpressionSyntax expression)
    {
        switch (expression)
        {
            case InterpolatedStringExpressionSyntax:
                return expression.ToString();
            case LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression):
                var text = literal.ToString();
                return text.IndexOfAny(['{', '}']) < 0 ? "$" + text
                    : text.StartsWith("\"\"\"", StringComparison.Ordinal) ? null
                    : "$" + text.Replace("{", "{{").Replace("}", "}}");
            case ParenthesizedExpressionSyntax parenthesized:
                return Interpolate(parenthesized.Expression) is { } inner ? $"({inner})" : null;
            case ConditionalExpressionSyntax conditional when Interpolate(conditional.WhenTrue) is { } whenTrue && Interpolate(conditional.WhenFalse) is { } whenFalse:
                // Of two strings C# makes a string, interpolated or not: one of them must say what it is.
                return $"{conditional.Condition} ? ({Command}){whenTrue} : {whenFalse}";
            case SwitchExpressionSyntax choice when choice.Arms.All(arm => Interpolate(arm.Expression) is not null):
                return choice.ReplaceNodes(choice.Arms.Select(arm => arm.Expression), (old, _) => SyntaxFactory.ParseExpression(Interpolate(old)!).WithTriviaFrom(old)).ToString();
            default:
                return null;
        }
    }
}
