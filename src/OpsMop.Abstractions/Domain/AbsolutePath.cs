using OpsMop.Parsing;

namespace OpsMop;

/// <summary>
/// A path from the root, normalised: no <c>//</c>, no <c>.</c>, no slash at its end. <c>..</c> is refused, because what it means depends on links.
/// Compared character by character, as Unix does.
/// </summary>
public readonly struct AbsolutePath : IDomainValue, IEquatable<AbsolutePath>, IComparable<AbsolutePath>
{
    private readonly string? _text;
    private readonly string? _error;

    private AbsolutePath(string text, string? error)
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

    /// <summary>The folder that it is in; not given for the root. That of an invalid path is the invalid path.</summary>
    public AbsolutePath Parent
    {
        get
        {
            if (_text is null || _error is not null)
            {
                return this;
            }

            int slash = _text.LastIndexOf('/');
            return slash > 0 ? new(_text[..slash], null) : _text.Length > 1 ? Root : default;
        }
    }

    /// <summary>The last segment; empty for the root, and if the path is invalid or not given.</summary>
    public string Name => _text is null || _error is not null ? "" : _text[(_text.LastIndexOf('/') + 1)..];

    /// <summary>Whether it is <c>/</c>.</summary>
    public bool IsRoot => _text == "/";

    /// <summary>The root, <c>/</c>.</summary>
    public static AbsolutePath Root { get; } = new("/", null);

    /// <summary>Goes down from a folder. Never throws: what is wrong with either side is in <see cref="Error"/>.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="relative">A path below it, without a slash at its start and without <c>..</c>.</param>
    public static AbsolutePath operator /(AbsolutePath folder, string? relative)
    {
        if (folder._error is not null)
        {
            return folder;
        }

        if (folder._text is null)
        {
            return new(relative ?? "", $"The path that '{relative}' is to be below was not given.");
        }

        if (AbsolutePathParser.CheckBelow(folder._text, relative) is { } error)
        {
            return new(string.IsNullOrEmpty(relative) ? folder._text : relative, error);
        }

        return folder.IsRoot ? "/" + relative : string.Concat(folder._text, "/", relative);
    }

    /// <summary>Whether it is this folder or something below it, at any depth.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns><see langword="false"/> also where one of the two is invalid or not given.</returns>
    public bool StartsWith(AbsolutePath folder)
    {
        if (_text is null || folder._text is null || _error is not null || folder._error is not null)
        {
            return false;
        }

        return folder.IsRoot
            || (_text.StartsWith(folder._text, StringComparison.Ordinal) && (_text.Length == folder._text.Length || _text[folder._text.Length] == '/'));
    }

    /// <summary>The ordinal order of the texts; what is not given comes first.</summary>
    /// <param name="other">The path to compare with.</param>
    public int CompareTo(AbsolutePath other) => string.CompareOrdinal(_text, other._text);

    /// <summary>Reads a path such as <c>/etc/motd</c>. Never throws: what is wrong is in <see cref="Error"/>.</summary>
    /// <param name="text">The text; <see langword="null"/> for not given.</param>
    public static implicit operator AbsolutePath(string? text) =>
        text is null ? default : new(AbsolutePathParser.TryParse(text, out string canonical, out string? error) ? canonical : text, error);

    /// <summary>Whether two values are the same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(AbsolutePath left, AbsolutePath right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(AbsolutePath left, AbsolutePath right) => !left.Equals(right);

    /// <summary>Reads a path such as <c>/etc/motd</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">What was read; it carries the error if there is one.</param>
    /// <returns>Whether the text is valid.</returns>
    public static bool TryParse(string text, out AbsolutePath value)
    {
        value = text;
        return value is { IsGiven: true, Error: null };
    }

    /// <inheritdoc/>
    public bool Equals(AbsolutePath other) => _text == other._text && _error is null == other._error is null;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is AbsolutePath other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _text is null ? 0 : _text.GetHashCode();

    /// <summary>The canonical text; the text as it was given if it is invalid, empty if none was given.</summary>
    public override string ToString() => _text ?? "";
}
