using OpsMop.Engine.Processes;

namespace OpsMop.Engine.Systems;

/// <summary>What the machine itself and an image in one of its folders share: everything but what a path, an account and a program mean.</summary>
public abstract class UnixSystem : ISystem
{
    private readonly FileOperations _files;
    private readonly ProcessLauncher _processes;

    private protected UnixSystem(FileOperations files, ProcessLauncher processes)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("OpsMop manages Unix systems. Run it on one, or manage this host's Linux side from within WSL.");
        }

        _files = files;
        _processes = processes;
    }

    /// <inheritdoc/>
    public ValueTask<FileStatus?> StatAsync(AbsolutePath path, bool follow = false, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        return new(_files.Status(Valid(path), follow));
    }

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>> ReadAsync(AbsolutePath path, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        return new(_files.Read(Valid(path)));
    }

    /// <inheritdoc/>
    public ValueTask<bool> HasContentAsync(AbsolutePath path, FileContent content, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        return _files.HasContentAsync(Valid(path), content, cancel);
    }

    /// <inheritdoc/>
    public ValueTask<string> ReadLinkAsync(AbsolutePath path, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        return new(_files.ReadLink(Valid(path)));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListAsync(AbsolutePath path, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        return new(_files.List(Valid(path)));
    }

    /// <inheritdoc/>
    public ValueTask<UserAccount?> FindUserAsync(string name, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        return new(_files.Accounts.LookUpUser(name));
    }

    /// <inheritdoc/>
    public ValueTask<GroupAccount?> FindGroupAsync(string name, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        return new(_files.Accounts.LookUpGroup(name));
    }

    /// <inheritdoc/>
    public ValueTask<T?> ObserveAsync<T>(string key, Func<ISystemReader, CancellationToken, ValueTask<T?>> read, CancellationToken cancel = default)
        where T : class => read(this, cancel);

    /// <inheritdoc/>
    public ValueTask<ProcessResult> QueryAsync(ProcessRequest request, CancellationToken cancel = default) => _processes.RunAsync(request, cancel);

    /// <inheritdoc/>
    public ValueTask WriteAsync(AbsolutePath path, FileContent content, FileMetadata metadata, CancellationToken cancel = default) =>
        _files.WriteAsync(Checked(path), content, Checked(metadata, path), cancel);

    /// <inheritdoc/>
    public async ValueTask<IStagedFile> StageAsync(AbsolutePath path, FileContent content, FileMetadata metadata, CancellationToken cancel = default) =>
        await _files.StageAsync(Checked(path), content, Checked(metadata, path), cancel).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask CreateDirectoryAsync(AbsolutePath path, FileMetadata metadata, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        _files.CreateDirectory(Valid(path), Checked(metadata, path));
        return default;
    }

    /// <inheritdoc/>
    public ValueTask CreateLinkAsync(AbsolutePath path, string target, string? owner = null, string? group = null, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        _files.CreateLink(Valid(path), target, owner, group);
        return default;
    }

    /// <inheritdoc/>
    public ValueTask SetModeAsync(AbsolutePath path, UnixMode mode, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        _files.SetMode(Valid(path), Checked(mode, path));
        return default;
    }

    /// <inheritdoc/>
    /// <remarks>The kernel takes the set-uid and set-gid bits from a file whose owner changes; whoever wants them sets the mode after the owner.</remarks>
    public ValueTask SetOwnerAsync(AbsolutePath path, string? owner, string? group, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        _files.SetOwner(Valid(path), owner, group);
        return default;
    }

    /// <inheritdoc/>
    /// <remarks>What another file system holds is never deleted along with the directory that it is mounted in: that is refused.</remarks>
    public ValueTask DeleteAsync(AbsolutePath path, bool recursive = false, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        _files.Delete(Valid(path), recursive, cancel);
        return default;
    }

    /// <inheritdoc/>
    public async ValueTask<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancel = default)
    {
        await FlushAsync(cancel).ConfigureAwait(false);
        try
        {
            return await _processes.RunAsync(request, cancel).ConfigureAwait(false);
        }
        finally
        {
            _files.Accounts.Forget();
        }
    }

    /// <inheritdoc/>
    public ValueTask FlushAsync(CancellationToken cancel = default) => _files.Pending.FlushAsync(cancel);

    // The resource that received it has reported what is wrong at the policy's line. Here it must not become an effect: the bits
    // of a mode that was not given are 0000.
    private static string Valid(AbsolutePath path) => Checked(path).Value;

    private static AbsolutePath Checked(AbsolutePath path) => path is { IsGiven: true, Error: null }
        ? path
        : throw new SystemFaultException(SystemFault.Refused, path.Value, path.Error ?? "A path was not given.");

    private static UnixMode Checked(UnixMode mode, AbsolutePath path) => mode is { IsGiven: true, Error: null }
        ? mode
        : throw new SystemFaultException(SystemFault.Refused, path.Value, mode.Error ?? $"The mode of {path} was not given.");

    private static FileMetadata Checked(FileMetadata metadata, AbsolutePath path)
    {
        Checked(metadata.Mode, path);
        return metadata;
    }
}
