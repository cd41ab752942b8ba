namespace OpsMop;

/// <summary>A file that is complete, with its final owner and mode, beside the path it is meant for.</summary>
public interface IStagedFile : IAsyncDisposable
{
    /// <summary>Where it is meant to be.</summary>
    AbsolutePath Target { get; }

    /// <summary>Where it is now, as a process that the same system starts sees it.</summary>
    AbsolutePath StagedAt { get; }

    /// <summary>Puts it in place in one step.</summary>
    /// <param name="cancel">Cancels the effect before it begins.</param>
    ValueTask CommitAsync(CancellationToken cancel = default);
}
