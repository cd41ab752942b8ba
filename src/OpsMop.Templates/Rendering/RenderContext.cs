namespace OpsMop.Templates;

/// <summary>One rendering: where it is, what it may still do, and when to stop. Not for several threads.</summary>
public sealed class RenderContext
{
    private readonly IReadOnlyList<string> _files;
    private readonly CancellationToken _cancel;
    private int _file;
    private int _line;
    private int _column;
    private int _depth;

    /// <summary>Begins a rendering.</summary>
    /// <param name="files">The templates, as they are named in messages; <see cref="At"/> names them by index.</param>
    /// <param name="limits">What it may not exceed.</param>
    /// <param name="cancel">Stops it.</param>
    public RenderContext(IReadOnlyList<string> files, TemplateLimits limits, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(limits);
        _files = files;
        _cancel = cancel;
        Limits = limits;
    }

    /// <summary>What the rendering may not exceed.</summary>
    public TemplateLimits Limits { get; }

    /// <summary>The line where the rendering is, from 1.</summary>
    internal int Line => _line;

    /// <summary>The column where the rendering is, from 1.</summary>
    internal int Column => _column;

    /// <summary>
    /// Says where the rendering is. It stands as the first argument of an operation's last: the operands have been evaluated by then, so that what is wrong
    /// is reported where the operation stands.
    /// </summary>
    /// <param name="file">The template's index.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="column">The column, from 1.</param>
    /// <returns>This context.</returns>
    public RenderContext At(int file, int line, int column)
    {
        _file = file;
        _line = line;
        _column = column;
        return this;
    }

    /// <summary>What is wrong, at the place where the rendering is.</summary>
    /// <param name="message">What is wrong.</param>
    /// <returns>The exception to throw.</returns>
    public TemplateException Fault(string message) => new(message, _files.Count > _file ? _files[_file] : "", _line, _column);

    /// <summary>Enters a macro, an included template, a block or a level of a recursive loop; reports too deep a nesting.</summary>
    public void Enter()
    {
        if (++_depth > Limits.Depth)
        {
            throw Fault($"Templates are nested more than {Limits.Depth} deep here: does a macro, an include or a recursive loop call itself without an end?");
        }
    }

    /// <summary>Leaves what <see cref="Enter"/> entered.</summary>
    public void Leave() => _depth--;

    /// <summary>To be called once in each round of a loop: stops a rendering that was cancelled.</summary>
    public void Step() => _cancel.ThrowIfCancellationRequested();
}
