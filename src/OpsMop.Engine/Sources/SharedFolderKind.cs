namespace OpsMop.Engine.Sources;

/// <summary>Where files come from that a push may serve; each has its own idea of what is no use to a host.</summary>
internal enum SharedFolderKind
{
    /// <summary>The folder of the program. Only <c>files</c> and <c>templates</c> in it are shared: beside them are the program itself and whatever else is installed there.</summary>
    Program,

    /// <summary>The folder of the policy's project, while it is being developed.</summary>
    Project,

    /// <summary>A folder that a role allows.</summary>
    Allowed,

    /// <summary>A file that a role allows by its name.</summary>
    File,
}
