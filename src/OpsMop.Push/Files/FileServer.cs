using System.Collections.Concurrent;
using OpsMop.Engine;
using OpsMop.Engine.Sources;

namespace OpsMop.Push.Files;

/// <summary>
/// The controller's end of the files that travel: one for a push. Hosts whose roles share the same have one manifest, made once.
/// </summary>
/// <param name="programDirectory">The folder of the program.</param>
/// <param name="hashes">Knows hashes from before.</param>
internal sealed class FileServer(string programDirectory, FileHashes? hashes = null) : IDisposable
{
    private readonly FileHashes _hashes = hashes ?? new FileHashes();
    private readonly ConcurrentDictionary<string, Lazy<Task<PreparedFiles>>> _prepared = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _closed = new();

    /// <summary>What a host may have, and may bring.</summary>
    /// <param name="roles">The roles that run on the host, with their variables.</param>
    /// <param name="policyFiles">The source files that add the roles: while developing, the folder of their project is shared, too.</param>
    /// <param name="cancel">Gives the waiting up.</param>
    /// <exception cref="InvalidPolicyException">A rule of a role is wrong.</exception>
    /// <exception cref="ProviderException">There are too many files, or they change all the time.</exception>
    public async ValueTask<HostFiles> ForHostAsync(IEnumerable<RoleBase> roles, IEnumerable<string> policyFiles, CancellationToken cancel)
    {
        var shared = new List<SharedFiles>();
        foreach (var role in roles)
        {
            var one = new SharedFiles();
            try
            {
                role.ShareFiles(one);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                throw new InvalidPolicyException([new Finding("OPM2018", default, $"ShareFiles of role '{role.RoleName}' failed: {exception.Message} ({exception.GetType().Name})")]);
            }

            if (one.Faults.Count > 0)
            {
                throw new InvalidPolicyException(one.Faults);
            }

            shared.Add(one);
        }

        var projects = policyFiles.Select(ProjectOf).OfType<(string Folder, bool IsProject)>().Distinct().OrderBy(project => project.Folder, StringComparer.Ordinal).ToList();
        var rules = FileRules.Of(shared);
        var allowed = shared.SelectMany(one => one.Allowed).Distinct().OrderBy(one => one.Path, StringComparer.Ordinal).ThenBy(one => one.Only, StringComparer.Ordinal).ToList();
        var received = shared.SelectMany(one => one.Received).GroupBy(one => one.Folder).Select(all => (all.Key, all.Max(one => one.Limit))).OrderBy(one => one.Key).ToList();
        var key = string.Join('\0', [
            .. projects.Select(one => $"{one.Folder}\u0001{one.IsProject}"), "", .. rules.Allowed, "", .. rules.Denied, "", .. allowed.Select(one => $"{one.Path}\u0001{one.Only}"), "",
            .. received.Select(one => $"{one.Key}\u0001{one.Item2}")]);

        // Who waits first may go: the others still want it.
        var prepared = _prepared.GetOrAdd(key, _ => new Lazy<Task<PreparedFiles>>(() => Task.Run(() => PrepareAsync(projects, rules, allowed, received), _closed.Token)));
        return new HostFiles(await prepared.Value.WaitAsync(cancel).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    /// <summary>
    /// The folder that is shared while developing: that of the project. A program of one file has none, and stands where anything else may stand: <c>files</c> and <c>templates</c> beside
    /// it are shared.
    /// </summary>
    private static (string Folder, bool IsProject)? ProjectOf(string file)
    {
        // A published program has its project mapped to ".".
        if (!Path.IsPathRooted(file) || Path.GetDirectoryName(file) is not { } own || !Directory.Exists(own))
        {
            return null;
        }

        for (var folder = own; folder is not null and not "/"; folder = Path.GetDirectoryName(folder))
        {
            if (Directory.EnumerateFiles(folder, "*.csproj").Any())
            {
                return (folder, true);
            }
        }

        return (own, false);
    }

    private async Task<PreparedFiles> PrepareAsync(
        List<(string Folder, bool IsProject)> projects, FileRules rules, List<(string Path, string? Only)> allowed, List<(AbsolutePath Folder, long Limit)> received)
    {
        var program = Path.TrimEndingDirectorySeparator(Path.GetFullPath(programDirectory));
        List<(SharedFolderKind Kind, string Path)> folders = [(SharedFolderKind.Program, ""), .. projects.Select(project => (SharedFolderKind.Project, project.Folder)), (SharedFolderKind.Allowed, "")];

        // What is beside the program is looked at first: the others leave out what it has.
        var parts = new List<SharedPart>();
        AddOwn(0, program);
        for (var i = 0; i < projects.Count; i++)
        {
            if (projects[i].IsProject)
            {
                parts.Add(new SharedPart(i + 1, SharedFolderKind.Project, projects[i].Folder));
            }
            else
            {
                AddOwn(i + 1, projects[i].Folder);
            }
        }

        foreach (var (path, only) in allowed)
        {
            if (path[0] == '/')
            {
                AddPart(folders.Count - 1, path, path[1..], path, "", only);
                continue;
            }

            for (var i = 0; i < folders.Count - 1; i++)
            {
                var own = i == 0 ? program : folders[i].Path;
                AddPart(i, $"{own}/{path}", path, own, path + "/", only);
            }
        }

        return await new ManifestBuilder(folders, parts, rules, _hashes).BuildAsync(allowed, received, _closed.Token).ConfigureAwait(false);

        void AddOwn(int folder, string path)
        {
            foreach (var name in (ReadOnlySpan<string>)["files", "templates"])
            {
                parts.Add(new SharedPart(folder, SharedFolderKind.Program, $"{path}/{name}", name + "/") { Base = (path, name + "/") });
            }
        }

        void AddPart(int folder, string path, string named, string root, string below, string? only)
        {
            if (File.Exists(path))
            {
                parts.Add(new SharedPart(folder, SharedFolderKind.File, path, named));
            }
            else
            {
                parts.Add(new SharedPart(folder, SharedFolderKind.Allowed, path, named + "/", only) { Base = (root, below) });
            }
        }
    }
}
