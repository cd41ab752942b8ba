using OpsMop.Parsing;

namespace OpsMop;

/// <summary>
/// The name of a systemd unit with its type, such as <c>nginx.service</c> or <c>getty@tty1.service</c>; a name without a type is a service.
/// </summary>
public readonly struct UnitName : IDomainValue, IEquatable<UnitName>
{
    private readonly string? _text;
    private readonly string? _error;

    private UnitName(string text, string? error)
    {
        _text = text;
        _error = error;
    }

    /// <inheritdoc/>
    public bool IsGiven => _text is not null;

    /// <inheritdoc/>
    public string? Error => _error;

    /// <summary>The canonical text; the text as it was given if it is invalid, empty if none was given.</summary>
    public string Value => _text ?? "";

    /// <summary>The type, such as <c>service</c>; empty if the name is invalid or not given.</summary>
    public string Type => _text is null || _error is not null ? "" : _text[(_text.LastIndexOf('.') + 1)..];

    /// <summary>Whether it is a template, such as <c>getty@.service</c>, which must be instantiated to run.</summary>
    public bool IsTemplate => _error is null && Instance is "";

    /// <summary>What stands between <c>@</c> and the type; empty for a template, <see langword="null"/> for a unit that is neither a template nor an instance.</summary>
    public string? Instance
    {
        get
        {
            int at = _text is null || _error is not null ? -1 : _text.IndexOf('@');
            return at < 0 ? null : _text![(at + 1).._text!.LastIndexOf('.')];
        }
    }

    /// <summary>Reads a name such as <c>nginx</c> or <c>backup.timer</c>. Never throws: what is wrong is in <see cref="Error"/>.</summary>
    /// <param name="text">The text; <see langword="null"/> for not given.</param>
    public static implicit operator UnitName(string? text) =>
        text is null ? default : new(UnitNameParser.TryParse(text, out string canonical, out string? error) ? canonical : text, error);

    /// <summary>Whether two values are the same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(UnitName left, UnitName right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(UnitName left, UnitName right) => !left.Equals(right);

    /// <summary>Reads a name such as <c>nginx</c> or <c>backup.timer</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">What was read; it carries the error if there is one.</param>
    /// <returns>Whether the text is valid.</returns>
    public static bool TryParse(string text, out UnitName value)
    {
        value = text;
        return value is { IsGiven: true, Error: null };
    }

    /// <inheritdoc/>
    public bool Equals(UnitName other) => _text == other._text && _error is null == other._error is null;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is UnitName other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _text is null ? 0 : _text.GetHashCode();

    /// <summary>The canonical text; the text as it was given if it is invalid, empty if none was given.</summary>
    public override string ToString() => _text ?? "";
}
