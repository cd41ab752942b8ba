using System.Collections;
using System.Collections.Concurrent;
using OpsMop.Templates.Syntax;

namespace OpsMop.Templates.Interpreter;

/// <summary>A template and those that it has named so far. For several threads.</summary>
internal sealed class Library : IReadOnlyList<string>
{
    private readonly TemplateOptions _options;
    private readonly SyntaxOptions _syntax;
    private readonly ITemplateLoader? _loader;
    private readonly Lock _adding = new();
    private readonly ConcurrentDictionary<string, Unit> _units = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(int From, string Name), Unit> _found = new();
    private string[] _paths = [];

    public Library(TemplateOptions options, ITemplateLoader? loader)
    {
        _options = options;
        _loader = loader;
        _syntax = options.ToSyntax();
    }

    /// <summary>How many templates there are; they are named by index in messages.</summary>
    public int Count => Volatile.Read(ref _paths).Length;

    public TemplateLimits Limits => _options.Limits;

    public string this[int index] => Volatile.Read(ref _paths)[index];

    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)Volatile.Read(ref _paths)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Parses a template.</summary>
    /// <param name="path">Its name in messages, and what the templates that it names are found from.</param>
    /// <param name="text">Its text.</param>
    public Unit Add(string path, string text)
    {
        var source = new SourceLines(path, text);
        TemplateSyntax? syntax = TemplateParser.Parse(source, _syntax, out SyntaxFault? fault);
        if (syntax is null)
        {
            (int line, int column) = source.PositionOf(fault!.Span.Start);
            throw new TemplateException(fault.Message, path, line, column);
        }

        int file;
        lock (_adding)
        {
            file = _paths.Length;
            Volatile.Write(ref _paths, [.. _paths, path]);
        }

        var unit = new Unit(path, file);
        Lowering.Lower(syntax, unit);
        return unit;
    }

    /// <summary>The template that another names; null if there is none.</summary>
    public Unit? Find(string name, int from, RenderContext context)
    {
        if (_found.TryGetValue((from, name), out Unit? unit))
        {
            return unit;
        }

        if (_loader is null)
        {
            throw context.Fault(
                $"There is no loader that could find the template '{name}'. Give one in TemplateOptions.Loader, or load the template from a file.");
        }

        string? path;
        string text;
        try
        {
            path = _loader.Find(name, this[from]);
            if (path is null)
            {
                return null;
            }

            if (!_units.TryGetValue(path, out unit))
            {
                text = _loader.Read(path);
                unit = _units.GetOrAdd(path, Add(path, text));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new TemplateException($"The template '{name}' cannot be read: {exception.Message}", this[from], context.Line, context.Column, exception);
        }

        _found[(from, name)] = unit;
        return unit;
    }

    /// <summary>Where a template that is not there was searched, to end a message with.</summary>
    public string WhereSearched(string name, int from)
    {
        string? hint = _loader?.Explain(name, this[from]);
        return hint is null ? "" : " " + hint;
    }
}
