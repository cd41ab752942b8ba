using OpsMop.Parsing;

namespace OpsMop;

/// <summary>
/// When cron runs something: five fields (minute, hour, day of the month, month, day of the week) or a nickname such as <c>@daily</c> or
/// <c>@reboot</c>. Two schedules are equal if their text is, up to blanks and letter case.
/// </summary>
public readonly struct CronSchedule : IDomainValue, IEquatable<CronSchedule>
{
    private readonly string? _text;
    private readonly string? _error;

    private CronSchedule(string text, string? error)
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

    /// <summary>Whether it runs at the start of the machine and not at a time.</summary>
    public bool IsReboot => _text == "@reboot";

    /// <summary>Reads a schedule such as <c>0 3 * * mon-fri</c>. Never throws: what is wrong is in <see cref="Error"/>.</summary>
    /// <param name="text">The text; <see langword="null"/> for not given.</param>
    public static implicit operator CronSchedule(string? text) =>
        text is null ? default : new(CronScheduleParser.TryParse(text, out string canonical, out string? error) ? canonical : text, error);

    /// <summary>Whether two values are the same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(CronSchedule left, CronSchedule right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(CronSchedule left, CronSchedule right) => !left.Equals(right);

    /// <summary>Reads a schedule such as <c>0 3 * * mon-fri</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">What was read; it carries the error if there is one.</param>
    /// <returns>Whether the text is valid.</returns>
    public static bool TryParse(string text, out CronSchedule value)
    {
        value = text;
        return value is { IsGiven: true, Error: null };
    }

    /// <inheritdoc/>
    public bool Equals(CronSchedule other) => _text == other._text && _error is null == other._error is null;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CronSchedule other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _text is null ? 0 : _text.GetHashCode();

    /// <summary>The canonical text; the text as it was given if it is invalid, empty if none was given.</summary>
    public override string ToString() => _text ?? "";
}
