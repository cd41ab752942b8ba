using OpsMop.Templates.Syntax;

namespace OpsMop.Templates.Tests.Syntax;

/// <summary>A template that has no fault.</summary>
internal static class Parsed
{
    public static TemplateSyntax From(string text, SyntaxOptions? options = null)
    {
        var tree = TemplateParser.Parse(new SourceLines("t.j2", text), options ?? SyntaxOptions.Default, out var fault);
        Assert.True(tree is not null, fault?.Message);
        return tree;
    }
}
