namespace OpsMop.Testing;

/// <summary>
/// A system that fails, or whose agent is killed, at the n-th effect. A test runs once without a fault to learn
/// <see cref="EffectCount"/>, and then once for each n: every run must recover from any of them.
/// </summary>
public sealed class FaultySystem : ISystem
{
    private readonly ISystem _inner;
    private readonly int _at;
    private readonly SystemFault? _fault;
    private readonly FaultTiming _timing;
    private int _effects;
    private int _afterDeath;
    private volatile bool _dead;

    private FaultySystem(ISystem inner, int at, SystemFault? fault, FaultTiming timing)
    {
        ArgumentNullException.ThrowIfNull(inner);
        (_inner, _at, _fault, _timing) = (inner, at, fault, timing);
    }

    /// <summary>How many effects were asked for.</summary>
    public int EffectCount => Volatile.Read(ref _effects);

    /// <summary>How many calls came after the kill: zero, unless something caught <see cref="KilledException"/> and carried on.</summary>
    public int CallsAfterDeath => Volatile.Read(ref _afterDeath);

    /// <summary>A system that only counts its effects.</summary>
    /// <param name="inner">The system.</param>
    public static FaultySystem Counting(ISystem inner) => new(inner, 0, null, FaultTiming.Before);

    /// <summary>A system on which one effect fails; those after it succeed.</summary>
    /// <param name="inner">The system.</param>
    /// <param name="at">The number of the effect, from 1.</param>
    /// <param name="fault">The kind of the fault.</param>
    /// <param name="timing">Whether the effect takes place nevertheless.</param>
    public static FaultySystem Failing(ISystem inner, int at, SystemFault fault, FaultTiming timing = FaultTiming.Before) => new(inner, at, fault, timing);

    /// <summary>A system whose agent is killed at one effect.</summary>
    /// <param name="inner">The system.</param>
    /// <param name="at">The number of the effect, from 1.</param>
    /// <param name="timing">Whether the effect takes place before.</param>
    public static FaultySystem Killed(ISystem inner, int at, FaultTiming timing = FaultTiming.Before) => new(inner, at, null, timing);

    /// <inheritdoc/>
    public ValueTask<FileStatus?> StatAsync(AbsolutePath path, bool follow = false, CancellationToken cancel = default) => Alive().StatAsync(path, follow, cancel);

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>> ReadAsync(AbsolutePath path, CancellationToken cancel = default) => Alive().ReadAsync(path, cancel);

    /// <inheritdoc/>
    public ValueTask<bool> HasContentAsync(AbsolutePath path, FileContent content, CancellationToken cancel = default) => Alive().HasContentAsync(path, content, cancel);

    /// <inheritdoc/>
    public ValueTask<string> ReadLinkAsync(AbsolutePath path, CancellationToken cancel = default) => Alive().ReadLinkAsync(path, cancel);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListAsync(AbsolutePath path, CancellationToken cancel = default) => Alive().ListAsync(path, cancel);

    /// <inheritdoc/>
    public ValueTask<UserAccount?> FindUserAsync(string name, CancellationToken cancel = default) => Alive().FindUserAsync(name, cancel);

    /// <inheritdoc/>
    public ValueTask<GroupAccount?> FindGroupAsync(string name, CancellationToken cancel = default) => Alive().FindGroupAsync(name, cancel);

    /// <inheritdoc/>
    public ValueTask<T?> ObserveAsync<T>(string key, Func<ISystemReader, CancellationToken, ValueTask<T?>> read, CancellationToken cancel = default)
        where T : class => Alive().ObserveAsync(key, (_, c) => read(this, c), cancel);

    /// <inheritdoc/>
    public ValueTask<ProcessResult> QueryAsync(ProcessRequest request, CancellationToken cancel = default) => Alive().QueryAsync(request, cancel);

    /// <inheritdoc/>
    public ValueTask WriteAsync(AbsolutePath path, FileContent content, FileMetadata metadata, CancellationToken cancel = default) =>
        EffectAsync(path.Value, system => system.WriteAsync(path, content, metadata, cancel));

    /// <inheritdoc/>
    public async ValueTask<IStagedFile> StageAsync(AbsolutePath path, FileContent content, FileMetadata metadata, CancellationToken cancel = default)
    {
        var number = Begin(path.Value);
        var staged = await _inner.StageAsync(path, content, metadata, cancel).ConfigureAwait(false);
        End(number, path.Value);
        return new StagedFile(this, staged);
    }

    /// <inheritdoc/>
    public ValueTask CreateDirectoryAsync(AbsolutePath path, FileMetadata metadata, CancellationToken cancel = default) =>
        EffectAsync(path.Value, system => system.CreateDirectoryAsync(path, metadata, cancel));

    /// <inheritdoc/>
    public ValueTask CreateLinkAsync(AbsolutePath path, string target, string? owner = null, string? group = null, CancellationToken cancel = default) =>
        EffectAsync(path.Value, system => system.CreateLinkAsync(path, target, owner, group, cancel));

    /// <inheritdoc/>
    public ValueTask SetModeAsync(AbsolutePath path, UnixMode mode, CancellationToken cancel = default) =>
        EffectAsync(path.Value, system => system.SetModeAsync(path, mode, cancel));

    /// <inheritdoc/>
    public ValueTask SetOwnerAsync(AbsolutePath path, string? owner, string? group, CancellationToken cancel = default) =>
        EffectAsync(path.Value, system => system.SetOwnerAsync(path, owner, group, cancel));

    /// <inheritdoc/>
    public ValueTask DeleteAsync(AbsolutePath path, bool recursive = false, CancellationToken cancel = default) =>
        EffectAsync(path.Value, system => system.DeleteAsync(path, recursive, cancel));

    /// <inheritdoc/>
    public async ValueTask<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancel = default)
    {
        var subject = string.Join(' ', request.Arguments);
        var number = Begin(subject);
        var result = await _inner.RunAsync(request, cancel).ConfigureAwait(false);
        End(number, subject);
        return result;
    }

    /// <summary>Passed on; it changes nothing, so it is not counted.</summary>
    /// <inheritdoc/>
    public ValueTask FlushAsync(CancellationToken cancel = default) => Alive().FlushAsync(cancel);

    private async ValueTask EffectAsync(string subject, Func<ISystem, ValueTask> effect)
    {
        var number = Begin(subject);
        await effect(_inner).ConfigureAwait(false);
        End(number, subject);
    }

    private int Begin(string subject)
    {
        Alive();
        var number = Interlocked.Increment(ref _effects);
        if (_timing == FaultTiming.Before)
        {
            StrikeAt(number, subject);
        }

        return number;
    }

    private void End(int number, string subject)
    {
        if (_timing == FaultTiming.After)
        {
            StrikeAt(number, subject);
        }
    }

    private void StrikeAt(int number, string subject)
    {
        if (number != _at)
        {
            return;
        }

        if (_fault is { } fault)
        {
            throw new SystemFaultException(fault, subject, $"The test made effect {number} fail ({fault}) on {subject}.");
        }

        _dead = true;
        throw new KilledException(number);
    }

    private ISystem Alive()
    {
        if (_dead)
        {
            Interlocked.Increment(ref _afterDeath);
            throw new KilledException(_at);
        }

        return _inner;
    }

    private sealed class StagedFile(FaultySystem system, IStagedFile staged) : IStagedFile
    {
        public AbsolutePath Target => staged.Target;

        public AbsolutePath StagedAt => staged.StagedAt;

        public async ValueTask CommitAsync(CancellationToken cancel = default)
        {
            var number = system.Begin(staged.Target.Value);
            await staged.CommitAsync(cancel).ConfigureAwait(false);
            system.End(number, staged.Target.Value);
        }

        // A dead process does not clean up behind itself; that the `await using` of a test unwinds is no carrying on.
        public ValueTask DisposeAsync() => system._dead ? default : staged.DisposeAsync();
    }
}
