using OpsMop.Engine.Systems;

namespace OpsMop.Engine.Processes;

/// <summary>
/// Finds a program as a shell does, but before anything is started, so that "not found" is told apart from a program that
/// itself says 127. Empty and relative entries of PATH are passed over: root must not start what lies in a working directory.
/// </summary>
internal static class ProgramSearch
{
    private const string DefaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>Finds it.</summary>
    /// <param name="paths">The system that it is looked for on.</param>
    /// <param name="name">The program as it was asked for.</param>
    /// <param name="searchPath">The PATH that the process will have.</param>
    /// <param name="directory">The directory that it will run in.</param>
    /// <param name="failure">How a shell would report that it cannot be started.</param>
    /// <returns>The file, or <see langword="null"/>.</returns>
    internal static string? Find(PathResolver paths, string name, string? searchPath, string directory, out ProcessResult? failure)
    {
        failure = null;
        if (name.Contains('/'))
        {
            var file = name.StartsWith('/') ? name : $"{directory.TrimEnd('/')}/{name}";
            if (paths.IsProgram(file))
            {
                return file;
            }

            failure = paths.Status(file, follow: true, out _) == -Errno.NoEntry ? NotFound($"{name}: not found") : NotExecutable(file);
            return null;
        }

        searchPath = string.IsNullOrEmpty(searchPath) ? DefaultPath : searchPath;
        string? found = null;
        foreach (var folder in searchPath.Split(':'))
        {
            if (!folder.StartsWith('/') || name.Length == 0)
            {
                continue;
            }

            var file = $"{folder.TrimEnd('/')}/{name}";
            if (paths.IsProgram(file))
            {
                return file;
            }

            if (paths.Status(file, follow: true, out var status) == 0 && status.IsFile)
            {
                found ??= file;
            }
        }

        failure = found is null ? NotFound($"{name}: command not found in PATH ({searchPath})") : NotExecutable(found);
        return null;
    }

    private static ProcessResult NotFound(string message) => new(ProcessResult.NotFound, "", $"opsmop: {message}\n");

    private static ProcessResult NotExecutable(string file) => new(126, "", $"opsmop: {file}: found but not executable\n");
}
