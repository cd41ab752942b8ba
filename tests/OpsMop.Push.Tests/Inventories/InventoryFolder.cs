using OpsMop.Engine;
using OpsMop.Push.Inventories;

namespace OpsMop.Push.Tests.Inventories;

/// <summary>A folder with inventory files, as the current folder of an operator.</summary>
public sealed class InventoryFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("opsmop-inventory-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    internal string Path(string file) => System.IO.Path.Combine(_folder, file);

    internal InventoryFolder Write(string file, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(file))!);
        File.WriteAllText(Path(file), text);
        return this;
    }

    internal InventoryFolder WriteScript(string file, string text)
    {
        Write(file, text);
        return SetMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    internal InventoryFolder SetMode(string file, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path(file), mode);
        }

        return this;
    }

    internal Task<LoadedInventory> LoadAsync(params string[] paths) => LoadAsync(_ => { }, paths);

    internal Task<LoadedInventory> LoadAsync(Action<Inventory> compose, params string[] paths) => InventoryLoader.LoadAsync(
        new CodePolicy(compose),
        new InventoryOptions { CurrentDirectory = _folder, Paths = paths, UserFile = Path("user/connection.yaml") });

    /// <summary>What is wrong with it, as the compiler would print it, with paths from the folder.</summary>
    internal async Task<string[]> FaultsAsync(params string[] paths)
    {
        var exception = await Assert.ThrowsAsync<InvalidPolicyException>(() => LoadAsync(paths));
        return [.. exception.Findings.Select(Shown)];
    }

    internal string Shown(Finding finding) => finding.ToString().Replace(_folder + "/", "", StringComparison.Ordinal);

    private sealed class CodePolicy(Action<Inventory> compose) : Policy
    {
        public override ResourceRegistry Registry => throw new NotSupportedException();

        public override IReadOnlyList<Variable> Variables => [];

        public override void ComposeInventory(Inventory inventory) => compose(inventory);

        public override void Compose(Roles roles)
        {
        }
    }
}
