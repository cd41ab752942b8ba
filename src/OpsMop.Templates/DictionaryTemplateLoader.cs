using OpsMop.Parsing;

namespace OpsMop;

/// <summary>Finds templates in a dictionary, by their whole name.</summary>
public sealed class DictionaryTemplateLoader : ITemplateLoader
{
    private readonly Dictionary<string, string> _templates;

    /// <summary>Makes it.</summary>
    /// <param name="templates">The texts by name.</param>
    public DictionaryTemplateLoader(IEnumerable<KeyValuePair<string, string>> templates) =>
        _templates = new Dictionary<string, string>(templates, StringComparer.Ordinal);

    /// <inheritdoc/>
    public string? Find(string name, string from)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _templates.ContainsKey(name) ? name : null;
    }

    /// <inheritdoc/>
    public string Read(string path) => _templates[path];

    /// <inheritdoc/>
    public string? Explain(string name, string from)
    {
        string hint = Suggestion.DidYouMean(name, _templates.Keys);
        return hint.Length == 0 ? null : hint[1..];
    }
}
