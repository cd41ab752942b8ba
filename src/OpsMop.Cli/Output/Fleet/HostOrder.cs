namespace OpsMop.CommandLine.Output.Fleet;

/// <summary>Orders names of hosts as people count: <c>web2</c> comes before <c>web10</c>.</summary>
internal sealed class HostOrder : IComparer<string?>
{
    /// <summary>The only one.</summary>
    public static HostOrder Natural { get; } = new();

    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> a = x, b = y;
        while (!a.IsEmpty && !b.IsEmpty)
        {
            var (digitsOfA, digitsOfB) = (LeadingDigits(a), LeadingDigits(b));
            if (digitsOfA == 0 || digitsOfB == 0)
            {
                if (a[0] != b[0])
                {
                    return a[0].CompareTo(b[0]);
                }

                a = a[1..];
                b = b[1..];
                continue;
            }

            var numberOfA = a[..digitsOfA].TrimStart('0');
            var numberOfB = b[..digitsOfB].TrimStart('0');
            var difference = numberOfA.Length != numberOfB.Length ? numberOfA.Length.CompareTo(numberOfB.Length) : numberOfA.SequenceCompareTo(numberOfB);
            if (difference != 0)
            {
                return difference;
            }

            a = a[digitsOfA..];
            b = b[digitsOfB..];
        }

        // 7 and 07 count the same and are two hosts.
        return a.Length != b.Length ? a.Length.CompareTo(b.Length) : string.CompareOrdinal(x, y);
    }

    private static int LeadingDigits(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}
