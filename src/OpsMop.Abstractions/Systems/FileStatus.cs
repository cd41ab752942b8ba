namespace OpsMop;

/// <summary>What <c>lstat</c> says of a path. Owners are names, as policies name them; a number without a name stands as its digits.</summary>
/// <param name="Kind">What the path is; a link is reported as a link.</param>
/// <param name="Mode">The permission bits, set-uid, set-gid and sticky included.</param>
/// <param name="Owner">The owner's name.</param>
/// <param name="Group">The group's name.</param>
/// <param name="Size">The size in bytes.</param>
/// <param name="Modified">When the content last changed.</param>
public sealed record FileStatus(FileKind Kind, UnixMode Mode, string Owner, string Group, long Size, DateTimeOffset Modified)
{
    /// <summary>Whether the path is a directory.</summary>
    public bool IsDirectory => Kind == FileKind.Directory;

    /// <summary>Whether the path is a regular file.</summary>
    public bool IsFile => Kind == FileKind.File;

    /// <summary>Whether the path is a symbolic link.</summary>
    public bool IsLink => Kind == FileKind.Link;
}
