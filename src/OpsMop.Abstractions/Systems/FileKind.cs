namespace OpsMop;

/// <summary>What a path is.</summary>
public enum FileKind
{
    /// <summary>A regular file.</summary>
    File,

    /// <summary>A directory.</summary>
    Directory,

    /// <summary>A symbolic link, whether or not what it points to exists.</summary>
    Link,

    /// <summary>A device, socket or named pipe.</summary>
    Other,
}
