namespace OpsMop;

/// <summary>
/// What a change does besides writing files, in the words of <see cref="ISystemReader.ObserveAsync"/>, so that resources after it
/// can be planned before it has happened.
/// </summary>
public sealed class Effects
{
    private readonly List<KeyValuePair<string, object?>> _values = [];
    private readonly List<string> _mayCreate = [];

    /// <summary>The values that are known after the change, by key; <see langword="null"/> is absence.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Values => _values;

    /// <summary>The patterns of keys and paths that may exist after the change.</summary>
    public IReadOnlyList<string> Possible => _mayCreate;

    /// <summary>The effect of a command that nobody knows: whatever depends on it explicitly may find anything.</summary>
    public static Effects Opaque { get; } = new Effects().MayCreate("*");

    /// <summary>After the change, observing <paramref name="key"/> gives <paramref name="value"/>.</summary>
    /// <param name="key">The key, <c>kind:name</c>.</param>
    /// <param name="value">The value, of the type that is observed under that key; <see langword="null"/> for absent.</param>
    public Effects Sets(string key, object? value)
    {
        _values.Add(new(key, value));
        return this;
    }

    /// <summary>After the change, what these patterns match may exist. A path is a key too; <c>*</c> at the end stands for any rest, alone for everything.</summary>
    /// <param name="patterns">The patterns, such as <c>unit:*</c> or <c>/etc/*</c>.</param>
    public Effects MayCreate(params string[] patterns)
    {
        _mayCreate.AddRange(patterns);
        return this;
    }
}
