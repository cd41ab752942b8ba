using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace OpsMop.Analyzers;

/// <summary>The text of a command as the policy writes it: literal parts and holes, each with its place in the source.</summary>
internal sealed class CommandSource
{
    /// <summary>Stands in <see cref="Text"/> for a hole.</summary>
    public const char HoleMark = '\uFFFC';

    private readonly List<Segment> _segments = [];
    private readonly List<string?> _parts = [];
    private readonly List<int> _starts = [];
    private readonly List<IOperation> _holes = [];
    private readonly List<string?> _values = [];
    private ShellScript? _script;

    private CommandSource(IOperation origin) => Origin = origin;

    /// <summary>The interpolated string, or the call of <c>CommandText.Verbatim</c>.</summary>
    public IOperation Origin { get; }

    /// <summary>The parts as the run time reads them: literal text, neighbours joined; <see langword="null"/> for a hole.</summary>
    public IReadOnlyList<string?> Parts => _parts;

    /// <summary>The whole command, with a mark for each hole.</summary>
    public string Text { get; private set; } = "";

    /// <summary>What stands in the holes.</summary>
    public IReadOnlyList<IOperation> Holes => _holes;

    /// <summary>What is known of the holes: the text of those that are constant.</summary>
    public IReadOnlyList<string?> HoleValues => _values;

    /// <summary>The command as a shell reads it; a command that no shell reads gives the same words, as long as it has no shell syntax.</summary>
    public ShellScript Script => _script ??= ShellReader.Read(this);

    /// <summary>Reads an interpolated string, or a <c>CommandText.Verbatim</c> of a constant; <see langword="null"/> for anything else.</summary>
    /// <param name="operation">The expression, conversions taken off.</param>
    /// <param name="constants">Reads the holes.</param>
    public static CommandSource? Read(IOperation operation, ConstantReader constants)
    {
        var source = new CommandSource(operation);
        switch (operation)
        {
            case IInterpolatedStringHandlerCreationOperation { Content: var content }:
                source.AddParts(content, constants);
                break;
            case IInvocationOperation { Arguments: [{ Value: var argument }] } when constants.TextOf(argument) is { } text:
                source.AddLiteral(text, argument.Syntax);
                break;
            default:
                return null;
        }

        source.Text = string.Concat(source._parts.Select(part => part ?? HoleMark.ToString()));
        return source;
    }

    /// <summary>The place of a fault.</summary>
    /// <param name="part">The index of the part.</param>
    /// <param name="offset">The character in it.</param>
    /// <param name="length">How many characters it is about.</param>
    public Location LocationOf(int part, int offset, int length)
    {
        var start = part < _starts.Count ? _starts[part] + offset : 0;
        return At(start, start + length);
    }

    /// <summary>The place of a range of <see cref="Text"/>.</summary>
    /// <param name="start">Its first character.</param>
    /// <param name="end">The one after its last.</param>
    public Location At(int start, int end)
    {
        var first = SegmentAt(start);
        var last = SegmentAt(Math.Max(start, end - 1));
        if (first is null || last is null)
        {
            return Origin.Syntax.GetLocation();
        }

        return Location.Create(Origin.Syntax.SyntaxTree, TextSpan.FromBounds(first.SourceOf(start).Start, last.SourceOf(Math.Max(start, end - 1)).End));
    }

    private Segment? SegmentAt(int index) => _segments.Find(segment => segment.Start <= index && index < segment.Start + segment.Length);

    private int End => _segments.Count == 0 ? 0 : _segments[_segments.Count - 1] is var last ? last.Start + last.Length : 0;

    /// <summary>Takes an interpolated string, or a sum of such, which C# takes for one.</summary>
    private void AddParts(IOperation content, ConstantReader constants)
    {
        if (content is IInterpolatedStringAdditionOperation sum)
        {
            AddParts(sum.Left, constants);
            AddParts(sum.Right, constants);
        }
        else if (content is IInterpolatedStringOperation interpolated)
        {
            foreach (var part in Interpolation.Parts(interpolated))
            {
                if (part.Literal is { } literal)
                {
                    AddLiteral(literal, part.Part.Syntax);
                }
                else
                {
                    AddHole(part.Hole!, constants.TextOf(part.Hole!));
                }
            }
        }
    }

    private void AddLiteral(string text, SyntaxNode syntax)
    {
        if (text.Length == 0)
        {
            return;
        }

        var start = End;
        _segments.Add(new Segment(start, text, syntax));
        if (_parts.Count > 0 && _parts[_parts.Count - 1] is { } before)
        {
            _parts[_parts.Count - 1] = before + text;
        }
        else
        {
            _parts.Add(text);
            _starts.Add(start);
        }
    }

    private void AddHole(IOperation hole, string? value)
    {
        _starts.Add(End);
        _segments.Add(new Segment(End, null, hole.Syntax));
        _parts.Add(null);
        _holes.Add(hole);
        _values.Add(value);
    }

    /// <summary>A piece of the command that one piece of syntax gives.</summary>
    private sealed class Segment(int start, string? text, SyntaxNode syntax)
    {
        private int[]? _map;

        public int Start { get; } = start;

        public int Length { get; } = text?.Length ?? 1;

        /// <summary>The source of one character; all of the syntax where that cannot be said.</summary>
        public TextSpan SourceOf(int index)
        {
            if (text is null)
            {
                return syntax.Span;
            }

            _map ??= Map(text);
            return _map.Length == 0
                ? syntax.Span
                : TextSpan.FromBounds(syntax.SpanStart + _map[index - Start], syntax.SpanStart + _map[index - Start + 1]);
        }

        /// <summary>Where each character of the value stands in the source, with its escapes and, in a raw string of many lines, its indentation.</summary>
        private int[] Map(string value)
        {
            if (syntax is not (InterpolatedStringTextSyntax or LiteralExpressionSyntax))
            {
                return [];
            }

            var source = syntax.ToString();
            var opening = syntax is LiteralExpressionSyntax ? source : (syntax.Parent as InterpolatedStringExpressionSyntax)?.StringStartToken.Text ?? "";
            var isRaw = opening.Contains("\"\"\"");
            var isVerbatim = !isRaw && opening.TrimStart('$').StartsWith("@", StringComparison.Ordinal);
            var at = syntax is LiteralExpressionSyntax ? source.IndexOf('"') + 1 : 0;
            var map = new int[value.Length + 1];
            for (var i = 0; i < value.Length; i++)
            {
                while (at < source.Length && isRaw && source[at] != value[i] && char.IsWhiteSpace(source[at]))
                {
                    at++;
                }

                if (at >= source.Length)
                {
                    return [];
                }

                map[i] = at;
                var length = LengthAt(source, at, isRaw, isVerbatim);
                if (length == 1 && source[at] != value[i])
                {
                    return [];
                }

                at += length;
            }

            map[value.Length] = at;
            return map;
        }

        private static int LengthAt(string source, int at, bool isRaw, bool isVerbatim)
        {
            var next = at + 1 < source.Length ? source[at + 1] : '\0';
            return isRaw ? 1
                : (source[at] is '{' or '}' && next == source[at]) || (isVerbatim && source[at] == '"' && next == '"') ? 2
                : isVerbatim || source[at] != '\\' ? 1
                : next == 'u' ? 6
                : next == 'x' ? 2 + source.Skip(at + 2).Take(4).TakeWhile(Uri.IsHexDigit).Count()
                : 2;
        }
    }
}
