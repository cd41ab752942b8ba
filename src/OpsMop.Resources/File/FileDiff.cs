namespace OpsMop;

/// <summary>Gathers both sides of a file's diff where they are small enough to be shown. Who renders it hides what is secret.</summary>
internal static class FileDiff
{
    private const int Limit = 1 << 20;

    /// <summary>The diff between a file and what it will hold; <see langword="null"/> where one of both is larger than a mebibyte.</summary>
    /// <param name="system">Where the file is.</param>
    /// <param name="path">The file.</param>
    /// <param name="have">The file as it is; <see langword="null"/> if it does not exist.</param>
    /// <param name="after">What it will hold.</param>
    /// <param name="cancel">Cancels the reading.</param>
    public static async ValueTask<ContentDiff?> BetweenAsync(
        ISystemReader system, AbsolutePath path, FileStatus? have, FileContent after, CancellationToken cancel)
    {
        // Content that lies on the controller comes over here only now that it is known to differ, and only where it will be shown.
        await after.LoadAsync(Limit, cancel).ConfigureAwait(false);
        return after.Bytes switch
        {
            { Length: > Limit } => null,
            null when after.Size > Limit => null,
            null => new ContentDiff(path, null, after),
            _ when have is null => new ContentDiff(path, null, after),
            _ => have.Size > Limit ? null : new ContentDiff(path, await system.ReadAsync(path, cancel).ConfigureAwait(false), after),
        };
    }
}
