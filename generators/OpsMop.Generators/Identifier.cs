using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace OpsMop.Generators;

/// <summary>Making identifiers of C# from names of the user.</summary>
internal static class Identifier
{
    /// <summary><c>debug-facts</c> is <c>DebugFacts</c>; empty where nothing of the name can stand in an identifier.</summary>
    public static string Pascal(string kebab)
    {
        var text = new StringBuilder(kebab.Length);
        var starts = true;
        foreach (var c in kebab)
        {
            if (!SyntaxFacts.IsIdentifierPartCharacter(c) || c == '_')
            {
                starts = true;
                continue;
            }

            text.Append(starts ? char.ToUpperInvariant(c) : c);
            starts = false;
        }

        return text.Length > 0 && !SyntaxFacts.IsIdentifierStartCharacter(text[0]) ? "_" + text : text.ToString();
    }

    /// <summary><c>OnlyIf</c> is <c>onlyIf</c>, <c>URLs</c> is <c>urls</c>.</summary>
    public static string Camel(string pascal)
    {
        var chars = pascal.ToCharArray();
        for (var i = 0; i < chars.Length && char.IsUpper(chars[i]); i++)
        {
            if (i > 0 && i + 1 < chars.Length && char.IsLower(chars[i + 1]) && !(i + 2 == chars.Length && chars[i + 1] == 's'))
            {
                break;
            }

            chars[i] = char.ToLowerInvariant(chars[i]);
        }

        return new string(chars);
    }

    /// <summary>A keyword gets its <c>@</c>.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    /// <summary>The first of <c>name</c>, <c>name2</c>, <c>name3</c>… that is not taken; it is taken then.</summary>
    public static string Unique(string name, HashSet<string> taken)
    {
        var unique = name;
        for (var i = 2; !taken.Add(unique); i++)
        {
            unique = name + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return unique;
    }

    /// <summary>An assembly's name as part of an identifier.</summary>
    public static string Sanitize(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            text.Append(SyntaxFacts.IsIdentifierPartCharacter(c) ? c : '_');
        }

        return text.Length == 0 || !SyntaxFacts.IsIdentifierStartCharacter(text[0]) ? "_" + text : text.ToString();
    }
}
