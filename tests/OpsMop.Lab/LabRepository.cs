using System.Security.Cryptography;
using System.Text;

namespace OpsMop.Lab;

/// <summary>
/// The packages that the hosts can install: they have no way out, so a folder is their only repository. It holds a few small packages of
/// Debian's and <see cref="Demo"/> in two versions, made here.
/// </summary>
public sealed class LabRepository
{
    /// <summary>A package of our own: the program <c>/usr/bin/opsmop-demo</c>, the service <c>opsmop-demo</c> and the configuration file <c>/etc/opsmop-demo.conf</c>, in versions 1.0 and 2.0.</summary>
    public const string Demo = "opsmop-demo";

    private static readonly string[] s_small = ["hello", "tree", "ed", "bc"];

    private readonly List<(string Name, string Version)> _packages = [];

    private LabRepository(string folder) => Folder = folder;

    /// <summary>The folder on this machine; <c>/srv/repo</c> on the hosts.</summary>
    public string Folder { get; }

    /// <summary>What it holds. Debian's packages are missing where they were never downloaded and there is no network.</summary>
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
        foreach (string file in await DownloadAsync())
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

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

    private static async Task<IReadOnlyList<string>> DownloadAsync()
    {
        Directory.CreateDirectory(LabPaths.Downloads);
        string[] Have() => Directory.GetFiles(LabPaths.Downloads, "*.deb");
        string[] wanted = [.. s_small.Where(name => !Have().Any(file => Path.GetFileName(file).StartsWith(name + "_", StringComparison.Ordinal)))];
        if (wanted.Length > 0)
        {
            // With the sources and lists of the base image, so that the packages fit it whatever this machine runs.
            await Tool.RunAsync(
                [
                    "apt-get", "-q", "-o", $"Dir={LabPaths.Base}", "-o", $"Dir::State::status={LabPaths.Base}/var/lib/dpkg/status", "-o", $"Dir::Cache={LabPaths.Downloads}/cache",
                    "-o", "APT::Sandbox::User=root", "-o", "Acquire::Retries=1", "-o", "Acquire::http::Timeout=10", "download", .. wanted,
                ],
                directory: LabPaths.Downloads);
        }

        return Have();
    }

    private async Task IndexAsync()
    {
        // Our own index, a dozen lines, saves dpkg-dev with its compilers.
        var index = new StringBuilder();
        _packages.Clear();
        foreach (string file in Directory.EnumerateFiles(Folder, "*.deb").Order(StringComparer.Ordinal))
        {
            string control = (await Tool.RunAsync(["dpkg-deb", "-f", file])).OrThrow().Output.TrimEnd();
            string Field(string name) => control.Split('\n').First(line => line.StartsWith(name + ": ", StringComparison.Ordinal))[(name.Length + 2)..];
            byte[] content = await File.ReadAllBytesAsync(file);
            index.Append(control).Append('\n')
                .Append("Filename: ./").Append(Path.GetFileName(file)).Append('\n')
                .Append("Size: ").Append(content.Length).Append('\n')
                .Append("SHA256: ").Append(Convert.ToHexStringLower(SHA256.HashData(content))).Append("\n\n");
            _packages.Add((Field("Package"), Field("Version")));
        }

        string target = Path.Combine(Folder, "Packages");
        await File.WriteAllTextAsync(target + ".new", index.ToString());
        File.Move(target + ".new", target, overwrite: true);
    }

    private static void Set(string path, string mode) => File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32(mode, 8));
}
