using System.Runtime.CompilerServices;
using OpsMop.Parsing;

namespace OpsMop;

/// <summary>
/// Which files of the controller the hosts of a role may have, and where they may bring files to. Without a word of it, they may have what is in the policy's own folder:
/// <c>files</c> and <c>templates</c> beside the program and, while developing, the project's folder without its sources. What is surely secret or of no use is left out
/// (<c>.git</c>, <c>secrets/</c>, <c>*.age</c>, <c>.env</c>, private keys of SSH…), unless <see cref="AllowPattern"/> names it.
/// </summary>
/// <remarks>
/// A pattern without <c>/</c> is for the name of a file or folder at any depth. One with <c>/</c> in it is for the path below the folder that is shared, and one that begins with
/// <c>/</c> for the path on the controller. <c>*</c> and <c>?</c> stay within a name, <c>**</c> crosses folders, and what a pattern says of a folder it says of all in it.
/// </remarks>
public sealed class SharedFiles
{
    /// <summary>What a host may bring in one push where nothing else is said: a gibibyte.</summary>
    public const long UsualLimit = 1L << 30;

    private static readonly string[] s_kernel = ["/proc", "/sys", "/dev"];

    private readonly List<(string Path, string? Only)> _allowed = [];
    private readonly List<string> _allowedPatterns = [];
    private readonly List<string> _deniedPatterns = [];
    private readonly List<(AbsolutePath Folder, long Limit)> _received = [];
    private readonly List<Finding> _faults = [];

    internal SharedFiles()
    {
    }

    internal IReadOnlyList<(string Path, string? Only)> Allowed => _allowed;

    internal IReadOnlyList<string> AllowedPatterns => _allowedPatterns;

    internal IReadOnlyList<string> DeniedPatterns => _deniedPatterns;

    internal IReadOnlyList<(AbsolutePath Folder, long Limit)> Received => _received;

    /// <summary>What is wrong with the rules, by the lines that gave them.</summary>
    internal IReadOnlyList<Finding> Faults => _faults;

    /// <summary>Serves a folder with all that is in it, or a file. Links that lead out of what is shared are not followed.</summary>
    /// <param name="path">An absolute path on the controller, by which <c>.Source(…)</c> then names what is there, or a path in the policy's folder, such as <c>conf</c>.</param>
    /// <param name="only">A pattern for the files that are served of it, such as <c>*.war</c>; all of them where it is not given.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public SharedFiles Allow(string path, string? only = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        SourceFile source = path is null or "/" ? path : path.TrimEnd('/');
        if (source.Value == "/" || s_kernel.Any(kernel => IsWithin(source.Value, kernel)))
        {
            _faults.Add(Fault($"Allow: '{path}' {(source.Value == "/" ? "is the whole controller" : "is the kernel's")}. Name the folder that has the files.", file, line));
        }
        else if (!source.IsGiven || source.Error is not null)
        {
            _faults.Add(Fault($"Allow: {source.Error ?? "the path is missing."}", file, line));
        }
        else if (only is null || IsPattern("Allow", only, file, line))
        {
            _allowed.Add((source.Value, only));
        }

        return this;
    }

    /// <summary>Serves what is left out unless somebody asks for it. It shares no further folder, and it does not undo a <see cref="Deny"/>.</summary>
    /// <param name="pattern">The pattern: <c>*.age</c>, <c>files/app/.env</c>.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public SharedFiles AllowPattern(string pattern, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        if (IsPattern(nameof(AllowPattern), pattern, file, line))
        {
            _allowedPatterns.Add(pattern);
        }

        return this;
    }

    /// <summary>Never serves what a pattern names, whatever else is said, by this or by another role of the host.</summary>
    /// <param name="pattern">The pattern: <c>*.key</c>, <c>files/drafts</c>.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public SharedFiles Deny(string pattern, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        if (IsPattern(nameof(Deny), pattern, file, line))
        {
            _deniedPatterns.Add(pattern);
        }

        return this;
    }

    /// <summary>Lets the role's hosts bring files into a folder of the controller, as <c>host.Fetch(…)</c> does. They cannot read what is there, and no link in it leads them out of it.</summary>
    /// <param name="folder">The folder on the controller. It must be there.</param>
    /// <param name="limit">How many bytes one host may bring there in one push.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public SharedFiles Receive(AbsolutePath folder, long limit = UsualLimit, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        if (folder is not { IsGiven: true, Error: null, IsRoot: false })
        {
            _faults.Add(Fault($"Receive: {folder.Error ?? "the folder is missing, or the whole controller."} Name the folder that takes the files.", file, line));
        }
        else if (limit <= 0)
        {
            _faults.Add(Fault($"Receive: a limit of {limit} bytes lets nothing in. Give a number above 0.", file, line));
        }
        else
        {
            _received.Add((folder, limit));
        }

        return this;
    }

    internal static bool IsWithin(string path, string folder) =>
        path.StartsWith(folder, StringComparison.Ordinal) && (path.Length == folder.Length || path[folder.Length] == '/' || folder == "/");

    private bool IsPattern(string method, string? pattern, string file, int line)
    {
        if (pattern is not null && pattern.Trim('/').Length > 0 && !pattern.Split('/').Contains(".."))
        {
            return true;
        }

        _faults.Add(Fault($"{method}: '{pattern}' is no pattern. Write one such as *.war or conf/**, without '..'.", file, line));
        return false;
    }

    private static Finding Fault(string message, string file, int line) => new("OPM2004", new SourceLocation(file, line), message);
}
