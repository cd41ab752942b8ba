using OpsMop.Parsing;

namespace OpsMop;

/// <summary>
/// A length of time such as <c>90s</c>, <c>1h30m</c>, <c>500ms</c>, <c>2d</c> or <c>1w</c>. A number without a unit is refused: nobody knows what it counts.
/// </summary>
public readonly struct Duration : IDomainValue, IEquatable<Duration>, IComparable<Duration>
{
    private const long Resolution = 10;   // ticks in a microsecond, the smallest unit that the text has

    private readonly TimeSpan _value;
    private readonly bool _given;
    private readonly string? _invalid;
    private readonly string? _error;

    private Duration(TimeSpan value)
    {
        _value = value;
        _given = true;
    }

    private Duration(string invalid, string error)
    {
        _given = true;
        _invalid = invalid;
        _error = error;
    }

    /// <inheritdoc/>
    public bool IsGiven => _given;

    /// <inheritdoc/>
    public string? Error => _error;

    /// <summary>The time; zero if it is invalid or not given.</summary>
    public TimeSpan Value => _value;

    /// <summary>A duration from a time. Never throws: a negative time is carried as invalid. Fractions of a microsecond are cut off.</summary>
    /// <param name="time">The time, zero or more.</param>
    public static implicit operator Duration(TimeSpan time) => time < TimeSpan.Zero
        ? new(time.ToString("c"), $"'{time:c}' is negative; a duration is zero or more, such as 90s.")
        : new(new TimeSpan(time.Ticks - (time.Ticks % Resolution)));

    /// <summary>Reads a duration. Never throws: what is wrong is in <see cref="Error"/>.</summary>
    /// <param name="text">The text; <see langword="null"/> for not given.</param>
    public static implicit operator Duration(string? text) =>
        text is null ? default : DurationParser.TryParse(text, out TimeSpan value, out string? error) ? new(value) : new(text, error!);

    /// <summary>Whether two values are the same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(Duration left, Duration right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(Duration left, Duration right) => !left.Equals(right);

    /// <summary>Reads a duration.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">What was read; it carries the error if there is one.</param>
    /// <returns>Whether the text is valid.</returns>
    public static bool TryParse(string text, out Duration value)
    {
        value = text;
        return value is { IsGiven: true, Error: null };
    }

    /// <summary>The shorter comes first.</summary>
    /// <param name="other">The duration to compare with.</param>
    public int CompareTo(Duration other) => _value.CompareTo(other._value);

    /// <summary>Whether the times are the same, however they were written: <c>90s</c> is <c>1m30s</c>.</summary>
    /// <param name="other">The other duration.</param>
    public bool Equals(Duration other) => _given == other._given && _value == other._value && _invalid == other._invalid;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Duration other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _invalid is null ? _value.GetHashCode() : _invalid.GetHashCode();

    /// <summary>The canonical text, larger units first (<c>1m30s</c>); the text as it was given if it is invalid, empty if none was given.</summary>
    public override string ToString() => _invalid ?? (_given ? DurationParser.Print(_value) : "");
}
