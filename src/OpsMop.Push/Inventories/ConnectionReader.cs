using System.Text.Json;
using OpsMop.Parsing;

namespace OpsMop.Push.Inventories;

/// <summary>Reads settings of connections from our own files.</summary>
internal static class ConnectionReader
{
    /// <summary>Reads a mapping of settings; what is wrong with one is reported at its line.</summary>
    /// <param name="value">The mapping.</param>
    /// <param name="lines">The lines of its keys.</param>
    /// <param name="file">The file.</param>
    /// <param name="line">The line of the mapping.</param>
    /// <param name="faults">Takes what is wrong.</param>
    /// <returns>The settings; <see langword="null"/> where there are none.</returns>
    public static ConnectionSettings? Read(JsonElement value, IReadOnlyDictionary<string, int> lines, string file, int line, InventoryFaults faults)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            faults.Report(
                InventoryFaults.WrongValue,
                new(file, line),
                $"connect: expected settings, such as user: deploy. They are {string.Join(", ", ConnectionSetting.All.Select(setting => setting.Name))}.");
            return null;
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(file)) ?? "/";
        var settings = new ConnectionSettings();
        foreach (var member in value.EnumerateObject())
        {
            var at = new SourceLocation(file, lines.TryGetValue(member.Name, out var own) ? own : line);
            if (ConnectionSetting.Find(member.Name) is not { } setting)
            {
                faults.Report(InventoryFaults.UnknownSetting, at, $"A connection has no setting '{member.Name}'.{Hint(member.Name)}");
            }
            else if (setting.Read(settings, member.Value, folder, out var fault) is { } with)
            {
                settings = with;
            }
            else
            {
                faults.Report(fault == ConnectionSetting.PlainPassword ? InventoryFaults.Password : InventoryFaults.WrongValue, at, $"{setting.Name}: {fault}");
            }
        }

        return settings;
    }

    private static string Hint(string wrong)
    {
        var meant = wrong.ToLowerInvariant() switch
        {
            "host" or "hostname" => "address",
            "key" or "identity" or "private-key" or "private_key" or "key-file" or "ssh-key" => "identity-file",
            "become" => "sudo",
            "become_user" or "become-user" => "sudo-user",
            "jump" or "jump-host" or "proxy" or "proxyjump" or "bastion" => "via",
            "login" or "username" => "user",
            _ => null,
        };
        return meant is not null ? $" Did you mean '{meant}'?"
            : Suggestion.DidYouMean(wrong, ConnectionSetting.All.Select(setting => setting.Name)) is { Length: > 0 } hint ? hint
            : $" Its settings are {string.Join(", ", ConnectionSetting.All.Select(setting => setting.Name))}.";
    }
}
