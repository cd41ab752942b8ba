using System.Globalization;
using OpsMop.Parsing;

namespace OpsMop;

/// <summary>A port of TCP or UDP, 1 to 65535.</summary>
public readonly struct Port : IDomainValue, IEquatable<Port>
{
    private readonly int _value;
    private readonly string? _invalid;
    private readonly string? _error;

    private Port(int value) => _value = value;

    private Port(string invalid, string error)
    {
        _invalid = invalid;
        _error = error;
    }

    /// <inheritdoc/>
    public bool IsGiven => _value != 0 || _invalid is not null;

    /// <inheritdoc/>
    public string? Error => _error;

    /// <summary>The number; 0 if it is invalid or not given.</summary>
    public int Value => _value;

    /// <summary>A port from its number. Never throws: what is wrong is in <see cref="Error"/>.</summary>
    /// <param name="number">The number, 1 to 65535.</param>
    public static implicit operator Port(int number) =>
        PortParser.Check(number) is { } error ? new(number.ToString(CultureInfo.InvariantCulture), error) : new(number);

    /// <summary>Reads a port. Never throws: what is wrong is in <see cref="Error"/>.</summary>
    /// <param name="text">The text; <see langword="null"/> for not given.</param>
    public static implicit operator Port(string? text) =>
        text is null ? default : PortParser.TryParse(text, out int port, out string? error) ? new(port) : new(text, error!);

    /// <summary>Whether two values are the same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(Port left, Port right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(Port left, Port right) => !left.Equals(right);

    /// <summary>Reads a port.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">What was read; it carries the error if there is one.</param>
    /// <returns>Whether the text is valid.</returns>
    public static bool TryParse(string text, out Port value)
    {
        value = text;
        return value is { IsGiven: true, Error: null };
    }

    /// <inheritdoc/>
    public bool Equals(Port other) => _value == other._value && _invalid == other._invalid;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Port other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _invalid is null ? _value : _invalid.GetHashCode();

    /// <summary>The decimal number; the text as it was given if it is invalid, empty if none was given.</summary>
    public override string ToString() => _value != 0 ? _value.ToString(CultureInfo.InvariantCulture) : _invalid ?? "";
}
