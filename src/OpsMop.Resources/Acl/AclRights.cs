namespace OpsMop;

/// <summary>What an entry of an access control list allows.</summary>
/// <param name="Bits">4 to read, 2 to write, 1 to execute.</param>
/// <param name="ExecutesConditionally">Whether it allows to execute a directory, and a file that somebody may execute.</param>
internal readonly record struct AclRights(int Bits, bool ExecutesConditionally = false)
{
    /// <summary>Reads rights as people write them: <c>rwx</c>, <c>r-x</c>, <c>rX</c>, <c>-</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="rights">The rights.</param>
    public static bool TryParse(string text, out AclRights rights)
    {
        rights = default;
        var last = 0;
        foreach (var letter in text)
        {
            var place = letter switch { 'r' => 1, 'w' => 2, 'x' or 'X' => 3, '-' => last, _ => -1 };
            if (place < 0 || (letter != '-' && place <= last))
            {
                return false;
            }

            last = place;
            rights = letter switch
            {
                'r' => rights with { Bits = rights.Bits | 4 },
                'w' => rights with { Bits = rights.Bits | 2 },
                'x' => rights with { Bits = rights.Bits | 1 },
                'X' => rights with { ExecutesConditionally = true },
                _ => rights,
            };
        }

        return text.Length is > 0 and <= 3;
    }

    /// <summary>Rights that have been validated.</summary>
    /// <param name="text">The text.</param>
    public static AclRights Of(string text) => TryParse(text, out var rights) ? rights : throw new ProviderException($"'{text}' are no rights.");

    /// <summary>Rights as <c>getfacl</c> writes them.</summary>
    /// <param name="bits">The bits.</param>
    public static string Show(int bits) => $"{((bits & 4) != 0 ? 'r' : '-')}{((bits & 2) != 0 ? 'w' : '-')}{((bits & 1) != 0 ? 'x' : '-')}";

    /// <summary>What they mean for one path.</summary>
    /// <param name="executable">Whether the path is a directory, or a file that somebody may execute.</param>
    public int For(bool executable) => Bits | (ExecutesConditionally && executable ? 1 : 0);
}
