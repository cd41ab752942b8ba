using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace OpsMop.Generators;

/// <summary>
/// The documentation of a declaration, read from its comment: a compiler that writes no documentation file does not parse comments,
/// and the setters shall have their documentation all the same.
/// </summary>
/// <param name="Summary">The inside of the summary, well-formed XML that needs nothing in scope; empty without one.</param>
/// <param name="Remarks">The inside of the remarks.</param>
internal sealed record Documentation(string Summary, string Remarks)
{
    private static readonly char[] s_sentenceEnds = ['.', '!', '?'];

    public static Documentation None { get; } = new("", "");

    /// <summary>The first sentence, without markup.</summary>
    public string FirstSentence
    {
        get
        {
            var text = PlainText(Summary);
            for (var i = text.IndexOfAny(s_sentenceEnds); i >= 0; i = text.IndexOfAny(s_sentenceEnds, i + 1))
            {
                if (i + 1 == text.Length || (char.IsWhiteSpace(text[i + 1]) && !EndsInAbbreviation(text, i)))
                {
                    return text.Substring(0, i + 1);
                }
            }

            return text;
        }
    }

    /// <summary>
    /// The comment of a declaration as it stands there. It is taken at every edit and read only when it is new: models hold it until then.
    /// </summary>
    public static string CommentOf(ISymbol symbol, CancellationToken cancel)
    {
        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            if (CommentOf(reference.GetSyntax(cancel)) is { Length: > 0 } comment)
            {
                return comment;
            }
        }

        // A symbol of metadata, such as an enum of another assembly.
        return symbol.DeclaringSyntaxReferences.IsEmpty ? symbol.GetDocumentationCommentXml(cancellationToken: cancel) ?? "" : "";
    }

    /// <summary>Reads what <see cref="CommentOf(ISymbol, CancellationToken)"/> gave.</summary>
    public static Documentation Read(string comment)
    {
        if (comment.Length == 0)
        {
            return None;
        }

        if (comment[0] == '<')
        {
            return FromXml(comment);
        }

        var text = new StringBuilder(comment.Length);
        Append(text, comment);
        return text.Length > 0 ? FromXml(text.ToString()) : None;
    }

    private static string CommentOf(SyntaxNode node)
    {
        string? comment = null;
        foreach (var trivia in node.GetLeadingTrivia())
        {
            switch (trivia.Kind())
            {
                case SyntaxKind.SingleLineDocumentationCommentTrivia:
                case SyntaxKind.MultiLineDocumentationCommentTrivia:
                    comment = trivia.ToFullString();
                    break;
                case SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia:
                    // Where comments are not parsed, each line is a comment of its own.
                    if (trivia.ToString() is var line && (line.StartsWith("///", StringComparison.Ordinal) || line.StartsWith("/**", StringComparison.Ordinal)))
                    {
                        comment = comment is null ? line : comment + "\n" + line;
                    }

                    break;
            }
        }

        return comment ?? "";
    }

    /// <summary>The text of an inside of XML, on one line.</summary>
    public static string PlainText(string xml)
    {
        if (xml.Length == 0)
        {
            return "";
        }

        try
        {
            return Squeeze(XElement.Parse($"<x>{xml}</x>").Value);
        }
        catch (XmlException)
        {
            return Squeeze(xml);
        }
    }

    /// <summary>The text of an inside of XML, on one line, with code between backticks as Markdown has it.</summary>
    public static string Markdown(string xml)
    {
        if (!xml.Contains("<c>"))
        {
            return PlainText(xml);
        }

        try
        {
            var root = XElement.Parse($"<x>{xml}</x>");
            foreach (var code in root.Descendants("c").ToList())
            {
                code.ReplaceWith(new XText($"`{code.Value}`"));
            }

            return Squeeze(root.Value);
        }
        catch (XmlException)
        {
            return Squeeze(xml);
        }
    }

    private static bool EndsInAbbreviation(string text, int end)
    {
        var start = text.LastIndexOf(' ', end) + 1;
        var word = text.Substring(start, end - start);
        return word is "e.g" or "i.e" or "etc" or "vs";
    }

    private static void Append(StringBuilder text, string comment)
    {
        var multi = comment.TrimStart().StartsWith("/**", StringComparison.Ordinal);
        foreach (var raw in comment.Split('\n'))
        {
            var line = raw.Trim();
            if (multi)
            {
                line = line.StartsWith("/**", StringComparison.Ordinal) ? line.Substring(3) : line.StartsWith("*", StringComparison.Ordinal) && line != "*/" ? line.Substring(1) : line;
                line = line.EndsWith("*/", StringComparison.Ordinal) ? line.Substring(0, line.Length - 2) : line;
            }
            else if (line.StartsWith("///", StringComparison.Ordinal) && !line.StartsWith("////", StringComparison.Ordinal))
            {
                line = line.Substring(3);
            }
            else
            {
                continue;
            }

            text.Append(line.Trim()).Append('\n');
        }
    }

    private static Documentation FromXml(string xml)
    {
        XElement root;
        try
        {
            root = XElement.Parse($"<doc>{xml}</doc>", LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            // Comments that are no XML get the compiler's warning where they stand; here they must do no harm.
            return new Documentation(new XText(Squeeze(xml.Replace("<summary>", "").Replace("</summary>", ""))).ToString(), "");
        }

        // A comment file wraps everything in <member>.
        var holder = root.Element("member") ?? root;
        return new Documentation(Inside(holder.Element("summary")), Inside(holder.Element("remarks")));
    }

    /// <summary>The inside of an element, in which names need no longer be in scope: <c>see cref="X"</c> becomes <c>c</c>.</summary>
    private static string Inside(XElement? element)
    {
        if (element is null)
        {
            return "";
        }

        foreach (var reference in element.Descendants().ToList())
        {
            var target = (string?)reference.Attribute("cref") ?? (string?)reference.Attribute("name");
            switch (reference.Name.LocalName)
            {
                case "see" or "seealso" or "paramref" or "typeparamref" when target is not null:
                    reference.ReplaceWith(reference.IsEmpty || reference.Value.Length == 0 ? new XElement("c", Short(target)) : new XElement("c", reference.Value));
                    break;
                case "inheritdoc" or "include":
                    reference.Remove();
                    break;
            }
        }

        var inside = string.Concat(element.Nodes().Select(node => node.ToString(SaveOptions.DisableFormatting)));
        return string.Join("\n", inside.Split('\n').Select(line => line.Trim())).Trim();
    }

    /// <summary><c>M:OpsMop.Host.File(System.String)</c> is <c>Host.File</c>.</summary>
    private static string Short(string cref)
    {
        var name = cref.Length > 2 && cref[1] == ':' ? cref.Substring(2) : cref;
        var parenthesis = name.IndexOf('(');
        name = parenthesis >= 0 ? name.Substring(0, parenthesis) : name;
        if (cref.Length > 2 && cref[1] == ':')
        {
            var parts = name.Split('.');
            name = cref[0] == 'T' || parts.Length < 2 ? parts[parts.Length - 1] : parts[parts.Length - 2] + "." + parts[parts.Length - 1];
        }

        return name;
    }

    private static string Squeeze(string text) => string.Join(" ", text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
