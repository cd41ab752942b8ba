namespace OpsMop;

/// <summary>Questions about paths of a host, asked when they are called. In a plan they see what is planned so far.</summary>
public abstract class FileTests
{
    /// <summary>Whether something is at a path. Links are followed; a dangling one does not exist.</summary>
    /// <param name="path">The path.</param>
    public bool Exists(AbsolutePath path) => Stat(path, follow: true) is not null;

    /// <summary>Whether a path is a regular file, or a link to one.</summary>
    /// <param name="path">The path.</param>
    public bool IsFile(AbsolutePath path) => Stat(path, follow: true) is { IsFile: true };

    /// <summary>Whether a path is a directory, or a link to one.</summary>
    /// <param name="path">The path.</param>
    public bool IsDirectory(AbsolutePath path) => Stat(path, follow: true) is { IsDirectory: true };

    /// <summary>Whether a path is a symbolic link.</summary>
    /// <param name="path">The path.</param>
    public bool IsLink(AbsolutePath path) => Stat(path, follow: false) is { IsLink: true };

    /// <summary>Whether a path is a regular file that somebody may execute.</summary>
    /// <param name="path">The path.</param>
    public bool IsExecutable(AbsolutePath path) => Stat(path, follow: true) is { IsFile: true } status && (status.Mode.Bits & 0b001_001_001) != 0;

    /// <summary>The status of a path; <see langword="null"/> if nothing is there.</summary>
    /// <param name="path">The path.</param>
    /// <param name="follow">Whether a link is followed.</param>
    public abstract FileStatus? Stat(AbsolutePath path, bool follow = true);
}
