using System.ComponentModel;
using System.Text;
using System.Text.Json;
using OpsMop.Engine.Data;
using OpsMop.Parsing;

namespace OpsMop.Push.Inventories;

/// <summary>
/// Reads files and folders of inventories. What a file is shows in this order: a program (executable, and it begins with <c>#!</c> or as ELF) is run with <c>--list</c>; <c>.yaml</c>,
/// <c>.yml</c> and <c>.json</c> are YAML, <c>.ini</c> and <c>.cfg</c> are INI; of any other the first line that says something decides. YAML is our form if it has <c>hosts</c>,
/// <c>groups</c>, <c>connect</c> or <c>vars</c> at its top, and Ansible's otherwise.
/// </summary>
internal sealed class InventoryFiles(InventoryReading reading)
{
    private const string Vault = "$ANSIBLE_VAULT";

    /// <summary>How many hosts a script is asked for at a time.</summary>
    private const int ScriptsAtATime = 8;

    private const string Vaulted =
        "this is encrypted by ansible-vault, which is not read here. "
        + "Keep passwords in a file of mode 0600, or in a store that a command reads (password: {file: …}, {command: …} or prompt); decrypt what is no secret.";

    private static readonly Dictionary<string, string> s_tags = new(StringComparer.Ordinal) { ["!vault"] = Vaulted, ["!vault-encrypted"] = Vaulted };

    /// <summary>What lies in a folder of inventories and is none.</summary>
    private static readonly string[] s_passedOver = [".bak", ".orig", ".retry", ".rst", ".md", ".pyc", ".pyo", ".swp", ".cs", ".csproj", ".pem", ".pub", ".key"];

    private readonly List<string> _sources = [];
    private readonly Lock _lock = new();

    /// <summary>The files that were read, in the order of reading.</summary>
    public IReadOnlyList<string> Sources => _sources;

    private InventoryFaults Faults => reading.Faults;

    /// <summary>Reads a file or folder.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="cancel">Cancels the reading.</param>
    public async Task ReadAsync(string path, CancellationToken cancel)
    {
        if (Directory.Exists(path))
        {
            await ReadFolderAsync(path, cancel).ConfigureAwait(false);
        }
        else if (!File.Exists(path))
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(path));
            var beside = Directory.Exists(folder) ? Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).OfType<string>() : [];
            Faults.Report(InventoryFaults.Unreadable, new(path, 0), $"There is no such inventory.{Suggestion.DidYouMean(Path.GetFileName(path), beside)}");
        }
        else if (await ReadFileAsync(path, cancel).ConfigureAwait(false))
        {
            await ReadVariableFoldersAsync(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/", Path.GetDirectoryName(path) ?? "", cancel).ConfigureAwait(false);
        }
    }

    private static bool IsProgram(string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) == 0)
        {
            return false;
        }

        return Begins(path) is [(byte)'#', (byte)'!', ..] or [0x7F, (byte)'E', (byte)'L', (byte)'F', ..];
    }

    private static byte[] Begins(string path)
    {
        using var stream = File.OpenRead(path);
        var begin = new byte[4];
        return begin[..stream.ReadAtLeast(begin, 4, throwOnEndOfStream: false)];
    }

    /// <summary>Whether a text without a telling name is YAML: <c>---</c>, <c>{</c>, or a name with a colon and nothing behind it.</summary>
    private static bool IsYaml(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var bare = line.TrimEnd();
            if (bare.Length == 0 || bare[0] is '#' or ';')
            {
                continue;
            }

            if (bare.StartsWith("---") || bare[0] == '{')
            {
                return true;
            }

            var comment = bare.IndexOf(" #");
            bare = (comment < 0 ? bare : bare[..comment]).TrimEnd();
            return bare[^1] == ':' && bare[..^1].IndexOfAny(" =[") < 0;
        }

        return false;
    }

    private async Task ReadFolderAsync(string path, CancellationToken cancel)
    {
        var entries = Directory.EnumerateFiles(path)
            .Where(file => Path.GetFileName(file) is var name && name[0] != '.' && name[^1] != '~' && !s_passedOver.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)
            .ToList();
        var groups = DataFiles(Path.Combine(path, "groups"));
        var hosts = DataFiles(Path.Combine(path, "hosts"));
        if (entries.Count + groups.Count + hosts.Count == 0)
        {
            var below = Directory.EnumerateDirectories(path).Select(Path.GetFileName).Where(name => name is not ("group_vars" or "host_vars")).Order(StringComparer.Ordinal).FirstOrDefault();
            Faults.Report(
                InventoryFaults.Unreadable,
                new(path, 0),
                below is null ? "There is no inventory in this folder."
                : $"There is no inventory in this folder itself. Folders in it are not read; name one: --inventory {Path.Combine(path, below)}.");
            return;
        }

        foreach (var file in entries)
        {
            await ReadFileAsync(file, cancel).ConfigureAwait(false);
        }

        foreach (var file in groups)
        {
            await ReadPartAsync(file, (data, name) => new YamlInventory(data, file, reading).ReadGroup(name), cancel).ConfigureAwait(false);
        }

        foreach (var file in hosts)
        {
            await ReadPartAsync(file, (data, name) => new YamlInventory(data, file, reading).ReadHost(name), cancel).ConfigureAwait(false);
        }

        await ReadVariableFoldersAsync(path, path, cancel).ConfigureAwait(false);
    }

    private static List<string> DataFiles(string folder) =>
        Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder).Where(file => Path.GetExtension(file) is ".yaml" or ".yml" or ".json").Order(StringComparer.Ordinal)]
            : [];

    private async Task ReadPartAsync(string file, Action<YamlData, string> read, CancellationToken cancel)
    {
        if (await TextAsync(file, cancel).ConfigureAwait(false) is { } text && Yaml(text, file) is { } data)
        {
            if (data.Root.ValueKind is JsonValueKind.Object or JsonValueKind.Null)
            {
                read(data, Path.GetFileNameWithoutExtension(file));
            }
            else
            {
                Faults.Report(InventoryFaults.Unreadable, new(file, 1), "This file describes what its name names, by connect, vars and their like.");
            }
        }
    }

    /// <summary>Reads a file.</summary>
    /// <returns>Whether it is Ansible's, so that folders of variables may lie beside it.</returns>
    private async Task<bool> ReadFileAsync(string file, CancellationToken cancel)
    {
        try
        {
            if (IsProgram(file))
            {
                await RunAsync(file, cancel).ConfigureAwait(false);
                return true;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Faults.Report(InventoryFaults.Unreadable, new(file, 0), $"The inventory cannot be read: {exception.Message}");
            return false;
        }

        if (await TextAsync(file, cancel).ConfigureAwait(false) is not { } text)
        {
            return false;
        }

        if (text.StartsWith("#!", StringComparison.Ordinal) && Path.GetExtension(file) is not (".yaml" or ".yml" or ".json" or ".ini" or ".cfg"))
        {
            Faults.Report(InventoryFaults.Unreadable, new(file, 1), $"This is a script that may not be run. If it prints an inventory for --list: chmod +x {file}");
            return false;
        }

        var isYaml = Path.GetExtension(file) switch
        {
            ".yaml" or ".yml" or ".json" => true,
            ".ini" or ".cfg" => false,
            _ => IsYaml(text),
        };
        if (!isYaml)
        {
            new AnsibleIniInventory(file, reading).Read(text.ReplaceLineEndings("\n").Split('\n'));
            return true;
        }

        if (Yaml(text, file) is not { } data || data.Root.ValueKind == JsonValueKind.Null)
        {
            return false;
        }

        if (data.Root.ValueKind == JsonValueKind.Object)
        {
            if (YamlInventory.IsLike(data.Root))
            {
                new YamlInventory(data, file, reading).Read();
                return false;
            }

            if (data.Root.TryGetProperty("plugin", out var plugin) && plugin.ValueKind == JsonValueKind.String)
            {
                Faults.Report(
                    InventoryFaults.Unreadable,
                    new(file, data.LineOf("plugin")),
                    $"This is the configuration of a plugin of Ansible ({plugin}), and no inventory. Let Ansible print one: a script with ansible-inventory -i {Path.GetFileName(file)} --list is an inventory.");
                return false;
            }

            if (AnsibleListInventory.IsLike(data.Root))
            {
                new AnsibleListInventory(data.Root, file, reading).Read();
                return true;
            }

            if (AnsibleYamlInventory.IsLike(data.Root))
            {
                new AnsibleYamlInventory(data, file, reading).Read();
                return true;
            }
        }

        Faults.Report(InventoryFaults.Unreadable, new(file, 1), "This is no inventory: expected hosts, groups, connect and vars, or groups with hosts, children and vars as Ansible has them.");
        return false;
    }

    private async Task<string?> TextAsync(string file, CancellationToken cancel)
    {
        try
        {
            var text = await File.ReadAllTextAsync(file, cancel).ConfigureAwait(false);
            _sources.Add(file);
            if (!text.StartsWith(Vault, StringComparison.Ordinal))
            {
                return text;
            }

            Faults.Report(InventoryFaults.Password, new(file, 1), Vaulted);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Faults.Report(InventoryFaults.Unreadable, new(file, 0), $"The inventory cannot be read: {exception.Message}");
        }

        return null;
    }

    private YamlData? Yaml(string text, string file)
    {
        try
        {
            return YamlData.Parse(text, file, s_tags);
        }
        catch (DataFileException exception)
        {
            Faults.Report(exception.Problem == Vaulted ? InventoryFaults.Password : InventoryFaults.Unreadable, new(file, exception.Line), exception.Problem);
            return null;
        }
    }

    /// <summary>Reads <c>group_vars</c> and <c>host_vars</c>. What names nobody is passed over there: the folders serve several inventories.</summary>
    private async Task ReadVariableFoldersAsync(string folder, string shown, CancellationToken cancel)
    {
        await ReadVariablesAsync(
            Path.Combine(folder, "group_vars"),
            Path.Combine(shown, "group_vars"),
            name => reading.Inventory.FindGroup(name) is { } group ? layer => AnsibleLayer.AddTo(group, layer) : null,
            cancel).ConfigureAwait(false);
        await ReadVariablesAsync(
            Path.Combine(folder, "host_vars"),
            Path.Combine(shown, "host_vars"),
            name => reading.Inventory.FindHost(name) is { } host ? layer => host.Add(layer) : null,
            cancel).ConfigureAwait(false);
    }

    private async Task ReadVariablesAsync(string folder, string shown, Func<string, Action<InventoryLayer>?> find, CancellationToken cancel)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (var entry in Directory.EnumerateFileSystemEntries(folder).Select(entry => Path.GetFileName(entry)!).Order(StringComparer.Ordinal).ToList())
        {
            var path = Path.Combine(folder, entry);
            if (Directory.Exists(path))
            {
                if (find(entry) is { } ofFolder)
                {
                    foreach (var file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(file => IsVariables(Path.GetFileName(file))).Order(StringComparer.Ordinal).ToList())
                    {
                        await ReadVariableFileAsync(Path.Combine(shown, Path.GetRelativePath(folder, file)), ofFolder, cancel).ConfigureAwait(false);
                    }
                }
            }
            else if (IsVariables(entry) && (find(entry) ?? (Path.GetExtension(entry).Length > 0 && IsYamlName(entry) ? find(Path.GetFileNameWithoutExtension(entry)) : null)) is { } ofFile)
            {
                await ReadVariableFileAsync(Path.Combine(shown, entry), ofFile, cancel).ConfigureAwait(false);
            }
        }
    }

    private static bool IsYamlName(string name) => Path.GetExtension(name) is ".yaml" or ".yml" or ".json";

    private static bool IsVariables(string name) => name[0] != '.' && name[^1] != '~';

    private async Task ReadVariableFileAsync(string file, Action<InventoryLayer> say, CancellationToken cancel)
    {
        if (await TextAsync(file, cancel).ConfigureAwait(false) is { } text && Yaml(text, file) is { } data)
        {
            if (AnsibleLayer.Of(data.Root, data.Lines, file, 1, Faults, isSeparate: true) is { } layer)
            {
                say(layer);
            }
            else if (data.Root.ValueKind != JsonValueKind.Null)
            {
                Faults.Report(InventoryFaults.Unreadable, new(file, 1), "A file of variables has names with values.");
            }
        }
    }

    private async Task RunAsync(string file, CancellationToken cancel)
    {
        _sources.Add(file);
        if (await AskAsync(file, ["--list"], cancel).ConfigureAwait(false) is not { } root)
        {
            return;
        }

        var list = new AnsibleListInventory(root, file, reading);
        var hosts = list.Read();
        if (list.HasHostVariables)
        {
            return;
        }

        // An old script answers for one host at a time.
        var distinct = hosts.Distinct().ToList();
        var answers = new JsonElement?[distinct.Count];
        await Parallel.ForAsync(0, distinct.Count, new ParallelOptions { MaxDegreeOfParallelism = ScriptsAtATime, CancellationToken = cancel }, async (i, stop) =>
            answers[i] = await AskAsync(file, ["--host", distinct[i].Name], stop).ConfigureAwait(false)).ConfigureAwait(false);
        for (var i = 0; i < answers.Length; i++)
        {
            if (answers[i] is { } variables)
            {
                list.AddVariables(distinct[i], variables);
            }
        }
    }

    private async Task<JsonElement?> AskAsync(string file, string[] arguments, CancellationToken cancel)
    {
        string? problem;
        try
        {
            var (code, output, errors) = await TerminalProgram.RunAsync(Path.GetFullPath(file), arguments, takesErrors: true, cancel).ConfigureAwait(false);
            if (code == 0)
            {
                var root = output.AsSpan().Trim().Length == 0 ? default : JsonData.Parse(Encoding.UTF8.GetBytes(output), file);
                if (root.ValueKind == JsonValueKind.Object)
                {
                    return root;
                }

                problem = "has not printed a JSON object";
            }
            else
            {
                var said = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                problem = $"has failed with exit code {code}{(said.Length > 0 ? $": {said[^1]}" : "")}";
            }
        }
        catch (Exception exception) when (exception is Win32Exception or IOException)
        {
            problem = $"cannot be run: {exception.Message}";
        }
        catch (DataFileException exception)
        {
            problem = $"has not printed JSON; line {exception.Line} of its output: {exception.Problem}";
        }

        lock (_lock)
        {
            Faults.Report(InventoryFaults.Unreadable, new(file, 0), $"The inventory script {problem}. It was called with {string.Join(' ', arguments)}.");
        }

        return null;
    }
}
