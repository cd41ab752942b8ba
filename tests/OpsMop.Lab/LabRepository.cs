using System.Security.Cryptography;
using System.Text;

namespace OpsMop.Lab;

/// <summary>
/// The packages that the hosts can install: they have no way out, so a folder is their only repository. It holds a few small packages of
/// Debian's, those that a test asks for, and <see cref="Demo"/> in two versions, made here.
/// </summary>
public sealed class LabRepository
{
    /// <summary>A package of our own: the program <c>/usr/bin/opsmop-demo</c>, the service <c>opsmop-demo</c> and the configuration file <c>/etc/opsmop-demo.conf</c>, in versions 1.0 and 2.0.</summary>
    public const string Demo = "opsmop-demo";

    private static readonly string[] s_small = ["hello", "tree", "ed", "bc"];

    private readonly List<(string Name, string Version)> _packages = [];
    private readonly Dictionary<(string File, DateTime Written), string> _entries = [];

    private LabRepository(string folder) => Folder = folder;

    /// <summary>The folder on this machine; <c>/srv/repo</c> on the hosts.</summary>
    public string Folder { get; }

    /// <summary>What it holds.</summary>
    public IReadOnlyList<(string Name, string Version)> Packages => _packages;

    /// <summary>Whether it holds a package.</summary>
    /// <param name="name">The package's name.</param>
    public bool Has(string name) => _packages.Any(package => package.Name == name);

    /// <summary>Adds a package made from a tree of files, and renews the index. The hosts see it after <c>apt-get update</c>.</summary>
    /// <param name="name">The package's name.</param>
    /// <param name="version">Its version.</param>
    /// <param name="files">Its files by their absolute paths, with their text and mode, such as <c>("#!/bin/sh\n", "755")</c>.</param>
    /// <param name="control">More lines of its control file, such as <c>Depends: libc6</c>.</param>
    /// <param name="scripts">Its maintainer scripts by name, such as <c>postinst</c>.</param>
    public async Task AddAsync(
        string name,
        string version,
        IReadOnlyDictionary<string, (string Text, string Mode)> files,
        IReadOnlyList<string>? control = null,
        IReadOnlyDictionary<string, string>? scripts = null)
    {
        DirectoryInfo tree = Directory.CreateTempSubdirectory("opsmop-deb-");
        try
        {
            // dpkg refuses to build a package whose root nobody may enter.
            Set(tree.FullName, "755");
            void Write(string path, string text, string mode)
            {
                string target = Path.Combine(tree.FullName, path.TrimStart('/'));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.WriteAllText(target, text);
                Set(target, mode);
            }

            foreach ((string path, (string text, string mode)) in files)
            {
                Write(path, text, mode);
            }

            string[] lines =
            [
                $"Package: {name}", $"Version: {version}", "Architecture: all", "Maintainer: OpsMop lab <lab@example.org>",
                "Section: misc", "Priority: optional", .. control ?? [], $"Description: {name} of the OpsMop lab",
            ];
            Write("DEBIAN/control", string.Join('\n', lines) + "\n", "644");
            string[] configuration = [.. files.Keys.Where(path => path.StartsWith("/etc/", StringComparison.Ordinal))];
            if (configuration.Length > 0)
            {
                Write("DEBIAN/conffiles", string.Join('\n', configuration) + "\n", "644");
            }

            foreach ((string script, string text) in scripts ?? new Dictionary<string, string>())
            {
                Write($"DEBIAN/{script}", text, "755");
            }

            await Tool.MustAsync("dpkg-deb", "--root-owner-group", "-Znone", "--build", tree.FullName, Path.Combine(Folder, $"{name}_{version}_all.deb"));
        }
        finally
        {
            tree.Delete(recursive: true);
        }

        await IndexAsync();
    }

    internal static async Task<LabRepository> BuildAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        var repository = new LabRepository(folder);
        await repository.ProvideAsync(s_small);

        foreach (string version in new[] { "1.0", "2.0" })
        {
            await repository.AddAsync(Demo, version, DemoFiles(version), scripts: s_demoScripts);
        }

        return repository;
    }

    // What dh_installsystemd generates, in short: a service of a package is enabled and started by installing it.
    private static readonly Dictionary<string, string> s_demoScripts = new()
    {
        ["postinst"] = "#!/bin/sh\nset -e\nif [ \"$1\" = configure ] && [ -d /run/systemd/system ]; then\n  systemctl daemon-reload\n  systemctl enable opsmop-demo.service\n  systemctl restart opsmop-demo.service\nfi\n",
        ["prerm"] = "#!/bin/sh\nset -e\nif [ \"$1\" = remove ] && [ -d /run/systemd/system ]; then\n  systemctl disable --now opsmop-demo.service\nfi\n",
    };

    private static Dictionary<string, (string Text, string Mode)> DemoFiles(string version) => new()
    {
        ["/usr/bin/opsmop-demo"] = ($"#!/bin/sh\n[ \"$1\" = --version ] && {{ echo {version}; exit; }}\nexec sleep infinity\n", "755"),
        ["/lib/systemd/system/opsmop-demo.service"] = ("[Unit]\nDescription=Demonstration of the OpsMop lab\n\n[Service]\nExecStart=/usr/bin/opsmop-demo\nExecReload=/bin/true\n\n[Install]\nWantedBy=multi-user.target\n", "644"),
        ["/etc/opsmop-demo.conf"] = ($"# opsmop-demo {version}\n", "644"),
    };

    /// <summary>
    /// Adds packages of Debian's with all that they need beyond the base image. They are downloaded once and kept; the hosts see them after <c>apt-get update</c>.
    /// </summary>
    /// <param name="names">The packages' names.</param>
    /// <exception cref="InvalidOperationException">They are not there, and cannot be downloaded.</exception>
    public async Task ProvideAsync(params IReadOnlyList<string> names)
    {
        string[] files = await DownloadAsync(names);
        foreach (string file in files)
        {
            string target = Path.Combine(Folder, Path.GetFileName(file));
            if (!File.Exists(target))
            {
                File.Copy(file, target);
            }
        }

        await IndexAsync();
    }

    private static async Task<string[]> DownloadAsync(IReadOnlyList<string> names)
    {
        using FileStream held = await LabLock.TakeAsync(LabPaths.CacheLock);

        // What a name needs is written down beside the packages, so that a later run asks nobody.
        string list = Path.Combine(LabPaths.Downloads, string.Join('+', names.Order(StringComparer.Ordinal)) + ".list");
        if (!File.Exists(list))
        {
            Directory.CreateDirectory(Path.Combine(LabPaths.Downloads, "partial"));

            // With the sources, lists and packages of the base image, so that they fit it whatever this machine runs.
            string[] apt =
            [
                "apt-get", "-q", "-y", "-o", $"Dir={LabPaths.Base}", "-o", $"Dir::State::status={LabPaths.Base}/var/lib/dpkg/status", "-o", $"Dir::Cache={LabPaths.Downloads}/cache",
                "-o", $"Dir::Cache::archives={LabPaths.Downloads}", "-o", "APT::Sandbox::User=root", "-o", "Debug::NoLocking=true", "-o", "Acquire::Retries=2", "-o", "Acquire::http::Timeout=20",
                "--no-install-recommends", "install", .. names,
            ];
            (await Tool.RunAsync([.. apt, "--download-only"], time: TimeSpan.FromMinutes(10))).OrThrow();

            // apt keeps an epoch's colon as %3a in the names of files.
            LabResult simulated = (await Tool.RunAsync([.. apt, "--simulate"])).OrThrow();
            string[] needed = [.. simulated.Output.Split('\n').Where(line => line.StartsWith("Inst ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1])];
            string[] archives = [.. Directory.GetFiles(LabPaths.Downloads, "*.deb").Select(file => Path.GetFileName(file)!)];
            await File.WriteAllLinesAsync(list + ".new", needed.Select(name => archives.First(file => file.StartsWith(name + "_", StringComparison.Ordinal))));
            File.Move(list + ".new", list);
        }

        return [.. (await File.ReadAllLinesAsync(list)).Select(name => Path.Combine(LabPaths.Downloads, name))];
    }

    private async Task IndexAsync()
    {
        // Our own index, a dozen lines, saves dpkg-dev with its compilers.
        var index = new StringBuilder();
        _packages.Clear();
        foreach (string file in Directory.EnumerateFiles(Folder, "*.deb").Order(StringComparer.Ordinal))
        {
            // One file may be made anew under its name.
            (string, DateTime) key = (file, File.GetLastWriteTimeUtc(file));
            if (!_entries.TryGetValue(key, out string? entry))
            {
                string control = (await Tool.RunAsync(["dpkg-deb", "-f", file])).OrThrow().Output.TrimEnd();
                byte[] content = await File.ReadAllBytesAsync(file);
                _entries[key] = entry = $"{control}\nFilename: ./{Path.GetFileName(file)}\nSize: {content.Length}\nSHA256: {Convert.ToHexStringLower(SHA256.HashData(content))}\n\n";
            }

            string Field(string name) => entry.Split('\n').First(line => line.StartsWith(name + ": ", StringComparison.Ordinal))[(name.Length + 2)..];
            index.Append(entry);
            _packages.Add((Field("Package"), Field("Version")));
        }

        string target = Path.Combine(Folder, "Packages");
        await File.WriteAllTextAsync(target + ".new", index.ToString());
        File.Move(target + ".new", target, overwrite: true);
    }

    private static void Set(string path, string mode) => File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32(mode, 8));
}
