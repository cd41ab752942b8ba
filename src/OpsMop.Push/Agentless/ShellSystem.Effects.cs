using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OpsMop.Engine.Systems;

namespace OpsMop.Push.Agentless;

/// <summary>The effects. Each is cancelled before it is sent or not at all, so that whoever cancels knows what has been done.</summary>
internal sealed partial class ShellSystem
{
    private const int PieceSize = 256 * 1024;

    // So much of an upload is under way before the first of it has been acknowledged; it bounds what a full disk lets us send in vain.
    private const int PiecesUnderWay = 16;

    /// <inheritdoc/>
    public async ValueTask WriteAsync(AbsolutePath path, FileContent content, FileMetadata metadata, CancellationToken cancel = default)
    {
        var (name, mode, owner) = await PrepareAsync(path, metadata, cancel).ConfigureAwait(false);
        var temporary = Beside(name);
        await UploadAsync(
            name,
            temporary,
            content,
            hash => $"write {Quote(name)} {Quote(temporary)} {mode} {owner} {SyncWord()} {hash}",
            cancel).ConfigureAwait(false);
        Touched(name);
    }

    /// <inheritdoc/>
    public async ValueTask<IStagedFile> StageAsync(AbsolutePath path, FileContent content, FileMetadata metadata, CancellationToken cancel = default)
    {
        var (name, mode, owner) = await PrepareAsync(path, metadata, cancel).ConfigureAwait(false);
        var temporary = Beside(name);
        await UploadAsync(
            name,
            temporary,
            content,
            hash => $"stage {Quote(name)} {Quote(temporary)} {mode} {owner} {SyncWord()} {hash}",
            cancel).ConfigureAwait(false);
        return new ShellStagedFile(this, path, temporary, metadata.Mode, owner);
    }

    /// <inheritdoc/>
    public async ValueTask CreateDirectoryAsync(AbsolutePath path, FileMetadata metadata, CancellationToken cancel = default)
    {
        var (name, mode, owner) = await PrepareAsync(path, metadata, cancel).ConfigureAwait(false);
        await DoAsync($"makedir {Quote(name)} {Octal(metadata.Mode.Bits & 0x1C0)} {mode} {owner}", "create the directory", name).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask CreateLinkAsync(AbsolutePath path, string target, string? owner = null, string? group = null, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        var name = Valid(path);
        if (target.Contains('\0'))
        {
            throw new SystemFaultException(SystemFault.Refused, name, $"The target of {name} holds a zero byte, where the kernel would cut it off. Correct it.");
        }

        var owners = await OwnersAsync(owner, group, name, cancel).ConfigureAwait(false);
        await DoAsync($"link {Quote(name)} {Quote(Beside(name))} {Quote(target)} {owners}", "create the link", name).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask SetModeAsync(AbsolutePath path, UnixMode mode, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        var name = Valid(path);
        await DoAsync($"setmode {Quote(name)} {Octal(Valid(mode, name).Bits)}", "set the mode of", name).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks>The kernel takes the set-uid and set-gid bits from a file whose owner changes; whoever wants them sets the mode after the owner.</remarks>
    public async ValueTask SetOwnerAsync(AbsolutePath path, string? owner, string? group, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        var name = Valid(path);
        var user = owner is null ? "" : Invariant(await AccountIdAsync(true, owner, name, cancel).ConfigureAwait(false));
        var groupId = group is null ? "" : ":" + Invariant(await AccountIdAsync(false, group, name, cancel).ConfigureAwait(false));
        if (user.Length + groupId.Length > 0)
        {
            await DoAsync($"setowner {Quote(name)} {user}{groupId}", "set the owner of", name).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    /// <remarks>What another file system holds is never deleted along with the directory that it is mounted in: that is refused, before anything is deleted.</remarks>
    public async ValueTask DeleteAsync(AbsolutePath path, bool recursive = false, CancellationToken cancel = default)
    {
        const string Doing = "delete";
        cancel.ThrowIfCancellationRequested();
        var name = Valid(path);
        if (name.AsSpan().Trim('/').IsEmpty)
        {
            throw new SystemFaultException(SystemFault.Refused, name, "The root directory is never deleted. Correct the path.");
        }

        if (!recursive)
        {
            await DeleteOneAsync($"delete {Quote(name)}").ConfigureAwait(false);
            return;
        }

        // A tree may take its time, and may be stopped: it goes beside the session.
        var job = _session.NewJob();
        try
        {
            if (await DeleteOneAsync($"if [ -d {Quote(name)} ] && ! [ -h {Quote(name)} ]; then job {job.Number} deltree {Quote(name)}; else delete {Quote(name)}; fi").ConfigureAwait(false) is not "job")
            {
                return;
            }

            var exitCode = await WatchAsync(job, null, cancel).ConfigureAwait(false);
            if (exitCode.Code == 0)
            {
                await _session.AskAsync($"rm -rf \"$T/{job.Number}\"; a ok").ConfigureAwait(false);
                return;
            }

            var said = await FetchAsync(job, "o").ConfigureAwait(false);
            var words = await FetchAsync(job, "e").ConfigureAwait(false);
            await _session.AskAsync($"rm -rf \"$T/{job.Number}\"; a ok").ConfigureAwait(false);
            cancel.ThrowIfCancellationRequested();
            throw exitCode.Code == 91
                ? new SystemFaultException(
                    SystemFault.Refused,
                    name,
                    $"Cannot delete {name}: another file system is mounted at {said.Text}, and what is on it is not deleted along. Unmount it first.")
                : await FaultAsync(words with { Word = "fail" }, Doing, name).ConfigureAwait(false);
        }
        finally
        {
            _session.Forget(job);
        }

        async ValueTask<string> DeleteOneAsync(string line)
        {
            var reply = await _session.AskAsync(line).ConfigureAwait(false);
            if (reply.Word is "ok")
            {
                Touched(name);
            }

            return reply.Word is "ok" or "none" or "middle" or "job" ? reply.Word : throw await FaultAsync(reply, Doing, name).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask FlushAsync(CancellationToken cancel = default)
    {
        string[] folders;
        lock (_gate)
        {
            folders = [.. _touched];
            _touched.Clear();
        }

        if (folders.Length == 0)
        {
            return;
        }

        // Beside the session too: a disk that is slow holds up only those who wait for it.
        var job = _session.NewJob();
        try
        {
            var words = folders.Length > 20 ? "" : string.Join(' ', folders.Select(Quote));
            var reply = await _session.AskAsync($"job {job.Number} flush {words}").ConfigureAwait(false);
            if (reply.Word != "job")
            {
                throw await FaultAsync(reply, "flush", folders[0]).ConfigureAwait(false);
            }

            await job.Ended.WaitAsync(cancel).ConfigureAwait(false);
            _ = await _session.SendAsync($"rm -rf \"$T/{job.Number}\"; a ok", cancel: cancel).ConfigureAwait(false);
        }
        finally
        {
            _session.Forget(job);
        }
    }

    /// <summary>Puts a staged file in place.</summary>
    internal async ValueTask CommitAsync(AbsolutePath target, AbsolutePath staged, UnixMode mode, string owner) =>
        await DoAsync($"commit {Quote(target.Value)} {Quote(staged.Value)} {Octal(mode.Bits)} {owner} {(_options.Durability == Durability.None ? "''" : "1")}", "write", target.Value).ConfigureAwait(false);

    /// <summary>Removes a staged file. Never throws.</summary>
    internal async ValueTask DiscardAsync(AbsolutePath staged)
    {
        try
        {
            await _session.AskAsync($"rm -f {Quote(staged.Value)}; a ok").ConfigureAwait(false);
        }
        catch (SystemFaultException)
        {
            // The session has ended; the file stays, closed to others.
        }
    }

    // GNU's chmod keeps the set-id bits of a directory unless the number has five digits.
    private static string Octal(int bits) => "0" + Convert.ToString(bits, 8).PadLeft(4, '0');

    private static string Beside(string path)
    {
        var slash = path.LastIndexOf('/') + 1;
        return string.Concat(path.AsSpan(0, slash), FileOperations.TemporaryName(path[slash..]));
    }

    private string SyncWord() => _options.Durability switch { Durability.Each => "all", Durability.Grouped => "replaced", _ => "''" };

    private void Touched(string path)
    {
        if (_options.Durability != Durability.None)
        {
            lock (_gate)
            {
                _touched.Add(path[..Math.Max(1, path.LastIndexOf('/'))]);
            }
        }

        if (path is "/etc/passwd" or "/etc/group")
        {
            _accounts = new();
        }
    }

    private async ValueTask DoAsync(string line, string doing, string path)
    {
        var reply = await _session.AskAsync(line).ConfigureAwait(false);
        if (!reply.IsOk)
        {
            throw reply.Word == "link"
                ? Faults.WrongKind(doing, path, "it is a symbolic link, whose mode means nothing. Name what it points to.")
                : await FaultAsync(reply, doing, path).ConfigureAwait(false);
        }

        Touched(path);
    }

    private async ValueTask<(string Path, string Mode, string Owner)> PrepareAsync(AbsolutePath path, FileMetadata metadata, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var name = Valid(path);
        var mode = Octal(Valid(metadata.Mode, name).Bits);
        return (name, mode, await OwnersAsync(metadata.Owner, metadata.Group, name, cancel).ConfigureAwait(false));
    }

    /// <summary>Numbers of user and group, as <c>chown</c> takes them.</summary>
    private async ValueTask<string> OwnersAsync(string? owner, string? group, string path, CancellationToken cancel)
    {
        var hello = await HelloAsync(cancel).ConfigureAwait(false);
        var user = owner is null ? hello.User : await AccountIdAsync(true, owner, path, cancel).ConfigureAwait(false);
        var groupId = group is null ? hello.Group : await AccountIdAsync(false, group, path, cancel).ConfigureAwait(false);
        return string.Create(CultureInfo.InvariantCulture, $"{user}:{groupId}");
    }

    // What was found is kept until a process runs that may change it, as the local system does. That a name does not exist is never kept.
    private async ValueTask<uint> AccountIdAsync(bool isUser, string name, string path, CancellationToken cancel)
    {
        var accounts = _accounts;
        if (accounts.TryGetValue((isUser, name), out var known))
        {
            return known;
        }

        var id = isUser
            ? (await FindUserAsync(name, cancel).ConfigureAwait(false))?.Id
            : (await FindGroupAsync(name, cancel).ConfigureAwait(false))?.Id;

        // 4294967295 means "leave it" to chown, and is nobody's number.
        id ??= uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number != uint.MaxValue ? number : null;
        var kind = isUser ? "user" : "group";
        return accounts[(isUser, name)] = id ?? throw new SystemFaultException(
            SystemFault.UnknownAccount,
            $"{kind}:{name}",
            $"The {kind} '{name}', to whom {path} is to belong, does not exist. Declare the {kind} before it, or correct the name.");
    }

    /// <summary>
    /// Sends content into a temporary file, piece by piece, and then the request that makes something of it. Nothing waits for an answer but the last, and what holds up
    /// the source holds up nobody else's requests.
    /// </summary>
    private async ValueTask UploadAsync(string path, string temporary, FileContent content, Func<string, string> finish, CancellationToken cancel)
    {
        var stream = content.Bytes is null ? await content.OpenAsync(cancel).ConfigureAwait(false) : null;
        var answers = new Queue<Task<ShellReply>>();
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            answers.Enqueue(await _session.SendAsync($"new {Quote(temporary)}", cancel: cancel).ConfigureAwait(false));
            try
            {
                var buffer = stream is null ? null : new byte[PieceSize];
                var rest = content.Bytes ?? default;
                while (true)
                {
                    var piece = stream is null ? rest[..Math.Min(PieceSize, rest.Length)] : buffer.AsMemory(0, await stream.ReadAtLeastAsync(buffer, PieceSize, throwOnEndOfStream: false, cancel).ConfigureAwait(false));
                    cancel.ThrowIfCancellationRequested();
                    if (piece.IsEmpty)
                    {
                        break;
                    }

                    rest = stream is null ? rest[piece.Length..] : rest;
                    hash.AppendData(piece.Span);
                    answers.Enqueue(await SendPieceAsync(temporary, piece).ConfigureAwait(false));
                    while (answers.Count > PiecesUnderWay)
                    {
                        await AcceptAsync(answers.Dequeue()).ConfigureAwait(false);
                    }
                }

                if (content.KnownHash.IsGiven && !FileOperations.Matches(content.KnownHash, hash))
                {
                    throw new SystemFaultException(
                        SystemFault.ChecksumMismatch,
                        path,
                        $"Cannot write {path}: its content does not have the SHA-256 {content.KnownHash} that was declared. The source changed or was damaged on the way: check it, then correct the checksum. Nothing was changed.");
                }
            }
            catch (Exception exception)
            {
                // Also where a piece did not arrive: whatever is there goes.
                if (exception is not SystemFaultException || content.KnownHash.IsGiven)
                {
                    await DiscardAsync(temporary).ConfigureAwait(false);
                }

                throw;
            }

            // In small files the checks that came with each piece are enough; they cost a process less.
            var check = stream is null && content.Bytes!.Value.Length <= PieceSize ? "''" : Convert.ToHexStringLower(hash.GetHashAndReset());
            var last = await _session.SendAsync(finish(check)).ConfigureAwait(false);
            while (answers.Count > 0)
            {
                await AcceptAsync(answers.Dequeue()).ConfigureAwait(false);
            }

            await AcceptAsync(last).ConfigureAwait(false);
        }
        finally
        {
            if (stream is not null)
            {
                await stream.DisposeAsync().ConfigureAwait(false);
            }
        }

        async ValueTask AcceptAsync(Task<ShellReply> answer)
        {
            var reply = await answer.ConfigureAwait(false);
            if (reply.IsOk)
            {
                return;
            }

            throw reply.Word switch
            {
                "hash" => new SystemFaultException(
                    SystemFault.ChecksumMismatch,
                    path,
                    $"Cannot write {path}: it has not arrived as it was sent. The disk or the memory of {_options.Host} may be at fault; nothing was changed. Run again."),
                "gone" => new SystemFaultException(SystemFault.Other, path, $"Cannot write {path}: the temporary file beside it was removed while it was being written. See who else works in that folder; nothing was changed."),
                "damaged" => new SystemFaultException(
                    SystemFault.Other,
                    path,
                    $"Cannot write {path}: {reply.Text.Trim()}. The file is mounted by itself, so it had to be written in place, and its old content could not be put back: it is damaged. Restore it before anything reads it."),
                _ => await FaultAsync(reply, "write", path).ConfigureAwait(false),
            };
        }
    }

    private ValueTask<Task<ShellReply>> SendPieceAsync(string temporary, ReadOnlyMemory<byte> piece) => _session.SendAsync(
        string.Create(CultureInfo.InvariantCulture, $"more {Quote(temporary)} {piece.Length}"),
        async input =>
        {
            await input.WriteAsync(piece).ConfigureAwait(false);
            _session.Progressed();
            await input.WriteAsync(Encoding.ASCII.GetBytes($"\n{_session.Mark}\n")).ConfigureAwait(false);
        });
}
