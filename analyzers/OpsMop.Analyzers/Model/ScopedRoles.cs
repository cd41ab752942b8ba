using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OpsMop.Analyzers;

/// <summary>
/// The roles of a project that are included where a <c>using</c> stands: a <c>With</c> of the includer reaches into them. They are found by their names, in the
/// source alone.
/// </summary>
internal sealed class ScopedRoles
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public ScopedRoles(Compilation compilation, CancellationToken cancel)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var node in tree.GetRoot(cancel).DescendantNodes())
            {
                if (node is GenericNameSyntax { Identifier.ValueText: "Include", TypeArgumentList.Arguments: [var role] } && IsInUsing(node))
                {
                    _names.Add(role is QualifiedNameSyntax qualified ? qualified.Right.Identifier.ValueText : role.ToString());
                }
            }
        }
    }

    public bool Contains(string role) => _names.Contains(role);

    private static bool IsInUsing(SyntaxNode node)
    {
        foreach (var ancestor in node.Ancestors())
        {
            if (ancestor is UsingStatementSyntax or TryStatementSyntax
                || (ancestor is BlockSyntax block && block.Statements.Any(statement => statement is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 })))
            {
                return true;
            }
        }

        return false;
    }
}
