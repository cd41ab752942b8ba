namespace OpsMop.Engine.Systems;

/// <summary>
/// The system that plans: it reads through to another and writes into memory, processes do nothing, and what changes are said to
/// do counts as done. So a resource is planned against the effects of those before it, and the system itself is never touched.
/// </summary>
/// <remarks>
/// It answers as if everything planned had happened, without a word about what is uncertain. That is what an
/// <see cref="OverlayView"/> adds for one resource. Owners stand by name, also those of accounts that the plan only creates.
/// </remarks>
public sealed class OverlaySystem : ISystem
{
    private readonly TimeProvider _clock;
    private readonly string _owner;
    private readonly string _group;
    private readonly Dictionary<string, Observation> _observed = new(StringComparer.Ordinal);
    private readonly Lock _observedGate = new();
    private long _sequence;

    /// <summary>Lays an overlay over a system.</summary>
    /// <param name="below">The system to read through to. While the plan lasts its links and directories are taken to stay as they are.</param>
    /// <param name="owner">The user who would run the changes: who owns what no owner is named for.</param>
    /// <param name="group">That user's primary group.</param>
    /// <param name="clock">The clock for times of modification.</param>
    public OverlaySystem(ISystemReader below, string owner = "root", string group = "root", TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(below);
        Below = below;
        Tree = new MemoryTree(below);
        _owner = owner;
        _group = group;
        _clock = clock ?? TimeProvider.System;
    }

    internal ISystemReader Below { get; }

    internal MemoryTree Tree { get; }

    internal PendingEffects Pending { get; } = new();

    /// <summary>Whether nothing has been planned yet, so that the system below answers for itself.</summary>
    internal bool IsUntouched => Tree.IsUntouched && Pending.NothingSet;

    /// <summary>Takes what a planned change does besides writing files as done.</summary>
    /// <param name="effects">What it sets and may create.</param>
    /// <param name="cause">The resource, as taints name it: <c>Package[nginx]</c>.</param>
    /// <param name="opaque">Whether nobody knows what else it does. It then counts for the resources that depend on it explicitly, as does the pattern <c>*</c>.</param>
    public void Apply(Effects effects, string cause, bool opaque = false)
    {
        ArgumentNullException.ThrowIfNull(effects);
        ArgumentException.ThrowIfNullOrEmpty(cause);
        Pending.Add(effects, cause, opaque, Interlocked.Increment(ref _sequence));
    }

    /// <summary>A view through which one resource at a time is planned, and which notes what was uncertain.</summary>
    public OverlayView CreateView() => new(this);

    /// <inheritdoc/>
    public ValueTask<FileStatus?> StatAsync(AbsolutePath path, bool follow = false, CancellationToken cancel = default) =>
        Tree.IsUntouched ? Below.StatAsync(path, follow, cancel) : Tree.StatAsync(path.Value, follow, cancel);

    /// <inheritdoc/>
    /// <exception cref="UnknownValueException">The content is planned to be fetched, and known only then.</exception>
    public ValueTask<ReadOnlyMemory<byte>> ReadAsync(AbsolutePath path, CancellationToken cancel = default) =>
        Tree.IsUntouched ? Below.ReadAsync(path, cancel) : Tree.ReadAsync(path.Value, cancel);

    /// <inheritdoc/>
    /// <exception cref="UnknownValueException">One of both contents is planned to be fetched, and has no known hash.</exception>
    public ValueTask<bool> HasContentAsync(AbsolutePath path, FileContent content, CancellationToken cancel = default) =>
        Tree.IsUntouched ? Below.HasContentAsync(path, content, cancel) : Tree.HasContentAsync(path.Value, content, cancel);

    /// <inheritdoc/>
    public ValueTask<string> ReadLinkAsync(AbsolutePath path, CancellationToken cancel = default) =>
        Tree.IsUntouched ? Below.ReadLinkAsync(path, cancel) : Tree.ReadLinkAsync(path.Value, cancel);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListAsync(AbsolutePath path, CancellationToken cancel = default) =>
        Tree.IsUntouched ? Below.ListAsync(path, cancel) : Tree.ListAsync(path.Value, cancel);

    /// <inheritdoc/>
    public ValueTask<UserAccount?> FindUserAsync(string name, CancellationToken cancel = default) =>
        Pending.NothingSet || !TryGetSet<UserAccount>("user:" + name, out var account) ? Below.FindUserAsync(name, cancel) : new(account);

    /// <inheritdoc/>
    public ValueTask<GroupAccount?> FindGroupAsync(string name, CancellationToken cancel = default) =>
        Pending.NothingSet || !TryGetSet<GroupAccount>("group:" + name, out var account) ? Below.FindGroupAsync(name, cancel) : new(account);

    /// <inheritdoc/>
    public ValueTask<T?> ObserveAsync<T>(string key, Func<ISystemReader, CancellationToken, ValueTask<T?>> read, CancellationToken cancel = default)
        where T : class => IsUntouched ? Below.ObserveAsync(key, read, cancel) : CreateView().ObserveAsync(key, read, cancel);

    /// <summary>Asks the system below: a process sees nothing of what is only planned.</summary>
    /// <inheritdoc/>
    public ValueTask<ProcessResult> QueryAsync(ProcessRequest request, CancellationToken cancel = default) => Below.QueryAsync(request, cancel);

    /// <inheritdoc/>
    public ValueTask WriteAsync(AbsolutePath path, FileContent content, FileMetadata metadata, CancellationToken cancel = default) =>
        WriteAsync(path, content, metadata, cause: null, cancel);

    /// <inheritdoc/>
    public ValueTask<IStagedFile> StageAsync(AbsolutePath path, FileContent content, FileMetadata metadata, CancellationToken cancel = default) =>
        StageAsync(path, content, metadata, cause: null, cancel);

    /// <inheritdoc/>
    public ValueTask CreateDirectoryAsync(AbsolutePath path, FileMetadata metadata, CancellationToken cancel = default) =>
        Tree.CreateDirectoryAsync(path.Value, metadata, NextStamp(null), cancel);

    /// <inheritdoc/>
    public ValueTask CreateLinkAsync(AbsolutePath path, string target, string? owner = null, string? group = null, CancellationToken cancel = default) =>
        Tree.CreateLinkAsync(path.Value, target, owner, group, NextStamp(null), cancel);

    /// <inheritdoc/>
    public ValueTask SetModeAsync(AbsolutePath path, UnixMode mode, CancellationToken cancel = default) =>
        Tree.SetModeAsync(path.Value, mode, NextStamp(null), cancel);

    /// <inheritdoc/>
    public ValueTask SetOwnerAsync(AbsolutePath path, string? owner, string? group, CancellationToken cancel = default) =>
        Tree.SetOwnerAsync(path.Value, owner, group, NextStamp(null), cancel);

    /// <inheritdoc/>
    public ValueTask DeleteAsync(AbsolutePath path, bool recursive = false, CancellationToken cancel = default) =>
        DeleteAsync(path, recursive, cause: null, cancel);

    /// <summary>Starts nothing and answers success.</summary>
    /// <inheritdoc/>
    public ValueTask<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        return new(ProcessResult.Success);
    }

    /// <summary>Nothing: a plan leaves nothing to be made durable.</summary>
    /// <inheritdoc/>
    public ValueTask FlushAsync(CancellationToken cancel = default) => default;

    internal ValueTask WriteAsync(AbsolutePath path, FileContent content, FileMetadata metadata, string? cause, CancellationToken cancel) =>
        Tree.WriteAsync(path.Value, content, metadata, NextStamp(cause), cancel);

    internal async ValueTask<IStagedFile> StageAsync(AbsolutePath path, FileContent content, FileMetadata metadata, string? cause, CancellationToken cancel) =>
        new MemoryStagedFile(Tree, path, await Tree.StageAsync(path.Value, content, metadata, NextStamp(cause), cancel).ConfigureAwait(false), () => NextStamp(cause));

    internal async ValueTask DeleteAsync(AbsolutePath path, bool recursive, string? cause, CancellationToken cancel) =>
        await Tree.DeleteAsync(path.Value, recursive, NextStamp(cause), cancel).ConfigureAwait(false);

    internal MemoryTree.Stamp NextStamp(string? cause) => new(Interlocked.Increment(ref _sequence), _clock.GetUtcNow(), _owner, _group, cause);

    internal bool TryGetSet<T>(string key, out T? value)
        where T : class => TryGetSet(key, out value, out _);

    internal bool TryGetSet<T>(string key, out T? value, out long sequence)
        where T : class
    {
        if (!Pending.TryGetSet(key, out var untyped, out sequence))
        {
            value = null;
            return false;
        }

        value = untyped switch
        {
            null => null,
            T typed => typed,
            _ => throw new InvalidOperationException(
                $"A change set {key} to a {untyped.GetType().Name}, but it is observed as a {typeof(T).Name}. The provider that sets it must use the type that is observed."),
        };
        return true;
    }

    /// <summary>What was found below under a key and cannot have changed since; <see langword="null"/> if it has to be read.</summary>
    internal object? Remembered(string key)
    {
        lock (_observedGate)
        {
            return _observed.TryGetValue(key, out var observation) && (observation.Sequence < 0 || observation.Sequence == Volatile.Read(ref _sequence))
                ? observation.Value : null;
        }
    }

    /// <summary>Keeps what was found under a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">What was found.</param>
    /// <param name="readOverlay">Whether the reading asked for files or accounts, so that the next planned effect may change the answer. Queries see the system
    /// below only.</param>
    /// <param name="sequence">The point in the sequence of effects before the reading.</param>
    internal void Remember(string key, object value, bool readOverlay, long sequence)
    {
        lock (_observedGate)
        {
            _observed[key] = new(value, readOverlay ? sequence : -1);
        }
    }

    internal long Sequence => Volatile.Read(ref _sequence);

    private readonly record struct Observation(object Value, long Sequence);
}
