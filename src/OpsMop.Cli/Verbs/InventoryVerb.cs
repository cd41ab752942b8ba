using System.Text;
using System.Text.Json;
using OpsMop.CommandLine.Output;
using OpsMop.Engine.Model;
using OpsMop.Engine.Variables;
using OpsMop.Push.Commands;
using OpsMop.Push.Inventories;

namespace OpsMop.CommandLine.Verbs;

/// <summary><c>inventory</c>: shows which hosts a pattern selects, and what is said of each of them where.</summary>
internal sealed class InventoryVerb(Policy policy, IReadOnlyList<VariableSetting> settings, Request request, Surroundings around)
{
    private static readonly string[] s_secretWords = ["password", "passwd", "passphrase", "secret", "token"];

    private readonly PolicyPaths _paths = new(around.CurrentDirectory);
    private readonly HashSet<string> _secrets = new(StringComparer.OrdinalIgnoreCase);

    public async Task<int> RunAsync(CancellationToken cancel)
    {
        await PolicyComposer.LoadAsync(policy, settings, cancel).ConfigureAwait(false);
        FindSecrets();
        var inventory = await InventoryLoader.LoadAsync(
            policy,
            new InventoryOptions { CurrentDirectory = around.CurrentDirectory, Paths = request.Inventories, Sets = PushState.SetsOf(policy.GetType().Name) },
            cancel).ConfigureAwait(false);
        var hosts = inventory.Select(request.Pattern);
        if (request.Limit is { } limit)
        {
            var limited = inventory.Select(limit, who: "--limit").ToHashSet();
            hosts = [.. hosts.Where(limited.Contains)];
        }

        if (request.IsJson)
        {
            WriteJson(inventory, hosts);
            return ExitCode.Done;
        }

        FindingPrinter.Print(inventory.Warnings, json: false, around);
        if (hosts.Count == 1 || (request.Verbose && hosts.Count > 0))
        {
            foreach (var host in hosts)
            {
                Write(inventory, host);
            }
        }
        else
        {
            var width = hosts.Select(host => host.Name.Length).DefaultIfEmpty().Max();
            foreach (var host in hosts)
            {
                around.Output.WriteLine($"{host.Name.PadRight(width)}  {string.Join(", ", inventory.GroupsOf(host))}");
            }

            var all = inventory.Inventory.Hosts.Count;
            around.Output.WriteLine($"{(hosts.Count > 0 ? "\n" : "")}{(hosts.Count == all ? "" : $"{hosts.Count} of ")}{all} {(all == 1 ? "host" : "hosts")}");
        }

        return ExitCode.Done;
    }

    /// <summary>The roles know which of their variables are secret.</summary>
    private void FindSecrets()
    {
        var roles = new Roles();
        try
        {
            policy.Compose(roles);
            foreach (var entry in roles.Entries)
            {
                _secrets.UnionWith(entry.Create().Variables.Where(variable => variable.IsSecret).Select(variable => Plain($"{entry.Name}.{variable.Name}")));
            }
        }
        catch (Exception)
        {
            // validate says what is wrong with the roles; the hosts are there all the same.
        }
    }

    private static string Plain(string name) => new([.. name.Where(c => c is not ('-' or '_'))]);

    private void Write(LoadedInventory inventory, InventoryHost host)
    {
        around.Output.WriteLine(host.Name);
        around.Output.WriteLine($"  groups: {string.Join(", ", inventory.GroupsOf(host))}");
        var rows = new List<(string Name, string Value, string From)>();
        var connection = inventory.SettingsOf(host);
        foreach (var setting in ConnectionSetting.All)
        {
            if (setting.Show(connection) is { } value)
            {
                var (who, at) = inventory.OriginOf(host, setting);
                rows.Add((setting.Name, Visible.Line(value), From(who, at)));
            }
        }

        Rows("settings", rows);
        Rows("variables", [.. inventory.VariablesOf(host).Select(variable => (FullName(variable), Shown(variable), From(variable.Who, variable.At)))]);
    }

    private void Rows(string title, List<(string Name, string Value, string From)> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        around.Output.WriteLine($"  {title}:");
        var name = rows.Max(row => row.Name.Length);

        // A long value does not push the places of all others out of sight.
        var value = Math.Min(40, rows.Max(row => row.Value.Length));
        foreach (var row in rows)
        {
            around.Output.WriteLine($"    {row.Name.PadRight(name)}  {row.Value.PadRight(value)}  {row.From}".TrimEnd());
        }
    }

    private string From(string who, SourceLocation at) => who.Length == 0 ? "" : at.IsKnown ? $"{_paths.Place(at.File, at.Line)} ({who})" : $"({who})";

    private static string FullName(HostVariable variable) => Visible.Line(variable.Role.Length == 0 ? variable.Name : $"{variable.Role}.{variable.Name}");

    private bool IsSecret(HostVariable variable) =>
        variable.IsSecret
        || _secrets.Contains(Plain($"{variable.Role}.{variable.Name}"))
        || Array.Exists(s_secretWords, word => variable.Name.Contains(word, StringComparison.OrdinalIgnoreCase))
        || HoldsSecret(variable.Value);

    /// <summary>Whether a value is a text with secret parts, as code writes it, or has one somewhere in it.</summary>
    private static bool HoldsSecret(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().Any(HoldsSecret),
        JsonValueKind.Object => value.EnumerateObject().Any(member => Array.Exists(s_secretWords, word => member.Name.Contains(word, StringComparison.OrdinalIgnoreCase)) || HoldsSecret(member.Value)),
        _ => false,
    };

    private string Shown(HostVariable variable) => IsSecret(variable) ? "***" : Visible.Line(Text(variable.Value));

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private void WriteJson(LoadedInventory inventory, IReadOnlyList<InventoryHost> hosts)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("hosts");
            foreach (var host in hosts)
            {
                WriteHost(writer, inventory, host);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        around.Output.WriteLine(Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
    }

    private void WriteHost(Utf8JsonWriter writer, LoadedInventory inventory, InventoryHost host)
    {
        writer.WriteStartObject();
        writer.WriteString("name", host.Name);
        writer.WriteStartArray("groups");
        foreach (var group in inventory.GroupsOf(host))
        {
            writer.WriteStringValue(group);
        }

        writer.WriteEndArray();
        writer.WriteStartObject("settings");
        var connection = inventory.SettingsOf(host);
        foreach (var setting in ConnectionSetting.All)
        {
            if (setting.Show(connection) is { } value)
            {
                var (who, at) = inventory.OriginOf(host, setting);
                writer.WriteStartObject(setting.Name);
                writer.WriteString("value", value);
                WriteOrigin(writer, who, at);
                writer.WriteEndObject();
            }
        }

        writer.WriteEndObject();
        writer.WriteStartArray("variables");
        foreach (var variable in inventory.VariablesOf(host))
        {
            writer.WriteStartObject();
            if (variable.Role.Length > 0)
            {
                writer.WriteString("role", variable.Role);
            }

            writer.WriteString("name", variable.Name);
            writer.WritePropertyName("value");
            if (IsSecret(variable))
            {
                writer.WriteStringValue("***");
            }
            else
            {
                variable.Value.WriteTo(writer);
            }

            WriteOrigin(writer, variable.Who, variable.At);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteOrigin(Utf8JsonWriter writer, string who, SourceLocation at)
    {
        if (who.Length > 0)
        {
            writer.WriteString("from", who);
        }

        if (at.IsKnown)
        {
            writer.WriteString("file", at.File);
            if (at.Line > 0)
            {
                writer.WriteNumber("line", at.Line);
            }
        }
    }
}
