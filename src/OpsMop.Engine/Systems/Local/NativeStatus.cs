namespace OpsMop.Engine.Systems;

/// <summary>What the kernel says of a file, in the same shape on every Unix.</summary>
internal struct NativeStatus
{
    internal int RawMode;
    internal uint UserId;
    internal uint GroupId;
    internal long Size;
    internal long ModifiedSeconds;
    internal uint ModifiedNanoseconds;
    internal ulong Device;
    internal ulong Inode;

    /// <summary>Whether another file system, or another part of one, is mounted here. Known on Linux since 5.8.</summary>
    internal bool IsMountRoot;

    /// <summary>Whether it carries the immutable or append-only attribute, before which even root stops. Known on Linux.</summary>
    internal bool IsImmutable;

    internal readonly bool IsDirectory => (RawMode & UnixAbi.TypeMask) == UnixAbi.TypeDirectory;

    internal readonly bool IsFile => (RawMode & UnixAbi.TypeMask) == UnixAbi.TypeFile;

    internal readonly bool IsLink => (RawMode & UnixAbi.TypeMask) == UnixAbi.TypeLink;

    internal readonly int Permissions => RawMode & 0xFFF;

    internal readonly FileKind Kind => (RawMode & UnixAbi.TypeMask) switch
    {
        UnixAbi.TypeFile => FileKind.File,
        UnixAbi.TypeDirectory => FileKind.Directory,
        UnixAbi.TypeLink => FileKind.Link,
        _ => FileKind.Other,
    };
}
