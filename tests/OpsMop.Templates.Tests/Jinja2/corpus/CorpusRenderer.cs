namespace OpsMop.Templates.Corpus;

/// <summary>Renders a case with the interpreter.</summary>
public static class CorpusRenderer
{
    /// <summary>What the case renders to, or what is wrong with it.</summary>
    /// <param name="one">The case.</param>
    public static (string? Text, string? Error) Interpreted(CorpusCase one)
    {
        try
        {
            var template = Template.Parse(one.Templates[CorpusCase.Main], new TemplateOptions
            {
                Name = CorpusCase.Main,
                Loader = new DictionaryTemplateLoader(one.Templates),
                TrimBlocks = one.TrimBlocks,
                LstripBlocks = one.LstripBlocks,
                KeepTrailingNewline = one.KeepTrailingNewline,
                LineStatementPrefix = one.LineStatementPrefix,
                LineCommentPrefix = one.LineCommentPrefix,
            });
            return (template.RenderString(TemplateValues.FromJson(one.Values)), null);
        }
        catch (TemplateException exception)
        {
            return (null, exception.Message);
        }
    }
}
