using System.Text.Json;
using OpsMop.Engine;
using OpsMop.Engine.Data;
using OpsMop.Engine.Model;

namespace OpsMop.Push.Inventories;

/// <summary>Loads what the verbs that contact hosts know of them: what the policy says in code, then the files.</summary>
internal static class InventoryLoader
{
    /// <summary>Where an inventory is looked for, in this order; the first that is there is it.</summary>
    public static IReadOnlyList<string> UsualPlaces { get; } = ["inventory.yaml", "inventory.yml", "inventory.ini", "inventory", "hosts"];

    /// <summary>Loads it.</summary>
    /// <param name="policy">The policy, which may name hosts in code. It has been loaded: its hosts may come from what it loads.</param>
    /// <param name="options">Where the files are.</param>
    /// <param name="cancel">Cancels the loading.</param>
    /// <exception cref="InvalidPolicyException">Something is wrong with it; all that is, with file and line.</exception>
    public static async Task<LoadedInventory> LoadAsync(Policy policy, InventoryOptions options, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(options);
        var inventory = new Inventory();
        var faults = new InventoryFaults();
        var thrown = new List<Finding>();
        if (!PolicyCode.Run(() => policy.ComposeInventory(inventory), $"{policy.GetType().Name}.ComposeInventory", default, thrown))
        {
            throw new InvalidPolicyException(thrown);
        }

        var reading = new InventoryReading(inventory, faults);
        var files = new InventoryFiles(reading);
        foreach (var path in Paths(options, inventory, faults))
        {
            if (path.Contains(',', StringComparison.Ordinal) && !Path.Exists(Path.GetFullPath(path, options.CurrentDirectory)))
            {
                HostList.Read(path, inventory);
            }
            else
            {
                await files.ReadAsync(Path.GetFullPath(path, options.CurrentDirectory), cancel).ConfigureAwait(false);
            }
        }

        reading.Resolve();
        var user = await UserSettingsAsync(options.UserFile, faults, cancel).ConfigureAwait(false);
        var loaded = new LoadedInventory(inventory, user, new HostSets(options.Sets, options.CurrentDirectory), files.Sources);
        InventoryCheck.Check(loaded, faults);
        IReadOnlyList<Finding> findings = [.. inventory.Faults, .. faults.Findings];
        if (findings.Any(finding => finding.IsError))
        {
            throw new InvalidPolicyException(findings);
        }

        loaded.Warnings = findings;
        return loaded;
    }

    private static IReadOnlyList<string> Paths(InventoryOptions options, Inventory inventory, InventoryFaults faults)
    {
        if (options.Paths.Count > 0)
        {
            return options.Paths;
        }

        foreach (var place in UsualPlaces)
        {
            var path = Path.Combine(options.CurrentDirectory, place);

            // A folder hosts is that of the example hosts of the model check.
            if (File.Exists(path) || (place == "inventory" && Directory.Exists(path)))
            {
                return [place];
            }
        }

        if (inventory.Hosts.Count == 0)
        {
            faults.Report(
                InventoryFaults.Unreadable,
                default,
                $"There is no inventory. Write inventory.yaml in {options.CurrentDirectory}, such as hosts: [web1.example.com]; "
                + "or name a file, a folder or hosts with --inventory PATH or --inventory web1.example.com, (with a comma); or name hosts in the policy's ComposeInventory.");
        }

        return [];
    }

    private static async Task<InventoryLayer?> UserSettingsAsync(string? file, InventoryFaults faults, CancellationToken cancel)
    {
        try
        {
            if (file is null || !File.Exists(file))
            {
                return null;
            }

            var data = YamlData.Parse(await File.ReadAllTextAsync(file, cancel).ConfigureAwait(false), file);
            if (data.Root.ValueKind == JsonValueKind.Null)
            {
                return null;
            }

            var lines = new LinesBelow(data.Lines, "", data.Root);
            return new InventoryLayer { Source = file, Line = 1, Connection = ConnectionReader.Read(data.Root, lines, file, 1, faults), ConnectionLines = lines };
        }
        catch (DataFileException exception)
        {
            faults.Report(InventoryFaults.Unreadable, new(file!, exception.Line), exception.Problem);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            faults.Report(InventoryFaults.Unreadable, new(file!, 0), $"The settings of connections cannot be read: {exception.Message}");
        }

        return null;
    }
}
