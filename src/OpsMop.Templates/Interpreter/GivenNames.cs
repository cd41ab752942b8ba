namespace OpsMop.Templates.Interpreter;

/// <summary>
/// What the caller of a rendering gave. A template that could change a list of it (<c>items.append(1)</c>) gets a copy, so that nothing is left behind for
/// the next rendering or a rendering at the same time.
/// </summary>
internal sealed class GivenNames(TemplateValues values, bool shares) : NameLayer(GlobalNames.Layer)
{
    private Dictionary<string, Value>? _copies;

    public override IEnumerable<string> Names => values.Names;

    public override bool TryGet(string name, out Value value)
    {
        if (!values.TryGet(name, out value))
        {
            return false;
        }

        if (!shares && value.AsObject() is not null)
        {
            _copies ??= new Dictionary<string, Value>(StringComparer.Ordinal);
            if (!_copies.TryGetValue(name, out Value copy))
            {
                copy = ValueCopy.Of(value);
                _copies[name] = copy;
            }

            value = copy;
        }

        return true;
    }
}
