namespace OpsMop;

/// <summary>
/// The values of all secrets of the process, so that they can be masked in what commands print. A value stays known when its secret is gone:
/// a command may print it long after.
/// </summary>
internal static class KnownSecrets
{
    /// <summary>Shorter values would mask half of every text, and hide nothing: they are guessed in no time.</summary>
    public const int LeastLength = 4;

    // A secret of several lines is seldom printed whole; a line of it that is long enough to tell something is a secret too.
    private const int LeastLineLength = 12;

    private static readonly Lock Guard = new();
    private static readonly HashSet<string> Values = new(StringComparer.Ordinal);
    private static volatile string[] s_all = [];

    /// <summary>All values known so far. The same array as long as nothing is added.</summary>
    public static string[] All => s_all;

    /// <summary>Adds the value of a secret.</summary>
    /// <param name="value">The value.</param>
    public static void Add(string value)
    {
        if (value.Length < LeastLength || string.IsNullOrWhiteSpace(value))
        {
            return;
        }

        lock (Guard)
        {
            var before = Values.Count;
            Values.Add(value);
            if (value.Contains('\n', StringComparison.Ordinal))
            {
                foreach (var line in value.Split('\n'))
                {
                    var trimmed = line.Trim();
                    if (trimmed.Length >= LeastLineLength)
                    {
                        Values.Add(trimmed);
                    }
                }
            }

            if (Values.Count > before)
            {
                s_all = [.. Values];
            }
        }
    }
}
