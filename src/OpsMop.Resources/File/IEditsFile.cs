namespace OpsMop;

/// <summary>A resource that manages a part of a text file.</summary>
internal interface IEditsFile
{
    /// <summary>The file.</summary>
    AbsolutePath Path { get; }

    /// <summary>Whether the file is made where it is missing.</summary>
    bool Create { get; }

    /// <summary>The mode of a new file.</summary>
    UnixMode? Mode { get; }

    /// <summary>The owner of a new file.</summary>
    string? Owner { get; }

    /// <summary>The group of a new file.</summary>
    string? Group { get; }

    /// <summary>The command that must accept the new file before it is put in place, made from the path at which it is staged.</summary>
    Func<AbsolutePath, CommandText>? Check { get; set; }

    /// <summary>What every resource can have.</summary>
    CommonSettings Common { get; }
}
