using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OpsMop.Analyzers;

/// <summary>
/// The roles of a project that are defined where a <c>using</c> stands, or may stand: a <c>With</c> reaches into what is included and called there. They are found
/// by their names, in the source alone: roles that are included, base classes whose <c>Define</c> is called, and what those include in their turn.
/// </summary>
internal sealed class ScopedRoles
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>For a class, those that its code includes and those that it derives from.</summary>
    private readonly Dictionary<string, HashSet<string>> _below = new(StringComparer.Ordinal);

    /// <summary>Whether a role is defined in a <c>using</c> of which the source does not say which one: <c>Include&lt;T&gt;</c> in a generic method.</summary>
    private bool _mayBeAny;

    private bool _hasScopes;

    public ScopedRoles(Compilation compilation, CancellationToken cancel)
    {
        var derived = new HashSet<string>(StringComparer.Ordinal);
        var bases = new List<(string Class, string Base)>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var node in tree.GetRoot(cancel).DescendantNodes())
            {
                switch (node)
                {
                    case UsingStatementSyntax or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "With" }:
                        _hasScopes = true;
                        break;
                    case ClassDeclarationSyntax { BaseList.Types: [var first, ..] } declared:
                        bases.Add((declared.Identifier.ValueText, NameOf(first.Type)));
                        Below(declared.Identifier.ValueText).Add(NameOf(first.Type));
                        break;
                    case GenericNameSyntax { Identifier.ValueText: "Include", TypeArgumentList.Arguments: [var role] }:
                        var name = NameOf(role);
                        var isOpen = IsTypeParameter(name, node);
                        if (MayBeScoped(node))
                        {
                            _mayBeAny |= isOpen;
                            _names.Add(name);
                        }
                        else if (node.FirstAncestorOrSelf<ClassDeclarationSyntax>() is { } includer)
                        {
                            Below(includer.Identifier.ValueText).Add(name);
                        }

                        break;
                    case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Define" } call, ArgumentList.Arguments.Count: 1 } when MayBeScoped(node):
                        if (call.Expression is BaseExpressionSyntax && node.FirstAncestorOrSelf<ClassDeclarationSyntax>() is { } heir)
                        {
                            derived.Add(heir.Identifier.ValueText);
                        }
                        else if (call.Expression is ObjectCreationExpressionSyntax made)
                        {
                            _names.Add(NameOf(made.Type));
                        }
                        else
                        {
                            _mayBeAny |= call.Expression is not ThisExpressionSyntax;
                        }

                        break;
                }
            }
        }

        _names.UnionWith(bases.Where(one => derived.Contains(one.Class)).Select(one => one.Base));
        var waiting = new Queue<string>(_names);
        while (waiting.Count > 0)
        {
            foreach (var below in Below(waiting.Dequeue()))
            {
                if (_names.Add(below))
                {
                    waiting.Enqueue(below);
                }
            }
        }
    }

    public bool Contains(string role) => _hasScopes && (_mayBeAny || _names.Contains(role));

    private HashSet<string> Below(string name)
    {
        if (!_below.TryGetValue(name, out var below))
        {
            _below.Add(name, below = new HashSet<string>(StringComparer.Ordinal));
        }

        return below;
    }

    private static string NameOf(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => type.ToString(),
    };

    private static bool IsTypeParameter(string name, SyntaxNode node)
    {
        foreach (var ancestor in node.Ancestors())
        {
            var parameters = ancestor switch
            {
                MethodDeclarationSyntax method => method.TypeParameterList,
                LocalFunctionStatementSyntax function => function.TypeParameterList,
                TypeDeclarationSyntax type => type.TypeParameterList,
                _ => null,
            };
            if (parameters?.Parameters.Any(parameter => parameter.Identifier.ValueText == name) == true)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a <c>using</c> stands around a call, or may stand around the function or method that it is in.</summary>
    private static bool MayBeScoped(SyntaxNode node)
    {
        var isInFunction = false;
        foreach (var ancestor in node.Ancestors())
        {
            switch (ancestor)
            {
                case UsingStatementSyntax or TryStatementSyntax:
                case BlockSyntax block when block.Statements.Any(statement => statement is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 }):
                    return true;
                case LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax:
                    isInFunction = true;
                    break;
                case MemberDeclarationSyntax member:
                    return member is not MethodDeclarationSyntax { Identifier.ValueText: "Define" }
                        || (isInFunction && member.DescendantNodes().Any(one => one is UsingStatementSyntax or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 }));
            }
        }

        return false;
    }
}
