namespace OpsMop;

/// <summary>
/// What can be asked of a system without changing it. Providers plan against this half of the seam, so that a provider that
/// writes while planning does not compile. Every member throws <see cref="SystemFaultException"/> for what a person can mend.
/// </summary>
public interface ISystemReader
{
    /// <summary>The status of a path; <see langword="null"/> if nothing is there.</summary>
    /// <param name="path">The path.</param>
    /// <param name="follow">Whether a link is followed to what it points to; a dangling link is then <see langword="null"/>.</param>
    /// <param name="cancel">Cancels the question.</param>
    ValueTask<FileStatus?> StatAsync(AbsolutePath path, bool follow = false, CancellationToken cancel = default);

    /// <summary>The whole content of a file.</summary>
    /// <param name="path">The path; links are followed.</param>
    /// <param name="cancel">Cancels the reading.</param>
    /// <exception cref="SystemFaultException">There is no such file, it is a directory, or it may not be read.</exception>
    ValueTask<ReadOnlyMemory<byte>> ReadAsync(AbsolutePath path, CancellationToken cancel = default);

    /// <summary>
    /// Whether a file has just this content; <see langword="false"/> if it does not exist. Cheaper than reading it: nothing is kept, and a remote system
    /// compares hashes.
    /// </summary>
    /// <param name="path">The path; links are followed.</param>
    /// <param name="content">The content to compare with. Content that is not in memory is compared by its <see cref="FileContent.KnownHash"/>, or by reading it.</param>
    /// <param name="cancel">Cancels the comparison.</param>
    ValueTask<bool> HasContentAsync(AbsolutePath path, FileContent content, CancellationToken cancel = default);

    /// <summary>Where a symbolic link points, as it is written in the link.</summary>
    /// <param name="path">The link.</param>
    /// <param name="cancel">Cancels the question.</param>
    /// <exception cref="SystemFaultException">There is no link at that path.</exception>
    ValueTask<string> ReadLinkAsync(AbsolutePath path, CancellationToken cancel = default);

    /// <summary>The names in a directory, in ordinal order, without <c>.</c> and <c>..</c>.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="cancel">Cancels the question.</param>
    /// <exception cref="SystemFaultException">There is no directory at that path, or it may not be read.</exception>
    ValueTask<IReadOnlyList<string>> ListAsync(AbsolutePath path, CancellationToken cancel = default);

    /// <summary>An account by its name; <see langword="null"/> if there is none. Its key is <c>user:NAME</c>.</summary>
    /// <param name="name">The login name.</param>
    /// <param name="cancel">Cancels the question.</param>
    ValueTask<UserAccount?> FindUserAsync(string name, CancellationToken cancel = default);

    /// <summary>A group by its name; <see langword="null"/> if there is none. Its key is <c>group:NAME</c>.</summary>
    /// <param name="name">The group's name.</param>
    /// <param name="cancel">Cancels the question.</param>
    ValueTask<GroupAccount?> FindGroupAsync(string name, CancellationToken cancel = default);

    /// <summary>
    /// Asks for something that is not a file, under a key by which planned changes are known: <c>package:nginx</c>, <c>unit:nginx.service</c>.
    /// While planning, a value that an earlier change <see cref="Effects.Sets"/> is answered without reading; an absence under
    /// an earlier <see cref="Effects.MayCreate"/> taints the resource that asked.
    /// </summary>
    /// <typeparam name="T">What is observed.</typeparam>
    /// <param name="key">The key, <c>kind:name</c>.</param>
    /// <param name="read">Reads it from the system given; <see langword="null"/> is absence. It must not change anything.</param>
    /// <param name="cancel">Cancels the question.</param>
    ValueTask<T?> ObserveAsync<T>(string key, Func<ISystemReader, CancellationToken, ValueTask<T?>> read, CancellationToken cancel = default)
        where T : class;

    /// <summary>Runs a process that only reads. It runs in plans too.</summary>
    /// <param name="request">The process.</param>
    /// <param name="cancel">Ends the process, group-wide.</param>
    /// <returns>How it ended; a program that is not found is exit code 127, not an exception.</returns>
    ValueTask<ProcessResult> QueryAsync(ProcessRequest request, CancellationToken cancel = default);
}
