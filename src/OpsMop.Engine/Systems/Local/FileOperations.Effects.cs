using System.Buffers;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace OpsMop.Engine.Systems;

/// <summary>The effects. Each opens the folder once and works on names in it, so that a link put in the way meanwhile changes nothing.</summary>
internal sealed partial class FileOperations
{
    private const int NameLimit = 255;

    internal async ValueTask<StagedFile> StageAsync(AbsolutePath target, FileContent content, FileMetadata metadata, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var staged = StagedFile.Create(this, target, metadata, content.KnownHash);
        try
        {
            if (content.Bytes is { } bytes)
            {
                staged.Append(bytes.Span);
            }
            else
            {
                var stream = await content.OpenAsync(cancel).ConfigureAwait(false);
                await using (stream.ConfigureAwait(false))
                {
                    var buffer = ArrayPool<byte>.Shared.Rent(ChunkSize);
                    try
                    {
                        while (await stream.ReadAsync(buffer.AsMemory(0, ChunkSize), cancel).ConfigureAwait(false) is var count and > 0)
                        {
                            staged.Append(buffer.AsSpan(0, count));
                        }
                    }
                    finally
                    {
                        ArrayPool<byte>.Shared.Return(buffer);
                    }
                }
            }

            cancel.ThrowIfCancellationRequested();
            staged.Complete();
            return staged;
        }
        catch
        {
            staged.Discard();
            throw;
        }
    }

    internal async ValueTask WriteAsync(AbsolutePath target, FileContent content, FileMetadata metadata, CancellationToken cancel)
    {
        var staged = await StageAsync(target, content, metadata, cancel).ConfigureAwait(false);
        try
        {
            // What was in memory was staged this moment; a content from elsewhere may have taken a while to come.
            staged.Commit(isFresh: content.Bytes is not null);
        }
        finally
        {
            staged.Discard();
        }
    }

    internal void CreateDirectory(string path, FileMetadata metadata)
    {
        const string Doing = "create the directory";
        var user = accounts.UserId(metadata.Owner, path);
        var group = accounts.GroupId(metadata.Group, path);
        using var folder = OpenFolder(path, Doing, out var leaf);
        var parent = (int)folder.DangerousGetHandle();
        Check(Libc.MakeDirectory(parent, leaf, metadata.Mode.Bits & 0x1C0), Doing, path);
        try
        {
            var descriptor = Libc.Open(parent, leaf, UnixAbi.PathOnly | UnixAbi.OnlyDirectory | UnixAbi.NoFollow | UnixAbi.CloseOnExec);
            Check(descriptor, Doing, path);
            using var made = new SafeFileHandle(descriptor, ownsHandle: true);

            // Who owns the folder above could have put another directory there between the two calls: it is not to be given away.
            Check(Libc.Status(descriptor, out var status), Doing, path);
            if (status.UserId != Libc.EffectiveUser)
            {
                throw Faults.WrongKind(Doing, path, "it was exchanged for another one while it was being made. See who may write to the folder above it.");
            }

            if (status.UserId != user || status.GroupId != group)
            {
                Check(Libc.ChangeOwnerAt(parent, leaf, user, group), "set the owner of", path);
            }

            Check(ChangeMode(parent, leaf, descriptor, metadata.Mode.Bits), "set the mode of", path);
        }
        catch
        {
            _ = Libc.Unlink(parent, leaf, directory: true);
            throw;
        }

        pending.TouchedMetadata(folder, leaf);
        pending.Touched(folder);
    }

    internal void CreateLink(string path, string target, string? owner, string? group)
    {
        const string Doing = "create the link";
        var userId = accounts.UserId(owner, path);
        var groupId = accounts.GroupId(group, path);
        using var folder = OpenFolder(path, Doing, out var leaf);
        var parent = (int)folder.DangerousGetHandle();
        string temporary;
        int error;
        do
        {
            temporary = TemporaryName(leaf);
            error = Libc.MakeLink(target, parent, temporary);
        }
        while (error == -Errno.Exists);

        Check(error, Doing, path);
        try
        {
            if (Libc.Status(parent, temporary, follow: false, out var status) < 0 || status.UserId != userId || status.GroupId != groupId)
            {
                Check(Libc.ChangeOwnerAt(parent, temporary, userId, groupId), "set the owner of", path);
            }

            Check(Libc.Rename(parent, temporary, leaf), Doing, path);
        }
        catch
        {
            _ = Libc.Unlink(parent, temporary);
            throw;
        }

        pending.Touched(folder);
    }

    internal void SetMode(string path, UnixMode mode)
    {
        const string Doing = "set the mode of";
        using var folder = OpenFolder(path, Doing, out var leaf);
        var parent = (int)folder.DangerousGetHandle();

        // Linux holds the file by a descriptor that does not open it, so that it stays the one that was looked at.
        var descriptor = UnixAbi.IsLinux ? Libc.Open(parent, leaf, UnixAbi.PathOnly | UnixAbi.NoFollow | UnixAbi.CloseOnExec) : 0;
        Check(descriptor, Doing, path);
        using var handle = UnixAbi.IsLinux ? new SafeFileHandle(descriptor, ownsHandle: true) : null;
        NativeStatus status;
        Check(handle is null ? Libc.Status(parent, leaf, follow: false, out status) : Libc.Status(descriptor, out status), Doing, path);
        if (status.IsLink)
        {
            throw Faults.WrongKind(Doing, path, "it is a symbolic link, whose mode means nothing. Name what it points to.");
        }

        Check(ChangeMode(parent, leaf, descriptor, mode.Bits), Doing, path);
        pending.TouchedMetadata(folder, leaf);
    }

    internal void SetOwner(string path, string? owner, string? group)
    {
        const string Doing = "set the owner of";
        var user = owner is null ? uint.MaxValue : accounts.UserId(owner, path);
        var groupId = group is null ? uint.MaxValue : accounts.GroupId(group, path);
        using var folder = OpenFolder(path, Doing, out var leaf);
        Check(Libc.ChangeOwnerAt((int)folder.DangerousGetHandle(), leaf, user, groupId), Doing, path);
        pending.TouchedMetadata(folder, leaf);
    }

    internal SafeFileHandle OpenFolder(string path, string doing, out string leaf) =>
        paths.OpenFolder(path, out leaf, out var error) ?? throw Fault(error, doing, path);

    internal void Check(int result, string doing, string path)
    {
        if (result < 0)
        {
            throw Fault(result, doing, path);
        }
    }

    /// <summary>A name beside a file that nobody can foresee, and no longer than a name may be.</summary>
    internal static string TemporaryName(string leaf)
    {
        const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";
        const string Infix = ".opsmop-";
        const int Random = 8;
        var room = NameLimit - 1 - Infix.Length - Random;
        var bytes = 0;
        var length = 0;
        foreach (var rune in leaf.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > room)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        // One question for all letters: each costs as much as creating the file's name in the folder.
        Span<byte> random = stackalloc byte[Random];
        RandomNumberGenerator.Fill(random);
        Span<char> letters = stackalloc char[Random];
        for (var i = 0; i < Random; i++)
        {
            letters[i] = Alphabet[random[i] % Alphabet.Length];
        }

        return string.Concat(".", leaf.AsSpan(0, length), Infix, letters);
    }

    // Linux cannot change the mode of what is only named by a descriptor, except by the link that /proc has for it. Before /proc is
    // mounted, the file has to be opened.
    private static int ChangeMode(int folder, string leaf, int descriptor, int mode)
    {
        if (!UnixAbi.IsLinux)
        {
            return Libc.ChangeModeAt(folder, leaf, mode, follow: false);
        }

        var error = Libc.ChangeModeAt(UnixAbi.CurrentDirectory, $"/proc/self/fd/{descriptor}", mode, follow: true);
        if (error != -Errno.NoEntry)
        {
            return error;
        }

        var opened = Libc.Open(folder, leaf, UnixAbi.ReadOnly | UnixAbi.NonBlocking | UnixAbi.NoFollow | UnixAbi.CloseOnExec);
        if (opened < 0)
        {
            return opened;
        }

        error = Libc.ChangeMode(opened, mode);
        Libc.Close(opened);
        return error;
    }
}
