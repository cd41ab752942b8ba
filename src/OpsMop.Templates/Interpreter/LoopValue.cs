namespace OpsMop.Templates.Interpreter;

/// <summary><c>loop</c>.</summary>
internal sealed class LoopValue(IEnumerator<Value> items, Value sized, LoopCode code, Scope defining, int depth0, Rendering rendering)
    : ValueObject, IWritesItself
{
    private readonly IEnumerator<Value> _items = items;
    private int _index0 = -1;
    private int? _length;
    private Queue<Value>? _rest;
    private bool _peeked;
    private bool _hasAfter;
    private Value _after;
    private Value _before;
    private Value _current;
    private Value[]? _changed;

    public override string TypeName => "LoopContext";

    internal override IEnumerable<string> AttributeNames =>
    [
        "index", "index0", "first", "last", "length", "revindex", "revindex0", "depth", "depth0", "previtem", "nextitem", "cycle", "changed",
    ];

    public override bool IsCallable => true;

    public override bool IsIterable => true;

    public override int? Count => Length;

    public override bool IsTrue => Length != 0;

    private int Length
    {
        get
        {
            if (_length is null)
            {
                int? count = sized.TryGetString(out string? text) ? Characters(text) : sized.AsObject()?.Count;
                if (count is null)
                {
                    var rest = new Queue<Value>();
                    while (Take(out Value item))
                    {
                        rest.Enqueue(item);
                        if (rest.Count > rendering.Context.Limits.Items)
                        {
                            throw rendering.Context.Fault($"The loop has more than {rendering.Context.Limits.Items} items, which is the limit.");
                        }
                    }

                    _rest = rest;
                    count = rest.Count + _index0 + 1 + (_hasAfter ? 1 : 0);
                }

                _length = count;
            }

            return _length.Value;
        }
    }

    public bool MoveNext(RenderContext context, out Value item)
    {
        if (_hasAfter)
        {
            item = _after;
        }
        else if (_peeked || !Take(out item))
        {
            // Python asks again, which matters to nobody: what has ended has ended.
            item = default;
            _ = context;
            return false;
        }

        _peeked = false;
        _hasAfter = false;
        _index0++;
        _before = _current;
        _current = item;
        return true;
    }

    public override bool TryGetAttribute(string name, RenderContext context, out Value value)
    {
        switch (name)
        {
            case "index":
                value = _index0 + 1;
                return true;
            case "index0":
                value = _index0;
                return true;
            case "first":
                value = _index0 == 0;
                return true;
            case "last":
                value = !Peek();
                return true;
            case "length":
                value = Length;
                return true;
            case "revindex":
                value = Length - _index0;
                return true;
            case "revindex0":
                value = Length - _index0 - 1;
                return true;
            case "depth":
                value = depth0 + 1;
                return true;
            case "depth0":
                value = depth0;
                return true;
            case "previtem":
                value = _index0 == 0 ? new UndefinedValue("there is no previous item") : _before;
                return true;
            case "nextitem":
                value = Peek() ? _after : new UndefinedValue("there is no next item");
                return true;
            case "cycle":
                value = new Method(this, Cycle);
                return true;
            case "changed":
                value = new Method(this, Changed);
                return true;
            default:
                value = default;
                return false;
        }
    }

    public override string Represent(RenderContext context) => $"<LoopContext {_index0 + 1}/{Length}>";

    public override IEnumerable<Value> Iterate(RenderContext context) =>
        throw context.Fault("'loop' itself cannot be iterated: loop over the items again instead");

    public override Value Call(CallArguments arguments, RenderContext context)
    {
        int start = rendering.Output.Length;
        CallAndWrite(arguments, rendering.Output);
        return rendering.Output.Cut(start);
    }

    public void CallAndWrite(CallArguments arguments, TemplateOutput output)
    {
        RenderContext context = rendering.Context;
        Value items = arguments switch
        {
            { Positional.Length: 1, Keywords.Length: 0 } => arguments.Positional[0],
            { Positional.Length: 0, Keywords.Length: 1 } when arguments.Keywords[0].Key == "iterable" => arguments.Keywords[0].Value,
            _ => throw context.Fault("loop() takes one argument: the items of the next level."),
        };
        if (code.Recursive is null)
        {
            throw context.Fault("The loop must have the 'recursive' marker to be called recursively.");
        }

        code.Recurse(items, defining, depth0 + 1);
    }

    private static int Characters(string text)
    {
        int count = text.Length;
        for (int i = 1; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i - 1], text[i]))
            {
                count--;
            }
        }

        return count;
    }

    private static Value Cycle(LoopValue loop, CallArguments arguments, RenderContext context)
    {
        RefuseKeywords("cycle", arguments, context);
        return arguments.Positional.Length == 0
            ? throw context.Fault("no items for cycling given")
            : arguments.Positional[loop._index0 % arguments.Positional.Length];
    }

    private static Value Changed(LoopValue loop, CallArguments arguments, RenderContext context)
    {
        RefuseKeywords("changed", arguments, context);
        Value[] values = arguments.Positional.ToArray();
        if (loop._changed is not null && Same(loop._changed, values, context))
        {
            return false;
        }

        loop._changed = values;
        return true;
    }

    private static void RefuseKeywords(string name, CallArguments arguments, RenderContext context)
    {
        if (arguments.Keywords.Length > 0)
        {
            throw context.Fault($"loop.{name}() got an unexpected keyword argument '{arguments.Keywords[0].Key}'");
        }
    }

    private static bool Same(Value[] last, Value[] values, RenderContext context)
    {
        if (last.Length != values.Length)
        {
            return false;
        }

        for (int i = 0; i < values.Length; i++)
        {
            if (!Value.AreSame(last[i], values[i]) && !Operators.Equal(last[i], values[i], context))
            {
                return false;
            }
        }

        return true;
    }

    private bool Take(out Value item)
    {
        if (_rest is not null)
        {
            return _rest.TryDequeue(out item);
        }

        bool more = _items.MoveNext();
        item = more ? _items.Current : default;
        return more;
    }

    /// <summary>Whether there is a next item; it waits in <see cref="_after"/>.</summary>
    private bool Peek()
    {
        if (!_peeked)
        {
            _peeked = true;
            _hasAfter = Take(out _after);
        }

        return _hasAfter;
    }

    /// <summary>A method of <c>loop</c>.</summary>
    private sealed class Method(LoopValue loop, Func<LoopValue, CallArguments, RenderContext, Value> call) : ValueObject
    {
        public override string TypeName => "method";

        public override bool IsCallable => true;

        public override Value Call(CallArguments arguments, RenderContext context) => call(loop, arguments, context);
    }
}
