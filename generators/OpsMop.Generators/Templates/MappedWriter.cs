using System.Globalization;
using System.Text;
using OpsMop.Templates.Syntax;

namespace OpsMop.Generators.Templates;

/// <summary>
/// Writes the body of a compiled template. Parts of code that come from the template carry their place there; written out, each stands on a line of its own
/// under a <c>#line</c> directive, so that what the compiler says of it stands where the operator wrote it.
/// </summary>
internal sealed class MappedWriter
{
    private const char Begin = '\u0001';
    private const char Number = '\u0002';
    private const char End = '\u0003';

    private readonly List<object> _parts = [];
    private readonly List<(TemplateFile File, Span Span)> _places;
    private int _depth;

    public MappedWriter(int depth)
        : this(depth, [])
    {
    }

    private MappedWriter(int depth, List<(TemplateFile File, Span Span)> places)
    {
        _depth = depth;
        _places = places;
    }

    /// <summary>Code that stands for a part of a template.</summary>
    public string Map(TemplateFile file, Span span, string code)
    {
        _places.Add((file, span));
        return Begin + (_places.Count - 1).ToString(CultureInfo.InvariantCulture) + Number + code + End;
    }

    public void Line(string code) => _parts.Add(new string(' ', _depth * 4) + code + "\n");

    public void Open(string line)
    {
        Line(line);
        Line("{");
        _depth++;
    }

    public void Close(string end = "}")
    {
        _depth--;
        Line(end);
    }

    /// <summary>A writer whose text will stand here.</summary>
    public MappedWriter Insert()
    {
        var inner = new MappedWriter(_depth, _places);
        _parts.Add(inner);
        return inner;
    }

    /// <summary>The code with its directives.</summary>
    public void WriteTo(StringBuilder text, Func<TemplateFile, SourceLines> lines)
    {
        var raw = new StringBuilder();
        Flatten(raw);
        var stack = new Stack<int>();

        // A directive stands only where code follows: what begins or ends at one place needs one.
        var isPending = false;
        for (var i = 0; i < raw.Length; i++)
        {
            switch (raw[i])
            {
                case Begin:
                    var place = 0;
                    for (i++; raw[i] != Number; i++)
                    {
                        place = (place * 10) + (raw[i] - '0');
                    }

                    stack.Push(place);
                    isPending = true;
                    break;
                case End:
                    stack.Pop();
                    isPending = true;
                    break;
                default:
                    if (isPending)
                    {
                        Directive(text, stack.Count > 0 ? stack.Peek() : null, lines);
                        isPending = false;
                    }

                    text.Append(raw[i]);
                    break;
            }
        }
    }

    private void Flatten(StringBuilder text)
    {
        foreach (var part in _parts)
        {
            if (part is MappedWriter inner)
            {
                inner.Flatten(text);
            }
            else
            {
                text.Append((string)part);
            }
        }
    }

    /// <summary>What is left of the offset on the next line stands for all of the span: the offset is past the end of any line, so all of the line does.</summary>
    private void Directive(StringBuilder text, int? place, Func<TemplateFile, SourceLines> lines)
    {
        if (place is not { } index)
        {
            text.Append("\n#line default\n");
            return;
        }

        var (file, span) = _places[index];
        if (file.RawPath.IndexOfAny(['"', '\r', '\n']) >= 0)
        {
            // No directive can name such a file.
            text.Append('\n');
            return;
        }

        var source = lines(file);
        var (startLine, startColumn) = source.PositionOf(span.Start);
        var (endLine, endColumn) = source.PositionOf(span.End);
        text.Append(FormattableString.Invariant($"\n#line ({startLine}, {startColumn}) - ({endLine}, {endColumn}) 65535 \"{file.LinePath}\"\n"));
    }
}
