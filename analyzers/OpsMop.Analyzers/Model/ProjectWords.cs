using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace OpsMop.Analyzers;

/// <summary>
/// The words in the texts of a project, and where each stands: to tell a name that nobody else mentions from one that somebody may use in a way that the rules
/// do not see.
/// </summary>
internal sealed class ProjectWords
{
    // As HintName of the generator has it.
    private const string Registry = ".Registry.";
    private static readonly char[] s_slashes = ['/', '\\'];
    private static readonly char[] s_ends = [' ', '\t', '\r', '\n', '"', '\'', '=', ',', ';', '(', ')', '[', ']', '{', '}', '|', '&', '<', '>', '`'];
    private readonly Dictionary<string, List<(SyntaxTree Tree, TextSpan Span)>> _places = new(StringComparer.Ordinal);

    public ProjectWords(Compilation compilation, CancellationToken cancel)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancel.ThrowIfCancellationRequested();
            if (tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) && tree.FilePath.LastIndexOf(Registry, StringComparison.Ordinal) > tree.FilePath.LastIndexOfAny(s_slashes))
            {
                // It names the classes of roles, and a role is often called as its unit.
                continue;
            }

            foreach (var token in tree.GetRoot(cancel).DescendantTokens())
            {
                switch (token.Kind())
                {
                    case SyntaxKind.StringLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.InterpolatedStringTextToken:
                        foreach (var word in token.ValueText.Split(s_ends, StringSplitOptions.RemoveEmptyEntries))
                        {
                            if (!_places.TryGetValue(word, out var places))
                            {
                                _places.Add(word, places = []);
                            }

                            places.Add((tree, token.Span));
                        }

                        break;
                }
            }
        }
    }

    /// <summary>Whether a word stands anywhere but in one statement.</summary>
    public bool StandsOutside(string word, SyntaxNode statement)
    {
        if (_places.TryGetValue(word, out var places))
        {
            foreach (var (tree, span) in places)
            {
                if (tree != statement.SyntaxTree || !statement.Span.Contains(span))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
