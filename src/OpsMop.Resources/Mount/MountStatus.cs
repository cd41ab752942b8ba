namespace OpsMop;

/// <summary>What is mounted at a path; what is observed under <c>mount:PATH</c>.</summary>
/// <param name="Entry">What is on top, as the kernel knows it; <see langword="null"/> where it is only planned.</param>
/// <param name="Planned">As it will be mounted, where that is planned.</param>
/// <param name="Layers">How many mounts lie on each other there.</param>
internal sealed record MountStatus(MountEntry? Entry, FstabLine? Planned, int Layers)
{
    /// <summary>The key under which it is known.</summary>
    public static string Key(AbsolutePath path) => "mount:" + path.Value;

    /// <summary>In words.</summary>
    public string Shown => Entry is { } entry ? $"{entry.FileSystem} of {entry.Source}" : $"{Planned!.Type} of {Planned.Device}";
}
