using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace OpsMop.Engine.Systems;

/// <summary>A temporary file beside its target: made closed to others, filled, checked, given its owner and mode, and renamed.</summary>
internal sealed class StagedFile : IStagedFile
{
    private const string Doing = "write";
    private readonly FileOperations _files;
    private readonly SafeFileHandle _folder;
    private readonly string _leaf;
    private readonly string _temporary;
    private readonly uint _user;
    private readonly uint _group;
    private readonly int _mode;
    private readonly Sha256 _expected;
    private readonly IncrementalHash? _hash;
    private readonly bool _replaces;
    private SafeFileHandle? _content;
    private bool _durable;
    private bool _gone;

    private StagedFile(FileOperations files, AbsolutePath target, FileMetadata metadata, Sha256 expected)
    {
        var path = target.Value;
        _files = files;
        Target = target;
        _user = files.Accounts.UserId(metadata.Owner, path);
        _group = files.Accounts.GroupId(metadata.Group, path);
        _mode = metadata.Mode.Bits;
        _expected = expected;
        _folder = files.OpenFolder(path, Doing, out _leaf);
        try
        {
            var error = Libc.Status(Folder, _leaf, follow: false, out var status);
            _replaces = error == 0;
            if (error < 0 && error != -Errno.NoEntry)
            {
                throw files.Fault(error, Doing, path);
            }

            if (_replaces && status.IsDirectory)
            {
                throw files.Fault(-Errno.IsDirectory, Doing, path);
            }

            int descriptor;
            do
            {
                _temporary = FileOperations.TemporaryName(_leaf);
                descriptor = Libc.Open(
                    Folder,
                    _temporary,
                    UnixAbi.ReadWrite | UnixAbi.Create | UnixAbi.Exclusive | UnixAbi.NoFollow | UnixAbi.CloseOnExec,
                    0x180);
            }
            while (descriptor == -Errno.Exists);

            files.Check(descriptor, Doing, path);
            _content = new SafeFileHandle(descriptor, ownsHandle: true);
            _hash = expected.IsGiven ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
            StagedAt = PathBeside(path, _temporary);
        }
        catch
        {
            _folder.Dispose();
            throw;
        }
    }

    public AbsolutePath Target { get; }

    public AbsolutePath StagedAt { get; }

    private int Folder => (int)_folder.DangerousGetHandle();

    internal static StagedFile Create(FileOperations files, AbsolutePath target, FileMetadata metadata, Sha256 expected) =>
        new(files, target, metadata, expected);

    internal void Append(ReadOnlySpan<byte> bytes)
    {
        _hash?.AppendData(bytes);
        _files.Check(Libc.WriteAll((int)_content!.DangerousGetHandle(), bytes), Doing, Target.Value);
    }

    /// <summary>The content is whole: checks it, and gives the file its owner, its mode and, where it is to replace another, its durability.</summary>
    internal void Complete()
    {
        var path = Target.Value;
        var descriptor = (int)_content!.DangerousGetHandle();
        if (_hash is not null && !FileOperations.Matches(_expected, _hash))
        {
            throw new SystemFaultException(
                SystemFault.ChecksumMismatch,
                path,
                $"Cannot write {path}: its content does not have the SHA-256 {_expected} that was declared. The source changed or was damaged on the way: check it, then correct the checksum. Nothing was changed.");
        }

        // The owner first: changing it afterwards would take away the set-uid and set-gid bits.
        GiveOwner(descriptor, path);
        _files.Check(Libc.ChangeMode(descriptor, _mode), "set the mode of", path);
        if (_files.Pending.SynchronisesFile(_replaces))
        {
            _files.Check(Libc.Synchronise(descriptor), Doing, path);
            _durable = true;
        }

        // A file that is open for writing cannot be started, and what was staged may be a program that is to be checked.
        _content.Dispose();
        _content = null;
    }

    /// <summary>Puts it in place.</summary>
    /// <param name="isFresh">Whether no time has passed since it was staged, in which a file could have appeared that would now be replaced.</param>
    internal void Commit(bool isFresh = false)
    {
        if (_gone)
        {
            throw new InvalidOperationException($"The staged file for {Target.Value} was put in place or removed before.");
        }

        if (!_durable && !isFresh && Libc.Status(Folder, _leaf, follow: false, out _) == 0 && _files.Pending.SynchronisesFile(replaces: true))
        {
            // It appeared after staging.
            using var staged = OpenStaged();
            _files.Check(Libc.Synchronise((int)staged.DangerousGetHandle()), Doing, Target.Value);
        }

        var error = Libc.Rename(Folder, _temporary, _leaf);
        if (error == 0)
        {
            _gone = true;
            _files.Pending.Touched(_folder);
        }
        else if (error is -Errno.Busy or -Errno.CrossDevice)
        {
            WriteInPlace();
        }
        else
        {
            throw _files.Fault(error, Doing, Target.Value);
        }

        if (_leaf is "passwd" or "group")
        {
            _files.Accounts.Forget();
        }
    }

    /// <summary>Removes it unless it is in place. Never throws.</summary>
    internal void Discard()
    {
        _content?.Dispose();
        _content = null;
        _hash?.Dispose();
        if (!_gone && !_folder.IsClosed)
        {
            _gone = true;
            _ = Libc.Unlink(Folder, _temporary);
        }

        _folder.Dispose();
    }

    public ValueTask CommitAsync(CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        Commit();
        return default;
    }

    public ValueTask DisposeAsync()
    {
        Discard();
        return default;
    }

    private static AbsolutePath PathBeside(string path, string name) => string.Concat(path.AsSpan(0, path.LastIndexOf('/') + 1), name);

    private void GiveOwner(int descriptor, string path)
    {
        var error = Libc.ChangeOwner(descriptor, _user, _group);

        // File systems without owners refuse even to set what is so already.
        if (error < 0 && !(Libc.Status(descriptor, out var status) == 0 && status.UserId == _user && status.GroupId == _group))
        {
            throw _files.Fault(error, "set the owner of", path);
        }
    }

    private SafeFileHandle OpenStaged()
    {
        var descriptor = Libc.Open(Folder, _temporary, UnixAbi.ReadOnly | UnixAbi.NoFollow | UnixAbi.CloseOnExec);
        _files.Check(descriptor, "read", StagedAt.Value);
        return new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>
    /// A file that is mounted by itself, as /etc/hosts is in a container, cannot be replaced: it is written through. That is not
    /// atomic, so the old content is held in memory and put back if the new one cannot be written whole.
    /// </summary>
    private void WriteInPlace()
    {
        var path = Target.Value;
        using var staged = OpenStaged();
        var target = Libc.Open(Folder, _leaf, UnixAbi.ReadWrite | UnixAbi.NoFollow | UnixAbi.NonBlocking | UnixAbi.CloseOnExec);
        _files.Check(target, Doing, path);
        using var opened = new SafeFileHandle(target, ownsHandle: true);
        _files.Check(Libc.Status(target, out var before), Doing, path);
        if (!before.IsFile)
        {
            throw _files.Fault(-Errno.Busy, Doing, path);
        }

        var old = ReadAll(target, before.Size, path);
        try
        {
            // Owner and mode first, so that a secret is never in a file that others may read.
            if (before.UserId != _user || before.GroupId != _group)
            {
                _files.Check(Libc.ChangeOwner(target, _user, _group), "set the owner of", path);
            }

            _files.Check(Libc.ChangeMode(target, _mode), "set the mode of", path);
            _files.Check(Libc.Seek(target, 0), Doing, path);
            long length = 0;
            var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
            try
            {
                while (true)
                {
                    var count = (int)Libc.ReadFully((int)staged.DangerousGetHandle(), buffer);
                    _files.Check(count, "read", StagedAt.Value);
                    if (count == 0)
                    {
                        break;
                    }

                    _files.Check(Libc.WriteAll(target, buffer.AsSpan(0, count)), Doing, path);
                    length += count;
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }

            _files.Check(Libc.Truncate(target, length), Doing, path);

            // Writing takes these bits away.
            if ((_mode & 0xC00) != 0)
            {
                _files.Check(Libc.ChangeMode(target, _mode), "set the mode of", path);
            }

            if (_files.Pending.SynchronisesFile(replaces: true))
            {
                _files.Check(Libc.Synchronise(target), Doing, path);
            }
        }
        catch (SystemFaultException fault)
        {
            if (!Restore(target, old, before))
            {
                throw new SystemFaultException(
                    fault.Fault,
                    path,
                    $"{fault.Message} The file is mounted by itself, so it had to be written in place, and its old content could not be put back: it is damaged. Restore it before anything reads it.",
                    fault);
            }

            throw;
        }
    }

    private byte[] ReadAll(int descriptor, long size, string path)
    {
        const long Most = 256 << 20;
        if (size > Most)
        {
            throw new SystemFaultException(
                SystemFault.Refused,
                path,
                $"Cannot write {path}: it is mounted by itself, so it cannot be replaced in one step, and it is too large ({size} bytes) to be held in memory while it is written in place. Mount its folder instead.");
        }

        var bytes = new byte[size];
        _files.Check((int)Libc.ReadFully(descriptor, bytes), "read", path);
        return bytes;
    }

    private static bool Restore(int target, byte[] old, NativeStatus before) =>
        Libc.Seek(target, 0) == 0
        && Libc.WriteAll(target, old) == 0
        && Libc.Truncate(target, old.Length) == 0
        && Libc.ChangeOwner(target, before.UserId, before.GroupId) == 0
        && Libc.ChangeMode(target, before.Permissions) == 0
        && Libc.Synchronise(target) == 0;
}
