namespace OpsMop;

/// <summary>
/// The one seam between OpsMop and what it manages: every effect passes through here. The machine itself, an image in a folder,
/// a host behind ssh and the memory of a test implement it; planning, journalling and fault injection decorate it.
/// </summary>
public interface ISystem : ISystemReader
{
    /// <summary>
    /// Writes a file whole: a temporary file beside the target gets the content, owner and mode, and is renamed over it.
    /// Nobody sees half of it or another mode. A link at the path is replaced, not followed.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="content">What it holds afterwards. If it has a known hash, what is written is checked against it first.</param>
    /// <param name="metadata">Its mode and owners.</param>
    /// <param name="cancel">Cancels the writing; the target is then untouched.</param>
    ValueTask WriteAsync(AbsolutePath path, FileContent content, FileMetadata metadata, CancellationToken cancel = default);

    /// <summary>The first half of <see cref="WriteAsync"/>: the file is complete beside its target, to be checked before it is put in place.</summary>
    /// <param name="path">The target.</param>
    /// <param name="content">What it holds.</param>
    /// <param name="metadata">Its mode and owners.</param>
    /// <param name="cancel">Cancels the staging.</param>
    /// <returns>The staged file; disposing it without committing removes it.</returns>
    ValueTask<IStagedFile> StageAsync(AbsolutePath path, FileContent content, FileMetadata metadata, CancellationToken cancel = default);

    /// <summary>Makes a directory; its parent must exist.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="metadata">Its mode and owners; it never exists with a wider mode.</param>
    /// <param name="cancel">Cancels the effect before it begins.</param>
    ValueTask CreateDirectoryAsync(AbsolutePath path, FileMetadata metadata, CancellationToken cancel = default);

    /// <summary>Makes a symbolic link, replacing a file or link at the path in one step.</summary>
    /// <param name="path">The link.</param>
    /// <param name="target">Where it points, relative or absolute, whether or not that exists.</param>
    /// <param name="owner">The link's own owner; <see langword="null"/> for the agent's user.</param>
    /// <param name="group">The link's own group; <see langword="null"/> for the agent's.</param>
    /// <param name="cancel">Cancels the effect before it begins.</param>
    ValueTask CreateLinkAsync(AbsolutePath path, string target, string? owner = null, string? group = null, CancellationToken cancel = default);

    /// <summary>Sets the mode of a file or directory. A link is refused.</summary>
    /// <param name="path">The path.</param>
    /// <param name="mode">The permission bits.</param>
    /// <param name="cancel">Cancels the effect before it begins.</param>
    ValueTask SetModeAsync(AbsolutePath path, UnixMode mode, CancellationToken cancel = default);

    /// <summary>Sets owner and group of a path, of the link itself where it is a link.</summary>
    /// <param name="path">The path.</param>
    /// <param name="owner">The owner's name or number; <see langword="null"/> leaves it.</param>
    /// <param name="group">The group's name or number; <see langword="null"/> leaves it.</param>
    /// <param name="cancel">Cancels the effect before it begins.</param>
    ValueTask SetOwnerAsync(AbsolutePath path, string? owner, string? group, CancellationToken cancel = default);

    /// <summary>Deletes a file, link or directory; nothing happens where nothing is. Links are never followed.</summary>
    /// <param name="path">The path.</param>
    /// <param name="recursive">Whether a directory goes with what is in it; otherwise it must be empty.</param>
    /// <param name="cancel">Stops between two deletions.</param>
    ValueTask DeleteAsync(AbsolutePath path, bool recursive = false, CancellationToken cancel = default);

    /// <summary>Runs a process that may change the system. What was written before is durable before it starts, and names of accounts are read anew after it.</summary>
    /// <param name="request">The process.</param>
    /// <param name="cancel">Ends the process, group-wide.</param>
    /// <returns>How it ended; a program that is not found is exit code 127, not an exception.</returns>
    ValueTask<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancel = default);

    /// <summary>Makes every effect so far survive a loss of power (see docs/durability.md).</summary>
    /// <param name="cancel">Cancels the waiting.</param>
    ValueTask FlushAsync(CancellationToken cancel = default);
}
