namespace OpsMop.Templates;

/// <summary><c>loop</c> of a compiled loop.</summary>
/// <typeparam name="T">The items.</typeparam>
public sealed class LoopState<T> : ValueObject
{
    private readonly IReadOnlyList<T> _items;
    private readonly Func<T, Value> _convert;
    private readonly RenderContext _context;
    private readonly Func<Value, long, Value>? _recursion;
    private int _index = -1;
    private Value[]? _changed;

    /// <summary>Begins a loop.</summary>
    /// <param name="items">The items.</param>
    /// <param name="depth0">How many loops it is called from.</param>
    /// <param name="convert">An item as a value.</param>
    /// <param name="context">The rendering.</param>
    /// <param name="recursion">The function of a recursive loop, of the items of the next level and its depth.</param>
    public LoopState(IEnumerable<T> items, long depth0, Func<T, Value> convert, RenderContext context, Func<Value, long, Value>? recursion = null)
    {
        _items = items as IReadOnlyList<T> ?? [.. items];
        _convert = convert;
        _context = context;
        _recursion = recursion;
        Depth0 = depth0;
    }

    /// <summary>The number of the round, from 1.</summary>
    public long Index => _index + 1;

    /// <summary>The number of the round, from 0.</summary>
    public long Index0 => _index;

    /// <summary>How many rounds are left with this one.</summary>
    public long RevIndex => _items.Count - _index;

    /// <summary>How many rounds are left after this one.</summary>
    public long RevIndex0 => _items.Count - _index - 1;

    /// <summary>Whether this is the first round.</summary>
    public bool First => _index == 0;

    /// <summary>Whether this is the last round.</summary>
    public bool Last => _index == _items.Count - 1;

    /// <summary>How many rounds there are.</summary>
    public long Length => _items.Count;

    /// <summary>How deep a recursive loop is, from 1.</summary>
    public long Depth => Depth0 + 1;

    /// <summary>How deep a recursive loop is, from 0.</summary>
    public long Depth0 { get; }

    /// <summary>The item of this round.</summary>
    public T Current => _items[_index];

    /// <summary>The item of the round before; undefined in the first.</summary>
    public Value PrevItem => _index == 0 ? new UndefinedValue("there is no previous item") : _convert(_items[_index - 1]);

    /// <summary>The item of the next round; undefined in the last.</summary>
    public Value NextItem => Last ? new UndefinedValue("there is no next item") : _convert(_items[_index + 1]);

    /// <inheritdoc/>
    public override string TypeName => "LoopContext";

    /// <inheritdoc/>
    public override int? Count => _items.Count;

    /// <inheritdoc/>
    public override bool IsCallable => true;

    /// <summary>Goes on to the next round, if there is one.</summary>
    public bool Next()
    {
        _context.Step();
        return ++_index < _items.Count;
    }

    /// <inheritdoc/>
    public override bool TryGetAttribute(string name, RenderContext context, out Value value)
    {
        Value? found = name switch
        {
            "index" => Index,
            "index0" => Index0,
            "revindex" => RevIndex,
            "revindex0" => RevIndex0,
            "first" => First,
            "last" => Last,
            "length" => Length,
            "depth" => Depth,
            "depth0" => Depth0,
            "previtem" => PrevItem,
            "nextitem" => NextItem,
            "cycle" => new Method(Cycle),
            "changed" => new Method(Changed),
            _ => (Value?)null,
        };
        value = found ?? default;
        return found is not null;
    }

    /// <inheritdoc/>
    public override Value Call(CallArguments arguments, RenderContext context) =>
        _recursion is null ? throw context.Fault("The loop must have the 'recursive' marker to be called recursively.")
        : arguments.Positional.Length == 1 ? _recursion(arguments.Positional[0], Depth)
        : throw context.Fault("loop() takes one argument: the items of the next level.");

    /// <inheritdoc/>
    public override string Represent(RenderContext context) => $"<LoopContext {Index}/{Length}>";

    private Value Cycle(CallArguments arguments, RenderContext context) => arguments.Positional.Length == 0
        ? throw context.Fault("no items for cycling given")
        : arguments.Positional[_index % arguments.Positional.Length];

    private Value Changed(CallArguments arguments, RenderContext context)
    {
        Value[] values = arguments.Positional.ToArray();
        if (_changed is { } last && last.Length == values.Length)
        {
            bool same = true;
            for (int i = 0; i < values.Length && same; i++)
            {
                same = Operators.Equal(last[i], values[i], context);
            }

            if (same)
            {
                return false;
            }
        }

        _changed = values;
        return true;
    }

    private sealed class Method(Func<CallArguments, RenderContext, Value> call) : ValueObject
    {
        public override string TypeName => "method";

        public override bool IsCallable => true;

        public override Value Call(CallArguments arguments, RenderContext context) => call(arguments, context);
    }
}
