using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OpsMop.CodeFixes;

/// <summary>
/// Makes a text of an integer that is given as a mode, as it was written: <c>0644</c> becomes <c>"0644"</c>. C# has no octal numbers, so the compiler refuses the integer
/// (CS1503, CS0029). 420 is 0644 in decimal: who writes such a number may mean either, and nothing is offered.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class QuoteMode : PolicyCodeFix
{
    private static readonly string[] s_common = ["400", "440", "444", "500", "550", "555", "600", "640", "644", "660", "664", "700", "750", "755", "770", "775", "777"];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("CS1503", "CS0029");

    /// <inheritdoc/>
    protected override async Task<(string Title, SyntaxNode Old, SyntaxNode New)?> FindAsync(
        Document document, Diagnostic diagnostic, SyntaxNode node, CancellationToken cancel)
    {
        if (node is not LiteralExpressionSyntax { Token: { RawKind: (int)SyntaxKind.NumericLiteralToken, Text: { Length: 3 or 4 } written } } literal
            || (written.Length == 4 && written[0] > '7')
            || !written.All(digit => digit is >= '0' and <= '7')
            || (written[0] != '0' && s_common.Contains(Convert.ToString(int.Parse(written, CultureInfo.InvariantCulture), 8)))
            || await document.GetSemanticModelAsync(cancel).ConfigureAwait(false) is not { } model
            || !IsMode(Expected(literal, model, cancel)))
        {
            return null;
        }

        var text = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(written));
        return ($"Write {text}", literal, text.WithTriviaFrom(literal));
    }

    private static bool IsMode(ITypeSymbol? type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var given] })
        {
            type = given;
        }

        return type is { Name: "UnixMode", ContainingNamespace: { Name: "OpsMop", ContainingNamespace.IsGlobalNamespace: true } };
    }

    /// <summary>The type of the place that the literal stands in.</summary>
    private static ITypeSymbol? Expected(LiteralExpressionSyntax literal, SemanticModel model, CancellationToken cancel)
    {
        if (literal.Parent is not ArgumentSyntax { Parent: ArgumentListSyntax { Parent: { } call } list } argument)
        {
            return model.GetTypeInfo(literal, cancel).ConvertedType;
        }

        var place = list.Arguments.IndexOf(argument);
        ITypeSymbol? found = null;
        var symbols = model.GetSymbolInfo(call, cancel);
        foreach (var candidate in symbols.Symbol is { } symbol ? ImmutableArray.Create(symbol) : symbols.CandidateSymbols)
        {
            if (candidate is not IMethodSymbol method)
            {
                continue;
            }

            var parameter = argument.NameColon is { Name.Identifier.ValueText: var name }
                ? method.Parameters.FirstOrDefault(one => one.Name == name)
                : place < method.Parameters.Length ? method.Parameters[place] : null;
            if (parameter is null || (found is not null && !SymbolEqualityComparer.Default.Equals(found, parameter.Type)))
            {
                return null;
            }

            found = parameter.Type;
        }

        return found;
    }
}
