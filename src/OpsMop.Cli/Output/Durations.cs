using System.Globalization;

namespace OpsMop.CommandLine.Output;

/// <summary>Times for people.</summary>
internal static class Durations
{
    /// <summary><c>0.04 s</c>, <c>1.2 s</c>, <c>34 s</c>, <c>2 min 5 s</c>, <c>1 h 3 min</c>.</summary>
    /// <param name="seconds">The time in seconds.</param>
    public static string Show(double seconds) => seconds switch
    {
        < 0.995 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.00} s"),
        < 9.95 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s"),
        < 119.5 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s"),
        < 3599.5 => $"{(int)Math.Round(seconds) / 60} min {(int)Math.Round(seconds) % 60} s",
        _ => $"{(int)seconds / 3600} h {(int)seconds % 3600 / 60} min",
    };
}
