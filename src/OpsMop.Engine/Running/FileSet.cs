namespace OpsMop.Engine.Running;

/// <summary>
/// The files of a <c>Together</c>: written beside their targets, checked as a whole, and only then put in place. What else the resources
/// do (links, modes, deletions) waits with them.
/// </summary>
/// <param name="system">The system that is read, and that runs the check.</param>
/// <param name="effects">The journalled system for a resource.</param>
internal sealed class FileSet(ISystem system, Func<Resource, ISystem> effects) : DecoratedSystem(system), IAsyncDisposable
{
    private readonly List<Func<CancellationToken, ValueTask>> _commits = [];
    private readonly List<IStagedFile> _staged = [];
    private readonly List<Change> _changes = [];

    /// <summary>What the set does to a path, in the words of the namespace script.</summary>
    private readonly record struct Change(string Kind, AbsolutePath Path, string Value);

    /// <summary>The resource whose effects come next.</summary>
    public required Resource Holder { get; set; }

    public bool IsEmpty => _commits.Count == 0;

    public override async ValueTask WriteAsync(AbsolutePath path, FileContent content, FileMetadata metadata, CancellationToken cancel = default) =>
        await (await StageAsync(path, content, metadata, cancel).ConfigureAwait(false)).CommitAsync(cancel).ConfigureAwait(false);

    public override async ValueTask<IStagedFile> StageAsync(AbsolutePath path, FileContent content, FileMetadata metadata, CancellationToken cancel = default)
    {
        var staged = await effects(Holder).StageAsync(path, content, metadata, cancel).ConfigureAwait(false);
        _staged.Add(staged);
        return new HeldFile(this, staged);
    }

    public override ValueTask CreateLinkAsync(AbsolutePath path, string target, string? owner = null, string? group = null, CancellationToken cancel = default)
    {
        _changes.Add(new Change("link", path, target));
        return Hold((to, later) => to.CreateLinkAsync(path, target, owner, group, later));
    }

    public override ValueTask DeleteAsync(AbsolutePath path, bool recursive = false, CancellationToken cancel = default)
    {
        _changes.Add(new Change("absent", path, ""));
        return Hold((to, later) => to.DeleteAsync(path, recursive, later));
    }

    public override ValueTask SetModeAsync(AbsolutePath path, UnixMode mode, CancellationToken cancel = default) =>
        Hold((to, later) => to.SetModeAsync(path, mode, later));

    public override ValueTask SetOwnerAsync(AbsolutePath path, string? owner, string? group, CancellationToken cancel = default) =>
        Hold((to, later) => to.SetOwnerAsync(path, owner, group, later));

    /// <summary>Runs the check.</summary>
    /// <param name="check">Makes it from the path of the first file as the check sees it.</param>
    /// <param name="first">The first file.</param>
    /// <param name="cancel">Ends the check.</param>
    /// <returns>What was wrong; <see langword="null"/> if the check accepts the set.</returns>
    public async ValueTask<Attempt?> CheckAsync(Func<AbsolutePath, CommandText> check, AbsolutePath first, CancellationToken cancel)
    {
        var isolated = await MountNamespace.IsAvailableAsync(Inner, cancel).ConfigureAwait(false);
        var seen = isolated ? first : _staged.Find(staged => staged.Target == first)?.StagedAt ?? first;
        var command = check(seen);
        if ((command.Error ?? command.ArgumentsError) is { } fault)
        {
            return Attempt.Failed(fault);
        }

        var arguments = command.ToArguments();
        var request = isolated
            ? MountNamespace.Wrap(
                arguments,
                [.. _staged.Select(staged => ("file", staged.Target, staged.StagedAt.Value)), .. _changes.Select(change => (change.Kind, change.Path, change.Value))])
            : new ProcessRequest(arguments);
        var result = await Inner.RunAsync(request, cancel).ConfigureAwait(false);
        return result.Succeeded
            ? null
            : Attempt.Failed($"the check `{command}` refused the new files (exit code {result.ExitCode}); none of them was put in place.", process: result);
    }

    /// <summary>Puts everything in place, in the order of writing.</summary>
    public async ValueTask CommitAsync(CancellationToken cancel)
    {
        foreach (var commit in _commits)
        {
            await commit(cancel).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var staged in _staged)
        {
            await staged.DisposeAsync().ConfigureAwait(false);
        }
    }

    private ValueTask Hold(Func<ISystem, CancellationToken, ValueTask> effect)
    {
        var holder = Holder;
        _commits.Add(cancel => effect(effects(holder), cancel));
        return default;
    }

    /// <summary>A file that its resource has finished with, and that waits for the set.</summary>
    private sealed class HeldFile(FileSet set, IStagedFile staged) : IStagedFile
    {
        public AbsolutePath Target => staged.Target;

        public AbsolutePath StagedAt => staged.StagedAt;

        public ValueTask CommitAsync(CancellationToken cancel = default)
        {
            set._commits.Add(staged.CommitAsync);
            return default;
        }

        public ValueTask DisposeAsync() => default;
    }
}
