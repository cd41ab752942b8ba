namespace OpsMop;

/// <summary>A mount as the kernel knows it, one line of <c>/proc/self/mountinfo</c>.</summary>
/// <param name="Number">The number of the device, <c>major:minor</c>.</param>
/// <param name="Root">Which folder of the file system is mounted; <c>/</c> but for binds and subvolumes.</param>
/// <param name="Path">Where.</param>
/// <param name="Options">The options of the mount.</param>
/// <param name="FileSystem">The type of the file system.</param>
/// <param name="Source">The device, or what stands in its place.</param>
/// <param name="SuperOptions">The options of the file system.</param>
internal sealed record MountEntry(string Number, string Root, string Path, IReadOnlyList<string> Options, string FileSystem, string Source, IReadOnlyList<string> SuperOptions)
{
    /// <summary>Whether nothing can be written through it.</summary>
    public bool IsReadOnly => Options.Contains("ro") || SuperOptions.Contains("ro");

    /// <summary>Reads a line; <see langword="null"/> for one that is none.</summary>
    /// <param name="line">The line.</param>
    public static MountEntry? Parse(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var dash = Array.IndexOf(words, "-", Math.Min(6, words.Length));
        return dash < 0 || words.Length < dash + 3
            ? null
            : new MountEntry(
                words[2], Fstab.Unescape(words[3]), Fstab.Unescape(words[4]), words[5].Split(','), words[dash + 1], Fstab.Unescape(words[dash + 2]),
                words.Length > dash + 3 ? words[dash + 3].Split(',') : []);
    }
}
