using OpsMop.Templates;
using OpsMop.Templates.Interpreter;

namespace OpsMop;

/// <summary>
/// A template in Jinja2's language that is known only when the program runs. One that is known when it is built is better compiled, with
/// <c>[Template]</c> on a method: then the compiler checks its names. A template can be rendered as often as one likes, by several threads too.
/// </summary>
public sealed class Template
{
    private readonly Library _library;
    private readonly Unit _unit;

    private Template(Library library, Unit unit)
    {
        _library = library;
        _unit = unit;
    }

    /// <summary>The file it was loaded from, or its name.</summary>
    public string Name => _unit.Path;

    /// <summary>
    /// Loads a template from a file in UTF-8. What it includes is found relative to the including file, and not outside of the first one's folder.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is read; see <see cref="TemplateOptions.Default"/>.</param>
    /// <exception cref="TemplateException">It is no template, or has a filter that does not exist.</exception>
    /// <exception cref="IOException">It cannot be read, or is not UTF-8.</exception>
    public static Template Load(string path, TemplateOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= TemplateOptions.Default;
        ITemplateLoader loader = options.Loader ?? new FileTemplateLoader(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var library = new Library(options, loader);
        return new Template(library, library.Add(path, FileTemplateLoader.ReadFile(path)));
    }

    /// <summary>Makes a template of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="options">How it is read; see <see cref="TemplateOptions.Default"/>.</param>
    /// <exception cref="TemplateException">It is no template, or has a filter that does not exist.</exception>
    public static Template Parse(string text, TemplateOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        options ??= TemplateOptions.Default;
        var library = new Library(options, options.Loader);
        return new Template(library, library.Add(options.Name ?? "<template>", text));
    }

    /// <summary>Renders it. What is secret among the values stays a secret part of the text.</summary>
    /// <param name="values">What its names mean.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="TemplateException">A name is undefined, or something else is wrong at the line and column that it says.</exception>
    public Text Render(TemplateValues values, CancellationToken cancel = default)
    {
        using TemplateOutput output = Run(values, cancel);
        return output.ToText();
    }

    /// <summary>Renders it to a string.</summary>
    /// <param name="values">What its names mean.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="TemplateException">A name is undefined, or something else is wrong; also if a secret is in what was rendered.</exception>
    public string RenderString(TemplateValues values, CancellationToken cancel = default)
    {
        using TemplateOutput output = Run(values, cancel);
        return output.ToPlainString();
    }

    private TemplateOutput Run(TemplateValues values, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(values);
        cancel.ThrowIfCancellationRequested();
        var context = new RenderContext(_library, _library.Limits, cancel);
        var output = new TemplateOutput(context, _unit.Expected);
        try
        {
            var rendering = new Rendering(_library, values, _unit.LeavesValues, context, output);
            _unit.Run(rendering, new VariableContext(rendering.Values, _unit));
            return output;
        }
        catch
        {
            output.Dispose();
            throw;
        }
    }
}
