namespace OpsMop.Templates;

/// <summary>
/// A dictionary, as <c>{'a': 1}</c> makes one: in the order of insertion, keys equal as Python says (<c>1</c>, <c>1.0</c> and <c>true</c> are one).
/// </summary>
public sealed class DictionaryValue : ValueObject
{
    private readonly OrderedDictionary<Value, Value> _entries;

    /// <summary>An empty dictionary.</summary>
    public DictionaryValue() => _entries = new(KeyComparer.Instance);

    internal DictionaryValue(DictionaryValue other) => _entries = new(other._entries, KeyComparer.Instance);

    /// <summary>The entries, in order.</summary>
    public IReadOnlyList<KeyValuePair<Value, Value>> Entries => _entries;

    /// <inheritdoc/>
    public override string TypeName => "dict";

    /// <inheritdoc/>
    public override int? Count => _entries.Count;

    /// <inheritdoc/>
    public override bool IsIterable => true;

    /// <summary>Adds an entry, or replaces the value of the one with this key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="context">Where to report a key that cannot be one, or too many entries.</param>
    public void Set(Value key, Value value, RenderContext context)
    {
        KeyComparer.Check(key, context);
        if (_entries.Count >= context.Limits.Items && !_entries.ContainsKey(key))
        {
            throw Operators.TooMany(context);
        }

        _entries[key] = value;
    }

    /// <summary>Looks up a value.</summary>
    /// <param name="key">The key.</param>
    /// <param name="context">Where to report a key that cannot be one.</param>
    /// <param name="value">What was found.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGet(Value key, RenderContext context, out Value value)
    {
        KeyComparer.Check(key, context);
        return _entries.TryGetValue(key, out value);
    }

    /// <inheritdoc/>
    public override IEnumerable<Value> Iterate(RenderContext context)
    {
        int count = _entries.Count;
        for (int i = 0; i < count; i++)
        {
            yield return _entries.GetAt(i).Key;
            if (_entries.Count != count)
            {
                throw context.Fault("dictionary changed size during iteration; iterate over a copy: .items() | list");
            }
        }
    }

    /// <inheritdoc/>
    public override bool TryGetAttribute(string name, RenderContext context, out Value value) => ContainerMethods.Dictionary.TryBind(this, name, out value);

    /// <inheritdoc/>
    public override bool TryGetItem(Value index, RenderContext context, out Value value)
    {
        if (index.IsUndefined)
        {
            throw Operators.UndefinedFault(index, context);
        }

        value = default;
        return KeyComparer.IsHashable(index) && _entries.TryGetValue(index, out value);
    }

    /// <inheritdoc/>
    public override string Represent(RenderContext context) => Operators.Repr(this, context);

    /// <summary>Looks up a value by a text, first where the last one was found: dictionaries that a template loops over mostly have the same keys in the same places.</summary>
    internal bool TryGet(string name, ref int hint, out Value value)
    {
        int at = hint;
        if ((uint)at < (uint)_entries.Count)
        {
            KeyValuePair<Value, Value> entry = _entries.GetAt(at);
            if (entry.Key.IsString(name))
            {
                value = entry.Value;
                return true;
            }
        }

        at = _entries.IndexOf(name);
        if (at < 0)
        {
            value = default;
            return false;
        }

        hint = at;
        value = _entries.GetAt(at).Value;
        return true;
    }

    // What C# gives, whose keys are known to be such.
    internal void SetOwn(Value key, Value value) => _entries[key] = value;

    internal bool Remove(Value key, RenderContext context, out Value value)
    {
        KeyComparer.Check(key, context);
        return _entries.Remove(key, out value);
    }

    internal KeyValuePair<Value, Value> RemoveLast()
    {
        KeyValuePair<Value, Value> last = _entries.GetAt(_entries.Count - 1);
        _entries.RemoveAt(_entries.Count - 1);
        return last;
    }

    internal void Clear() => _entries.Clear();
}
