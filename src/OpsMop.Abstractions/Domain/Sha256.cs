using System.Security.Cryptography;
using OpsMop.Parsing;

namespace OpsMop;

/// <summary>
/// A SHA-256 checksum.
/// </summary>
public readonly struct Sha256 : IDomainValue, IEquatable<Sha256>
{
    private readonly string? _text;
    private readonly string? _error;

    private Sha256(string text, string? error)
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

    /// <summary>The checksum of data.</summary>
    /// <param name="data">The data.</param>
    public static Sha256 Of(ReadOnlySpan<byte> data)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(data, hash);
        return FromHash(hash);
    }

    /// <summary>A checksum from its bytes.</summary>
    /// <param name="hash">The 32 bytes of the checksum.</param>
    /// <exception cref="ArgumentException">There are not just 32 bytes.</exception>
    public static Sha256 FromHash(ReadOnlySpan<byte> hash) => hash.Length == SHA256.HashSizeInBytes
        ? new(Convert.ToHexStringLower(hash), null)
        : throw new ArgumentException($"A SHA-256 has 32 bytes, not {hash.Length}.", nameof(hash));

    /// <summary>Whether it is this checksum; <see langword="false"/> where it is invalid or not given.</summary>
    /// <param name="hash">The 32 bytes of a checksum.</param>
    public bool Matches(ReadOnlySpan<byte> hash)
    {
        if (_text is null || _error is not null || hash.Length != SHA256.HashSizeInBytes)
        {
            return false;
        }

        Span<char> digits = stackalloc char[2 * SHA256.HashSizeInBytes];
        return Convert.TryToHexStringLower(hash, digits, out _) && digits.SequenceEqual(_text);
    }

    /// <summary>Reads 64 hexadecimal digits in any case, with or without <c>sha256:</c> before them. Never throws: what is wrong is in <see cref="Error"/>.</summary>
    /// <param name="text">The text; <see langword="null"/> for not given.</param>
    public static implicit operator Sha256(string? text) =>
        text is null ? default : new(Sha256Parser.TryParse(text, out string canonical, out string? error) ? canonical : text, error);

    /// <summary>Whether two values are the same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(Sha256 left, Sha256 right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(Sha256 left, Sha256 right) => !left.Equals(right);

    /// <summary>Reads 64 hexadecimal digits in any case, with or without <c>sha256:</c> before them.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">What was read; it carries the error if there is one.</param>
    /// <returns>Whether the text is valid.</returns>
    public static bool TryParse(string text, out Sha256 value)
    {
        value = text;
        return value is { IsGiven: true, Error: null };
    }

    /// <inheritdoc/>
    public bool Equals(Sha256 other) => _text == other._text && _error is null == other._error is null;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Sha256 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _text is null ? 0 : _text.GetHashCode();

    /// <summary>The canonical text; the text as it was given if it is invalid, empty if none was given.</summary>
    public override string ToString() => _text ?? "";
}
