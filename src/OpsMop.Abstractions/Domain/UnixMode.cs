using OpsMop.Parsing;

namespace OpsMop;

/// <summary>
/// The permission bits of a file, set-uid, set-gid and sticky included: <c>0644</c>, <c>644</c> or <c>u=rw,go=r</c>. There is no conversion from a
/// number, so that 644, which is not 0644, does not compile.
/// </summary>
public readonly struct UnixMode : IDomainValue, IEquatable<UnixMode>
{
    private const int All = 0xFFF;

    private readonly string? _invalid;
    private readonly string? _error;
    private readonly short _bitsPlusOne;   // so that default is "not given"

    private UnixMode(int bits) => _bitsPlusOne = (short)(bits + 1);

    private UnixMode(string invalid, string error)
    {
        _invalid = invalid;
        _error = error;
    }

    /// <inheritdoc/>
    public bool IsGiven => _bitsPlusOne > 0 || _invalid is not null;

    /// <inheritdoc/>
    public string? Error => _error;

    /// <summary>The twelve bits; 0 if the mode is invalid or not given.</summary>
    public int Bits => _bitsPlusOne > 0 ? _bitsPlusOne - 1 : 0;

    /// <summary>Whether others may read.</summary>
    public bool IsWorldReadable => (Bits & 0x4) != 0;

    /// <summary>Whether others may write.</summary>
    public bool IsWorldWritable => (Bits & 0x2) != 0;

    /// <summary>Whether the group may read.</summary>
    public bool IsGroupReadable => (Bits & 0x20) != 0;

    /// <summary>Whether a program runs as the file's owner (4000).</summary>
    public bool HasSetUid => (Bits & 0x800) != 0;

    /// <summary>Whether a program runs as the file's group, or what is made in a folder gets the folder's group (2000).</summary>
    public bool HasSetGid => (Bits & 0x400) != 0;

    /// <summary>Whether only owners may delete in a folder (1000).</summary>
    public bool IsSticky => (Bits & 0x200) != 0;

    /// <summary>Reads a mode. Never throws: what is wrong is in <see cref="Error"/>.</summary>
    /// <param name="text">The text; <see langword="null"/> for not given.</param>
    public static implicit operator UnixMode(string? text) =>
        text is null ? default : UnixModeParser.TryParse(text, out int bits, out string? error) ? new(bits) : new(text, error!);

    /// <summary>Whether two values are the same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(UnixMode left, UnixMode right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(UnixMode left, UnixMode right) => !left.Equals(right);

    /// <summary>A mode from the bits that the kernel gives.</summary>
    /// <param name="bits">The bits; those above the lowest twelve, which say what kind a file is, are ignored.</param>
    public static UnixMode FromBits(int bits) => new(bits & All);

    /// <summary>Reads a mode.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">What was read; it carries the error if there is one.</param>
    /// <returns>Whether the text is valid.</returns>
    public static bool TryParse(string text, out UnixMode value)
    {
        value = text;
        return value is { IsGiven: true, Error: null };
    }

    /// <summary>Whether the bits are the same, however they were written.</summary>
    /// <param name="other">The other mode.</param>
    public bool Equals(UnixMode other) => _bitsPlusOne == other._bitsPlusOne && _invalid == other._invalid;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is UnixMode other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _invalid is null ? _bitsPlusOne : _invalid.GetHashCode();

    /// <summary>Four octal digits, such as <c>0644</c>; the text as it was given if it is invalid, empty if none was given.</summary>
    public override string ToString() => _bitsPlusOne > 0 ? UnixModeParser.Print(Bits) : _invalid ?? "";
}
