namespace OpsMop.Engine.Sources;

/// <summary>The words for what is wrong with a file that is to travel. A local run and a push say the same.</summary>
internal static class SourceFault
{
    /// <summary>A folder where a file has to be.</summary>
    public static string IsFolder(SourceFile source) => $"{source} is a folder. Use host.Tree(…) for all that is in it, or name a file in it.";

    /// <summary>A file where a folder has to be.</summary>
    public static string IsFile(SourceFile source) => $"{source} is a file. Use host.File(…), or name the folder that it is in.";

    /// <summary>There is no such folder.</summary>
    public static string NoFolder(SourceFile source) =>
        $"There is no source folder {source}. Put it at that path below the folder of the project that declares the role; an empty one does not travel.";

    /// <summary>A folder that a role shares has no such file.</summary>
    public static string NotThere(SourceFile source) => $"there is no file {source} on the controller. Correct the path, or put it there.";

    /// <summary>An absolute path that no role shares.</summary>
    public static string NotShared(SourceFile source) =>
        $"{source} is absolute, and no role shares it. Put the file into the project and write its path relative to that, such as files/motd, or override ShareFiles in the role: "
        + $"files.Allow(\"{FolderOf(source.Value)}\").";

    /// <summary>A path that the rules leave out.</summary>
    /// <param name="path">The path, as the policy names it.</param>
    /// <param name="why">Why.</param>
    public static string NotServed(string path, FileVerdict why) => why switch
    {
        FileVerdict.Denied => $"{path} is not served: a role denies it in ShareFiles. Take the Deny away, or leave the file out.",
        FileVerdict.Secret =>
            $"{path} is not served: its name is that of a secret. If a host is to have it, override ShareFiles in the role: files.AllowPattern(\"{NameOf(path)}\"); otherwise files.Deny(\"{NameOf(path)}\").",
        FileVerdict.NotChosen => $"{path} is not served: the role that shares its folder shares other files of it only. Correct the pattern of its Allow.",
        _ =>
            $"{path} is not served: it belongs to the policy's making. Put what hosts are to have into files/ or templates/, or override ShareFiles in the role: files.Allow(\"{path}\").",
    };

    /// <summary>A relative path outside of what is served without a word.</summary>
    public static string NotAmongServed(SourceFile source) =>
        $"there is no source file {source} among those that the controller serves, which are in files/ and templates/. Put it there, or override ShareFiles in the role: files.Allow(\"{source}\").";

    private static string FolderOf(string path) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : path;

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];
}
