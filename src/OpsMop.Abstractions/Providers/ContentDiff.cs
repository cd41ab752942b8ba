namespace OpsMop;

/// <summary>A file's content before and after a change. It is rendered only when somebody looks.</summary>
/// <param name="Path">The file.</param>
/// <param name="Before">Its content now; <see langword="null"/> if it does not exist.</param>
/// <param name="After">Its content after the change; <see langword="null"/> if it will not exist.</param>
public sealed record ContentDiff(AbsolutePath Path, ReadOnlyMemory<byte>? Before, FileContent? After)
{
    /// <summary>Whether nothing of <see cref="Before"/> may be shown: an earlier run wrote a secret there.</summary>
    public bool HidesBefore { get; init; }
}
