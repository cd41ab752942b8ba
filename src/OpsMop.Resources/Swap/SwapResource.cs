namespace OpsMop;

/// <summary>Space on a disk to which memory is moved out: a file of some size, or a device.</summary>
/// <remarks>
/// A file is filled with zeros, so that it has no holes, is readable by root only, and gets the signature of <c>mkswap</c> before it is used. A device that holds
/// something else is never overwritten. Another size means that the file is made anew: what is in it moves back into memory first.
/// </remarks>
[ResourceType("swap")]
[InsteadOf("swapon", "swapoff", "mkswap")]
public sealed partial class SwapResource : Resource
{
    /// <summary>The file, such as <c>/swapfile</c>, or the device.</summary>
    [Key, Claims(Claim.Path)]
    public AbsolutePath Path { get; }

    /// <summary>The size of the file: a number and <c>M</c>, <c>G</c> or <c>T</c>, which count by 1024. A device has its own.</summary>
    [RegularExpression("[1-9][0-9]{0,8}[MGT]", Explanation = "a size such as 512M or 4G")]
    public string? Size { get; }

    /// <summary>Which swap is used first: the one with the highest number. Where not given, the kernel chooses.</summary>
    [Range(0, 32767)]
    public int? Priority { get; }

    /// <summary>Other options of its line in <c>/etc/fstab</c>, such as <c>discard</c> or <c>nofail</c>.</summary>
    public IReadOnlyList<string>? Options { get; }

    /// <summary>Whether it is used now, and when the host boots; both where not given.</summary>
    public SwapState? State { get; }

    /// <summary>It is not used, has no line in <c>/etc/fstab</c>, and the file is deleted. A device keeps what it holds.</summary>
    [Excludes(nameof(Size), nameof(Priority), nameof(Options), nameof(State)), Absence]
    public bool Absent { get; }

    /// <summary>The size in MiB.</summary>
    internal long Mebibytes => Size is { } size ? long.Parse(size.AsSpan(0, size.Length - 1), System.Globalization.CultureInfo.InvariantCulture)
        * size[^1] switch { 'M' => 1, 'G' => 1024, _ => 1024 * 1024 } : 0;

    partial void ClaimMore(ClaimSet claims) => claims.Add(Claim.Part, Fstab.Path.Value);
}
