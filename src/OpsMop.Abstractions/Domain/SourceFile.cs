using OpsMop.Parsing;

namespace OpsMop;

/// <summary>
/// A file that travels with a role: a path relative to the project that declares the role, with <c>/</c> on every platform, which never leads out of that project; or an absolute
/// path of the machine that runs the policy, in a folder that the role allows in <see cref="RoleBase.ShareFiles"/>.
/// </summary>
public readonly struct SourceFile : IDomainValue, IEquatable<SourceFile>
{
    private readonly string? _text;
    private readonly string? _error;

    private SourceFile(string text, string? error)
    {
        _text = text;
        _error = error;
    }

    /// <inheritdoc/>
    public bool IsGiven => _text is not null;

    /// <inheritdoc/>
    public string? Error => _error;

    /// <summary>Whether it is an absolute path.</summary>
    internal bool IsAbsolute => _text is ['/', ..];

    /// <summary>The canonical text; the text as it was given if it is invalid, empty if none was given.</summary>
    public string Value => _text ?? "";

    /// <summary>Reads a path relative to the project, such as <c>files/motd</c>. Never throws: what is wrong is in <see cref="Error"/>.</summary>
    /// <param name="text">The text; <see langword="null"/> for not given.</param>
    public static implicit operator SourceFile(string? text) =>
        text is null ? default : new(SourceFileParser.TryParse(text, out string canonical, out string? error) ? canonical : text, error);

    /// <summary>Whether two values are the same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(SourceFile left, SourceFile right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(SourceFile left, SourceFile right) => !left.Equals(right);

    /// <summary>Reads a path relative to the project, such as <c>files/motd</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">What was read; it carries the error if there is one.</param>
    /// <returns>Whether the text is valid.</returns>
    public static bool TryParse(string text, out SourceFile value)
    {
        value = text;
        return value is { IsGiven: true, Error: null };
    }

    /// <inheritdoc/>
    public bool Equals(SourceFile other) => _text == other._text && _error is null == other._error is null;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SourceFile other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _text is null ? 0 : _text.GetHashCode();

    /// <summary>The canonical text; the text as it was given if it is invalid, empty if none was given.</summary>
    public override string ToString() => _text ?? "";
}
