namespace OpsMop.Engine.Systems;

/// <summary>
/// The overlay as one resource sees it while it is planned: an absence that an earlier change may mend is still answered as an
/// absence, and noted as a <see cref="Taint"/>. With taints, the resource's changes are <c>Maybe</c> and its failure is unknown.
/// </summary>
/// <remarks>
/// It costs one comparison a question as long as no planned change may create anything. It is reusable: <see cref="Begin"/> starts
/// the next resource. One resource uses it at a time; resources planned side by side have a view each.
/// </remarks>
public sealed class OverlayView : ISystem
{
    private readonly OverlaySystem _overlay;
    private readonly List<Taint> _taints = [];
    private IReadOnlySet<string>? _opaqueCauses;
    private string? _resource;
    private bool _readOverlay;
    private int _noted;

    internal OverlayView(OverlaySystem overlay) => _overlay = overlay;

    /// <summary>What was uncertain since <see cref="Begin"/>, in the order of asking.</summary>
    public IReadOnlyList<Taint> Taints => _taints;

    /// <summary>Whether anything was uncertain since <see cref="Begin"/>.</summary>
    public bool IsTainted => _taints.Count > 0;

    /// <summary>Whether a process has been planned through it, of which nobody knows what it does to the answers of others.</summary>
    internal bool HasRun { get; set; }

    private PendingEffects Pending => _overlay.Pending;

    /// <summary>Starts the planning of the next resource: forgets the taints.</summary>
    /// <param name="resource">The resource, such as <c>File[/etc/x]</c>: the cause that later taints name for what it writes.</param>
    /// <param name="opaqueCauses">The causes whose opaque effects count for it: those it depends on explicitly. The set is kept, not copied.</param>
    public void Begin(string resource, IReadOnlySet<string>? opaqueCauses = null)
    {
        _resource = resource;
        _opaqueCauses = opaqueCauses;
        _taints.Clear();
    }

    // ---- reading ----

    /// <inheritdoc/>
    public ValueTask<FileStatus?> StatAsync(AbsolutePath path, bool follow = false, CancellationToken cancel = default)
    {
        _readOverlay = true;
        return Pending.NothingPossible ? _overlay.StatAsync(path, follow, cancel) : CheckedAsync(_overlay.StatAsync(path, follow, cancel), path, follow, cancel);
    }

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>> ReadAsync(AbsolutePath path, CancellationToken cancel = default)
    {
        _readOverlay = true;
        return Pending.NothingPossible ? _overlay.ReadAsync(path, cancel) : CheckedAsync(_overlay.ReadAsync(path, cancel), path, cancel);
    }

    /// <inheritdoc/>
    public ValueTask<bool> HasContentAsync(AbsolutePath path, FileContent content, CancellationToken cancel = default)
    {
        _readOverlay = true;
        return Pending.NothingPossible ? _overlay.HasContentAsync(path, content, cancel) : HasContentCheckedAsync(path, content, cancel);
    }

    /// <inheritdoc/>
    public ValueTask<string> ReadLinkAsync(AbsolutePath path, CancellationToken cancel = default)
    {
        _readOverlay = true;
        return Pending.NothingPossible ? _overlay.ReadLinkAsync(path, cancel) : CheckedAsync(_overlay.ReadLinkAsync(path, cancel), path, cancel);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListAsync(AbsolutePath path, CancellationToken cancel = default)
    {
        _readOverlay = true;
        return Pending.NothingPossible ? _overlay.ListAsync(path, cancel) : CheckedAsync(_overlay.ListAsync(path, cancel), path, cancel);
    }

    /// <inheritdoc/>
    public ValueTask<UserAccount?> FindUserAsync(string name, CancellationToken cancel = default)
    {
        _readOverlay = true;
        return Pending.NothingPossible ? _overlay.FindUserAsync(name, cancel) : CheckedAsync(_overlay.FindUserAsync(name, cancel), "user:" + name);
    }

    /// <inheritdoc/>
    public ValueTask<GroupAccount?> FindGroupAsync(string name, CancellationToken cancel = default)
    {
        _readOverlay = true;
        return Pending.NothingPossible ? _overlay.FindGroupAsync(name, cancel) : CheckedAsync(_overlay.FindGroupAsync(name, cancel), "group:" + name);
    }

    /// <inheritdoc/>
    public ValueTask<T?> ObserveAsync<T>(string key, Func<ISystemReader, CancellationToken, ValueTask<T?>> read, CancellationToken cancel = default)
        where T : class =>
        _overlay.IsUntouched && Pending.NothingPossible ? _overlay.Below.ObserveAsync(key, read, cancel) : ObserveThroughAsync(key, read, cancel);

    /// <inheritdoc/>
    public ValueTask<ProcessResult> QueryAsync(ProcessRequest request, CancellationToken cancel = default) =>
        Pending.NothingPossible && _overlay.IsUntouched ? _overlay.QueryAsync(request, cancel) : QueryCheckedAsync(request, cancel);

    // ---- effects: what is missing may be there by then ----

    /// <inheritdoc/>
    public ValueTask WriteAsync(AbsolutePath path, FileContent content, FileMetadata metadata, CancellationToken cancel = default) =>
        CheckedAsync(_overlay.WriteAsync(path, content, metadata, _resource, cancel), path, cancel);

    /// <inheritdoc/>
    public ValueTask<IStagedFile> StageAsync(AbsolutePath path, FileContent content, FileMetadata metadata, CancellationToken cancel = default) =>
        CheckedAsync(_overlay.StageAsync(path, content, metadata, _resource, cancel), path, cancel);

    /// <inheritdoc/>
    public ValueTask CreateDirectoryAsync(AbsolutePath path, FileMetadata metadata, CancellationToken cancel = default) =>
        CheckedAsync(_overlay.Tree.CreateDirectoryAsync(path.Value, metadata, _overlay.NextStamp(_resource), cancel), path, cancel);

    /// <inheritdoc/>
    public ValueTask CreateLinkAsync(AbsolutePath path, string target, string? owner = null, string? group = null, CancellationToken cancel = default) =>
        CheckedAsync(_overlay.Tree.CreateLinkAsync(path.Value, target, owner, group, _overlay.NextStamp(_resource), cancel), path, cancel);

    /// <inheritdoc/>
    public ValueTask SetModeAsync(AbsolutePath path, UnixMode mode, CancellationToken cancel = default) =>
        CheckedAsync(_overlay.Tree.SetModeAsync(path.Value, mode, _overlay.NextStamp(_resource), cancel), path, cancel);

    /// <inheritdoc/>
    public ValueTask SetOwnerAsync(AbsolutePath path, string? owner, string? group, CancellationToken cancel = default) =>
        CheckedAsync(_overlay.Tree.SetOwnerAsync(path.Value, owner, group, _overlay.NextStamp(_resource), cancel), path, cancel);

    /// <inheritdoc/>
    public ValueTask DeleteAsync(AbsolutePath path, bool recursive = false, CancellationToken cancel = default) =>
        _overlay.DeleteAsync(path, recursive, _resource, cancel);

    /// <inheritdoc/>
    public ValueTask<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancel = default)
    {
        HasRun = true;
        return _overlay.RunAsync(request, cancel);
    }

    /// <inheritdoc/>
    public ValueTask FlushAsync(CancellationToken cancel = default) => default;

    // ---- taints ----

    private async ValueTask<FileStatus?> CheckedAsync(ValueTask<FileStatus?> question, AbsolutePath path, bool follow, CancellationToken cancel)
    {
        var status = await question.ConfigureAwait(false);
        if (status is null)
        {
            await TaintPathAsync(path.Value, follow, cancel).ConfigureAwait(false);
        }

        return status;
    }

    private async ValueTask<T> CheckedAsync<T>(ValueTask<T> question, AbsolutePath path, CancellationToken cancel)
    {
        try
        {
            return await question.ConfigureAwait(false);
        }
        catch (SystemFaultException fault) when (fault.Fault == SystemFault.NotFound && !Pending.NothingPossible)
        {
            await TaintPathAsync(path.Value, follow: true, cancel).ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask CheckedAsync(ValueTask effect, AbsolutePath path, CancellationToken cancel)
    {
        try
        {
            await effect.ConfigureAwait(false);
        }
        catch (SystemFaultException fault) when (fault.Fault == SystemFault.NotFound && !Pending.NothingPossible)
        {
            await TaintPathAsync(path.Value, follow: false, cancel).ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask<T?> CheckedAsync<T>(ValueTask<T?> question, string key)
        where T : class
    {
        var found = await question.ConfigureAwait(false);
        if (found is null)
        {
            TaintKey(key);
        }

        return found;
    }

    private async ValueTask<bool> HasContentCheckedAsync(AbsolutePath path, FileContent content, CancellationToken cancel)
    {
        var same = await _overlay.HasContentAsync(path, content, cancel).ConfigureAwait(false);
        if (!same && await _overlay.StatAsync(path, follow: true, cancel).ConfigureAwait(false) is null)
        {
            await TaintPathAsync(path.Value, follow: true, cancel).ConfigureAwait(false);
        }

        return same;
    }

    private async ValueTask<T?> ObserveThroughAsync<T>(string key, Func<ISystemReader, CancellationToken, ValueTask<T?>> read, CancellationToken cancel)
        where T : class
    {
        if (_overlay.TryGetSet<T>(key, out var set, out var since))
        {
            _readOverlay = true;
            if (set is null)
            {
                TaintKey(key, since);
            }

            return set;
        }

        if (_overlay.Remembered(key) is T remembered)
        {
            return remembered;
        }

        var (noted, sequence, outer) = (_noted, _overlay.Sequence, _readOverlay);
        _readOverlay = false;

        // The system below may know the key without reading; when it reads, it reads through this view.
        var found = await _overlay.Below.ObserveAsync(key, (_, c) => read(this, c), cancel).ConfigureAwait(false);
        if (found is null)
        {
            TaintKey(key);
        }
        else if (noted == _noted)
        {
            _overlay.Remember(key, found, _readOverlay, sequence);
        }

        _readOverlay |= outer;
        return found;
    }

    private async ValueTask<ProcessResult> QueryCheckedAsync(ProcessRequest request, CancellationToken cancel)
    {
        ProcessResult result;
        try
        {
            result = await _overlay.QueryAsync(request, cancel).ConfigureAwait(false);
        }
        catch (SystemFaultException) when (!_overlay.IsUntouched)
        {
            // It cannot start below because its folder or user is yet to be made: it has no answer, as a program that is yet to be installed has none.
            if (await WhoMakesRunnableAsync(request, cancel).ConfigureAwait(false) is not { } maker)
            {
                throw;
            }

            Add(maker);
            return new ProcessResult(ProcessResult.NotFound, "", "");
        }

        var program = request.Arguments.Count > 0 ? request.Arguments[0] : "";
        if (Pending.WhoMayDoAnything(0, _opaqueCauses) is { } anybody)
        {
            Add(new(program, anybody));
        }

        if (result.ExitCode == ProcessResult.NotFound && !Pending.NothingPossible && Pending.WhoMayBring(program, _opaqueCauses) is { } bringer)
        {
            Add(new(program, bringer));
        }

        if (!_overlay.Tree.IsUntouched)
        {
            // The process saw the system below: what it says of a path that the plan changes is not what it will say then.
            foreach (var path in CommandPaths.In(request))
            {
                var located = await _overlay.Tree.LocateAsync(path, follow: true, cancel).ConfigureAwait(false);
                if (_overlay.Tree.ChangedBy(located) is { } cause)
                {
                    Add(new(path, cause));
                }
            }
        }

        return result;
    }

    /// <summary>The planned change without which a process has no folder to run in, or no user to run as.</summary>
    private async ValueTask<Taint?> WhoMakesRunnableAsync(ProcessRequest request, CancellationToken cancel)
    {
        if (request.Directory is { IsGiven: true, Error: null } directory)
        {
            var located = await _overlay.Tree.LocateAsync(directory.Value, follow: true, cancel).ConfigureAwait(false);
            if (_overlay.Tree.ChangedBy(located) is { } cause)
            {
                return new Taint(directory.Value, cause);
            }
        }

        return request.User is { } user && _overlay.TryGetSet<UserAccount>($"user:{user}", out var account) && account is not null
            ? new Taint($"user:{user}", $"User[{user}]")
            : null;
    }

    private async ValueTask TaintPathAsync(string path, bool follow, CancellationToken cancel)
    {
        var located = await _overlay.Tree.LocateAsync(path, follow, cancel).ConfigureAwait(false);
        var since = _overlay.Tree.ClearedAt(located);
        var cause = Pending.WhoMayCreate(located, since, _opaqueCauses)
            ?? (located == path ? null : Pending.WhoMayCreate(path, since, _opaqueCauses));
        if (cause is not null)
        {
            Add(new(path, cause));
        }
    }

    private void TaintKey(string key, long? known = null)
    {
        var since = known ?? (Pending.TryGetSet(key, out _, out var set) ? set : 0);
        if (Pending.WhoMayCreate(key, since, _opaqueCauses) is { } cause)
        {
            Add(new(key, cause));
        }
    }

    private void Add(Taint taint)
    {
        _noted++;
        if (!_taints.Contains(taint))
        {
            _taints.Add(taint);
        }
    }
}
