using System.Security.Cryptography;

namespace OpsMop.Engine.Systems;

/// <summary>
/// The system that applies: it records each effect in the run's journal before the effect happens, and keeps what the effect
/// overwrites or deletes. From that come the audit log, undo and resume.
/// </summary>
/// <remarks>
/// The order is: the backup, durable, where content is about to be lost; the record; the effect. A record is one write(2) and not
/// flushed before <see cref="FlushAsync"/>: after a crash of the agent all of it is there. A loss of power may take its end, and with
/// it the effects that were not flushed either; undo judges each by the present state.
/// </remarks>
public sealed class JournalSystem : ISystem
{
    private static readonly JournalSubject Nobody = new("");

    private readonly ISystem _inner;
    private readonly RunJournal _journal;
    private readonly JournalSubject _subject;

    /// <summary>Records what is done to a system.</summary>
    /// <param name="inner">The system.</param>
    /// <param name="journal">The run's journal. Whoever made it disposes it.</param>
    public JournalSystem(ISystem inner, RunJournal journal)
        : this(inner, journal, Nobody)
    {
    }

    private JournalSystem(ISystem inner, RunJournal journal, JournalSubject subject) => (_inner, _journal, _subject) = (inner, journal, subject);

    /// <summary>The same system and journal, with effects recorded for one resource: a small object, so that resources may be applied side by side.</summary>
    /// <param name="subject">The resource.</param>
    public JournalSystem For(JournalSubject subject) => new(_inner, _journal, subject);

    // ---- reading ----

    /// <inheritdoc/>
    public ValueTask<FileStatus?> StatAsync(AbsolutePath path, bool follow = false, CancellationToken cancel = default) => _inner.StatAsync(path, follow, cancel);

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>> ReadAsync(AbsolutePath path, CancellationToken cancel = default) => _inner.ReadAsync(path, cancel);

    /// <inheritdoc/>
    public ValueTask<bool> HasContentAsync(AbsolutePath path, FileContent content, CancellationToken cancel = default) => _inner.HasContentAsync(path, content, cancel);

    /// <inheritdoc/>
    public ValueTask<string> ReadLinkAsync(AbsolutePath path, CancellationToken cancel = default) => _inner.ReadLinkAsync(path, cancel);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListAsync(AbsolutePath path, CancellationToken cancel = default) => _inner.ListAsync(path, cancel);

    /// <inheritdoc/>
    public ValueTask<UserAccount?> FindUserAsync(string name, CancellationToken cancel = default) => _inner.FindUserAsync(name, cancel);

    /// <inheritdoc/>
    public ValueTask<GroupAccount?> FindGroupAsync(string name, CancellationToken cancel = default) => _inner.FindGroupAsync(name, cancel);

    /// <inheritdoc/>
    public ValueTask<T?> ObserveAsync<T>(string key, Func<ISystemReader, CancellationToken, ValueTask<T?>> read, CancellationToken cancel = default)
        where T : class => _inner.ObserveAsync(key, read, cancel);

    /// <inheritdoc/>
    public ValueTask<ProcessResult> QueryAsync(ProcessRequest request, CancellationToken cancel = default) => _inner.QueryAsync(request, cancel);

    // ---- effects ----

    /// <inheritdoc/>
    public async ValueTask WriteAsync(AbsolutePath path, FileContent content, FileMetadata metadata, CancellationToken cancel = default)
    {
        var before = await BeforeAsync(path, cancel).ConfigureAwait(false);
        var after = AfterWrite(content, metadata);
        var number = _journal.Append(_subject, EffectKind.Write, path.Value, before, after);
        if (after.Sha256 is not null)
        {
            await _inner.WriteAsync(path, content, metadata, cancel).ConfigureAwait(false);
            return;
        }

        var (watched, stream) = Watch(content);
        await _inner.WriteAsync(path, watched, metadata, cancel).ConfigureAwait(false);
        if (stream() is { } read)
        {
            _journal.AppendContent(number, read.Hash(), read.Count);
        }
    }

    /// <summary>Stages a file; it is recorded when it is put in place, since nothing that was there has changed before.</summary>
    /// <inheritdoc/>
    public async ValueTask<IStagedFile> StageAsync(AbsolutePath path, FileContent content, FileMetadata metadata, CancellationToken cancel = default)
    {
        var after = AfterWrite(content, metadata);
        _journal.Staging(path.Value);
        if (after.Sha256 is not null)
        {
            return new JournalStagedFile(this, await _inner.StageAsync(path, content, metadata, cancel).ConfigureAwait(false), after);
        }

        var (watched, stream) = Watch(content);
        var staged = await _inner.StageAsync(path, watched, metadata, cancel).ConfigureAwait(false);
        return new JournalStagedFile(this, staged, stream() is { } read ? after with { Sha256 = read.Hash(), Size = read.Count } : after);
    }

    /// <inheritdoc/>
    public async ValueTask CreateDirectoryAsync(AbsolutePath path, FileMetadata metadata, CancellationToken cancel = default)
    {
        var before = await LookAsync(path, cancel).ConfigureAwait(false);
        if (before is null)
        {
            var after = new RecordedState { Kind = FileKind.Directory, Mode = metadata.Mode, Owner = metadata.Owner, Group = metadata.Group };
            _journal.Append(_subject, EffectKind.CreateDirectory, path.Value, null, after);
        }

        await _inner.CreateDirectoryAsync(path, metadata, cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask CreateLinkAsync(AbsolutePath path, string target, string? owner = null, string? group = null, CancellationToken cancel = default)
    {
        var before = await BeforeAsync(path, cancel).ConfigureAwait(false);
        var after = new RecordedState { Kind = FileKind.Link, Owner = owner, Group = group, Target = target };
        _journal.Append(_subject, EffectKind.CreateLink, path.Value, before, after);
        await _inner.CreateLinkAsync(path, target, owner, group, cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask SetModeAsync(AbsolutePath path, UnixMode mode, CancellationToken cancel = default)
    {
        if (await LookAsync(path, cancel).ConfigureAwait(false) is { } status)
        {
            _journal.Append(
                _subject,
                EffectKind.SetMode,
                path.Value,
                new RecordedState { Kind = status.Kind, Mode = status.Mode },
                new RecordedState { Kind = status.Kind, Mode = mode });
        }

        await _inner.SetModeAsync(path, mode, cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask SetOwnerAsync(AbsolutePath path, string? owner, string? group, CancellationToken cancel = default)
    {
        if (await LookAsync(path, cancel).ConfigureAwait(false) is { } status)
        {
            var after = new RecordedState { Kind = status.Kind, Owner = owner ?? status.Owner, Group = group ?? status.Group };
            _journal.Append(_subject, EffectKind.SetOwner, path.Value, Metadata(status), after);
        }

        await _inner.SetOwnerAsync(path, owner, group, cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DeleteAsync(AbsolutePath path, bool recursive = false, CancellationToken cancel = default)
    {
        await RecordDeletionAsync(path, recursive, cancel).ConfigureAwait(false);
        await _inner.DeleteAsync(path, recursive, cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancel = default)
    {
        _journal.Append(_subject, EffectKind.Run, string.Join(' ', request.Arguments), null, null);
        return _inner.RunAsync(request, cancel);
    }

    /// <inheritdoc/>
    public ValueTask FlushAsync(CancellationToken cancel = default)
    {
        _journal.Flush();
        return _inner.FlushAsync(cancel);
    }

    internal async ValueTask CommitAsync(IStagedFile staged, RecordedState after, CancellationToken cancel)
    {
        var before = await BeforeAsync(staged.Target, cancel).ConfigureAwait(false);
        _journal.Append(_subject, EffectKind.Write, staged.Target.Value, before, after);
        await staged.CommitAsync(cancel).ConfigureAwait(false);
    }

    // A tree is recorded from its leaves up, as it is deleted: read backwards, directories come before what is in them.
    private async ValueTask RecordDeletionAsync(AbsolutePath path, bool recursive, CancellationToken cancel)
    {
        if (await LookAsync(path, cancel).ConfigureAwait(false) is not { } status)
        {
            return;
        }

        if (status.IsDirectory && recursive)
        {
            foreach (var name in await _inner.ListAsync(path, cancel).ConfigureAwait(false))
            {
                await RecordDeletionAsync(path / name, recursive: true, cancel).ConfigureAwait(false);
            }
        }

        _journal.Append(_subject, EffectKind.Delete, path.Value, await KeepAsync(path, status, cancel).ConfigureAwait(false), null);
    }

    /// <summary>What an effect is about to replace, kept where it would be lost.</summary>
    private async ValueTask<RecordedState?> BeforeAsync(AbsolutePath path, CancellationToken cancel) =>
        await LookAsync(path, cancel).ConfigureAwait(false) is { } status ? await KeepAsync(path, status, cancel).ConfigureAwait(false) : null;

    // What is wrong with the path is for the effect to say, in the words for the effect.
    private ValueTask<FileStatus?> LookAsync(AbsolutePath path, CancellationToken cancel) => LookAsync(_inner, path, cancel);

    internal static async ValueTask<FileStatus?> LookAsync(ISystemReader system, AbsolutePath path, CancellationToken cancel)
    {
        try
        {
            return await system.StatAsync(path, follow: false, cancel).ConfigureAwait(false);
        }
        catch (SystemFaultException fault) when (fault.Fault == SystemFault.BadLink)
        {
            return null; // links in a circle lead to nothing; undo sees it the same way
        }
    }

    private async ValueTask<RecordedState> KeepAsync(AbsolutePath path, FileStatus status, CancellationToken cancel)
    {
        var state = Metadata(status);
        if (status.IsLink)
        {
            return state with { Target = await _inner.ReadLinkAsync(path, cancel).ConfigureAwait(false) };
        }

        if (!status.IsFile)
        {
            return state;
        }

        state = state with { Size = status.Size };
        if (status.Size > _journal.Options.BackupLimit)
        {
            return _journal.Options.LargeFiles == LargeFiles.Skip ? state : throw new SystemFaultException(
                SystemFault.Refused,
                path.Value,
                $"{path.Value} has {status.Size} bytes, and no file above {_journal.Options.BackupLimit} bytes is kept. "
                    + "It is left as it was. Raise the limit, allow larger files to be lost, or move it away.");
        }

        var content = await _inner.ReadAsync(path, cancel).ConfigureAwait(false);
        return state with { Size = content.Length, Sha256 = _journal.Keep(content.Span), Kept = true };
    }

    private static RecordedState Metadata(FileStatus status) => new() { Kind = status.Kind, Mode = status.Mode, Owner = status.Owner, Group = status.Group };

    private static RecordedState AfterWrite(FileContent content, FileMetadata metadata)
    {
        var after = new RecordedState { Kind = FileKind.File, Mode = metadata.Mode, Owner = metadata.Owner, Group = metadata.Group };
        if (content.Bytes is { } bytes)
        {
            Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(bytes.Span, digest);
            return after with { Size = bytes.Length, Sha256 = Convert.ToHexStringLower(digest) };
        }

        return content.KnownHash is { IsGiven: true, Error: null } known ? after with { Sha256 = known.Value } : after;
    }

    // The last opening counts: a system that was interrupted may have opened the content before.
    private static (FileContent Content, Func<HashingStream?> Stream) Watch(FileContent content)
    {
        HashingStream? last = null;
        return (FileContent.Deferred(async cancel => last = new HashingStream(await content.OpenAsync(cancel).ConfigureAwait(false)), content.KnownHash), () => last);
    }
}
