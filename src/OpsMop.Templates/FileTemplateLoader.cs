using System.Text;
using OpsMop.Parsing;

namespace OpsMop;

/// <summary>
/// Finds templates beside the one that names them: <c>{% include 'parts/tls.j2' %}</c> in <c>templates/nginx.conf.j2</c> is <c>templates/parts/tls.j2</c>.
/// What is outside of its base folder is not read, by whatever name or link.
/// </summary>
public sealed class FileTemplateLoader : ITemplateLoader
{
    private const int LargestFile = 64 * 1024 * 1024;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly string _base;
    private readonly string _real;

    /// <summary>Makes it.</summary>
    /// <param name="baseFolder">The folder that no template leads out of.</param>
    public FileTemplateLoader(string baseFolder)
    {
        ArgumentException.ThrowIfNullOrEmpty(baseFolder);
        _base = Path.TrimEndingDirectorySeparator(Path.GetFullPath(baseFolder));
        _real = Resolved(_base) ?? _base;
    }

    /// <summary>Finds a file.</summary>
    /// <param name="name">Its path, relative to the template that names it.</param>
    /// <param name="from">The path of the template that names it.</param>
    /// <exception cref="IOException">It leads out of the base folder.</exception>
    public string? Find(string name, string from)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(from);
        string path = Target(name, from);
        if (!IsWithin(path, _base))
        {
            throw new IOException(
                $"it leads out of the folder {_base}, which templates may not. Give the folder above as the base folder of a FileTemplateLoader.");
        }

        if (!File.Exists(path))
        {
            return null;
        }

        if (Resolved(path) is not { } real || !IsWithin(real, _real))
        {
            throw new IOException($"a link leads out of the folder {_base}, which templates may not.");
        }

        return path;
    }

    /// <inheritdoc/>
    public string Read(string path) => ReadFile(path);

    /// <inheritdoc/>
    public string? Explain(string name, string from)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(from);
        string path = Target(name, from);
        string? folder = Path.GetDirectoryName(path);
        string hint = "";
        if (folder is not null && IsWithin(folder, _base) && Directory.Exists(folder))
        {
            hint = Suggestion.DidYouMean(Path.GetFileName(path), Directory.EnumerateFiles(folder).Take(1000).Select(static file => Path.GetFileName(file)));
        }

        return $"It was looked for at {path}.{hint}";
    }

    internal static string ReadFile(string path)
    {
        var file = new FileInfo(path);
        if (file.Length > LargestFile)
        {
            throw new IOException($"{path} has {file.Length} bytes; a template may have {LargestFile}.");
        }

        byte[] bytes = File.ReadAllBytes(path);
        ReadOnlySpan<byte> text = bytes;
        if (text.StartsWith("\uFEFF"u8))
        {
            text = text[3..];
        }

        try
        {
            return Strict.GetString(text);
        }
        catch (DecoderFallbackException exception)
        {
            throw new IOException($"{path} is not UTF-8: byte {exception.Index + 1} is wrong. Save it as UTF-8.", exception);
        }
    }

    private static string Target(string name, string from) => Path.GetFullPath(name, Path.GetDirectoryName(Path.GetFullPath(from)) ?? "/");

    private static bool IsWithin(string path, string folder) =>
        path == folder || folder == Path.GetPathRoot(folder)
            || (path.StartsWith(folder, StringComparison.Ordinal) && path[folder.Length] == Path.DirectorySeparatorChar);

    /// <summary>The path without links in any of its parts; null if links go in circles or nowhere.</summary>
    private static string? Resolved(string path)
    {
        string root = Path.GetPathRoot(path)!;
        string real = root;
        var parts = new Stack<string>(path[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Reverse());
        for (int links = 0; parts.TryPop(out string? part);)
        {
            if (part == "..")
            {
                real = Path.GetDirectoryName(real) ?? root;
                continue;
            }

            string next = Path.Combine(real, part);
            string? target = new FileInfo(next).LinkTarget;
            if (target is null)
            {
                real = next;
                continue;
            }

            if (++links > 40)
            {
                return null;
            }

            if (Path.IsPathRooted(target))
            {
                real = root;
            }

            foreach (string piece in target.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Reverse())
            {
                if (piece != ".")
                {
                    parts.Push(piece);
                }
            }
        }

        return real;
    }
}
