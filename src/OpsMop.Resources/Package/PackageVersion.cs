namespace OpsMop;

/// <summary>The order of versions of the form <c>epoch:version-release</c>, as rpm and pacman have it.</summary>
internal static class PackageVersion
{
    /// <summary>Compares two versions.</summary>
    /// <param name="a">One.</param>
    /// <param name="b">The other. A release that one of them leaves out does not count.</param>
    /// <returns>Less than zero where the first is older, more where it is newer.</returns>
    public static int Compare(string a, string b)
    {
        var (epochA, versionA, releaseA) = Split(a);
        var (epochB, versionB, releaseB) = Split(b);
        var order = CompareParts(epochA, epochB);
        order = order != 0 ? order : CompareParts(versionA, versionB);
        return order != 0 || releaseA.IsEmpty || releaseB.IsEmpty ? order : CompareParts(releaseA, releaseB);
    }

    private static (ReadOnlyMemory<char> Epoch, ReadOnlyMemory<char> Version, ReadOnlyMemory<char> Release) Split(string text)
    {
        var colon = text.IndexOf(':');
        var dash = text.LastIndexOf('-');
        var end = dash > colon ? dash : text.Length;
        return (colon > 0 ? text.AsMemory(0, colon) : "0".AsMemory(), text.AsMemory(colon + 1, end - colon - 1), dash > colon ? text.AsMemory(dash + 1) : default);
    }

    // Runs of digits and of letters are compared one by one; what is between them does not count, but ~ is older than the end, and ^ newer than it.
    private static int CompareParts(ReadOnlyMemory<char> left, ReadOnlyMemory<char> right)
    {
        var a = left.Span;
        var b = right.Span;
        while (true)
        {
            a = Skip(a);
            b = Skip(b);
            if (First(a) == '~' || First(b) == '~')
            {
                if (First(a) != First(b))
                {
                    return First(a) == '~' ? -1 : 1;
                }

                a = a[1..];
                b = b[1..];
                continue;
            }

            if (First(a) == '^' || First(b) == '^')
            {
                if (First(a) != First(b))
                {
                    return First(a) == '^' ? (b.IsEmpty ? 1 : -1) : a.IsEmpty ? -1 : 1;
                }

                a = a[1..];
                b = b[1..];
                continue;
            }

            if (a.IsEmpty || b.IsEmpty)
            {
                return a.Length.CompareTo(b.Length);
            }

            var digits = char.IsAsciiDigit(a[0]);
            if (digits != char.IsAsciiDigit(b[0]))
            {
                return digits ? 1 : -1;
            }

            var one = Run(a, digits);
            var other = Run(b, digits);
            a = a[one.Length..];
            b = b[other.Length..];
            if (digits)
            {
                one = one.TrimStart('0');
                other = other.TrimStart('0');
                if (one.Length != other.Length)
                {
                    return one.Length.CompareTo(other.Length);
                }
            }

            if (one.SequenceCompareTo(other) is not 0 and var order)
            {
                return order;
            }
        }
    }

    private static char First(ReadOnlySpan<char> text) => text.IsEmpty ? '\0' : text[0];

    private static ReadOnlySpan<char> Skip(ReadOnlySpan<char> text)
    {
        var at = 0;
        while (at < text.Length && !char.IsAsciiLetterOrDigit(text[at]) && text[at] is not ('~' or '^'))
        {
            at++;
        }

        return text[at..];
    }

    private static ReadOnlySpan<char> Run(ReadOnlySpan<char> text, bool digits)
    {
        var end = 0;
        while (end < text.Length && (digits ? char.IsAsciiDigit(text[end]) : char.IsAsciiLetter(text[end])))
        {
            end++;
        }

        return text[..end];
    }
}
