namespace OpsMop;

/// <summary>A line of <c>/etc/fstab</c>, with its fields as they are meant.</summary>
/// <param name="Device">What is mounted.</param>
/// <param name="Path">Where; <c>none</c> for swap.</param>
/// <param name="Type">The type of the file system.</param>
/// <param name="Options">The options, with commas between them.</param>
/// <param name="Dump">Whether <c>dump</c> saves it.</param>
/// <param name="Pass">When it is checked at boot: 1 first, 2 later, 0 never.</param>
internal sealed record FstabLine(string Device, string Path, string Type, string Options, int Dump, int Pass)
{
    private static readonly char[] Blanks = [' ', '\t', '\r', '\n'];

    /// <summary>Reads a line; <see langword="null"/> for a comment and what is no entry.</summary>
    /// <param name="line">The line.</param>
    public static FstabLine? Parse(string line)
    {
        var words = line.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
        return words.Length < 3 || words[0][0] == '#'
            ? null
            : new FstabLine(
                Fstab.Unescape(words[0]), Fstab.Unescape(words[1]), words[2], words.Length > 3 ? Fstab.Unescape(words[3]) : "defaults", Number(words, 4), Number(words, 5));
    }

    /// <summary>Whether both say the same; the order of options is no difference.</summary>
    /// <param name="other">The other line.</param>
    public bool Says(FstabLine other) =>
        other with { Options = Options } == this && Options.Split(',').ToHashSet(StringComparer.Ordinal).SetEquals(other.Options.Split(','));

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Fstab.Escape(Device)} {Fstab.Escape(Path)} {Type} {Fstab.Escape(Options)} {Dump} {Pass}");

    private static int Number(string[] words, int index) => words.Length > index && int.TryParse(words[index], out var number) ? number : 0;
}
