using System.Text.Json;
using OpsMop.Engine;
using OpsMop.Engine.Variables;

namespace OpsMop.Push.Inventories;

/// <summary>An inventory in which everything is found: who is selected, how a host is reached, which variables it has. It may be asked from several threads.</summary>
internal sealed class LoadedInventory
{
    private readonly InventoryLayer? _user;
    private readonly HostSets _sets;
    private readonly Lock _lock = new();

    // By the groups that hosts share, of which there are few.
    private readonly Dictionary<GroupLine, ConnectionSettings> _groupSettings = [];
    private readonly Dictionary<GroupLine, IReadOnlyList<VariableLayer>> _groupLayers = [];

    internal LoadedInventory(Inventory inventory, InventoryLayer? user, HostSets sets, IReadOnlyList<string> sources)
    {
        Inventory = inventory;
        _user = user;
        _sets = sets;
        Sources = sources;
    }

    /// <summary>The hosts and groups.</summary>
    public Inventory Inventory { get; }

    /// <summary>The files that were read.</summary>
    public IReadOnlyList<string> Sources { get; }

    /// <summary>What need not keep anybody from running.</summary>
    public IReadOnlyList<Finding> Warnings { get; internal set; } = [];

    /// <summary>The hosts that a pattern selects, all of them where none is given.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="at">Where it stands; unknown for the command line.</param>
    /// <param name="who">Whose it is, for the message: <c>--limit</c>, <c>role 'web'</c>.</param>
    /// <exception cref="InvalidPolicyException">The pattern is invalid, or names what is not there.</exception>
    public IReadOnlyList<InventoryHost> Select(HostPattern pattern, SourceLocation at = default, string who = "")
    {
        HostSelection selection;
        lock (_lock)
        {
            selection = Inventory.Select(pattern, _sets);
        }

        if (selection.Errors.Count == 0)
        {
            return selection.Hosts;
        }

        var id = pattern.Error is null ? InventoryFaults.Unknown : InventoryFaults.WrongName;
        throw new InvalidPolicyException([.. selection.Errors.Select(error => new Finding(id, at, who.Length > 0 ? $"{who}: {error}" : error))]);
    }

    /// <summary>The names of the groups that a host is in, parents before children, without <c>all</c>.</summary>
    /// <param name="host">The host.</param>
    public IReadOnlyList<string> GroupsOf(InventoryHost host) => [.. LineOf(host).Named.Select(group => group.Name)];

    /// <summary>The variables of a host: of its groups, parents first, then its own.</summary>
    /// <param name="host">The host.</param>
    public IReadOnlyList<VariableLayer> LayersOf(InventoryHost host)
    {
        lock (_lock)
        {
            var line = Inventory.Line(host);
            if (!_groupLayers.TryGetValue(line, out var layers))
            {
                _groupLayers[line] = layers = [.. GroupLayers(line).Select(said => Variables(VariableLayerKind.Group, $"group {said.Of}", said.Layer)).OfType<VariableLayer>()];
            }

            return host.Layers.Count == 0 ? layers
                : [.. layers, .. InOrder(host.Layers).Select(layer => Variables(VariableLayerKind.Host, $"host {host.Name}", layer)).OfType<VariableLayer>()];
        }
    }

    /// <summary>How a host is reached: what it says itself over its groups, over the role, over the user's own settings.</summary>
    /// <param name="host">The host.</param>
    /// <param name="role">The role that runs there; <see langword="null"/> where it is reached for others.</param>
    public ConnectionSettings SettingsOf(InventoryHost host, RoleEntry? role = null)
    {
        ConnectionSettings settings;
        lock (_lock)
        {
            var line = Inventory.Line(host);
            if (!_groupSettings.TryGetValue(line, out var ofGroups))
            {
                _groupSettings[line] = ofGroups = Merge(GroupLayers(line).Select(said => said.Layer));
            }

            settings = host.Layers.Count == 0 ? ofGroups : Merge(InOrder(host.Layers)).Over(ofGroups);
        }

        settings = role?.Connection is { } ofRole ? settings.Over(ofRole) : settings;
        return _user?.Connection is { } ofUser ? settings.Over(ofUser) : settings;
    }

    /// <summary>The host that another is reached through; <see langword="null"/> for none. The host that all others go through need not say that it is reached directly.</summary>
    /// <param name="host">The host.</param>
    /// <param name="settings">Its settings.</param>
    public string? ViaOf(InventoryHost host, ConnectionSettings settings) =>
        string.IsNullOrEmpty(settings.Via) || (settings.Via == host.Name && !host.Layers.Any(layer => layer.Connection?.Via == host.Name)) ? null : settings.Via;

    /// <summary>Where a setting of a host is from; unknown where nobody says it.</summary>
    /// <param name="host">The host.</param>
    /// <param name="setting">The setting.</param>
    /// <returns>Who says it, and where.</returns>
    public (string Who, SourceLocation At) OriginOf(InventoryHost host, ConnectionSetting setting)
    {
        foreach (var (who, layer) in LayersFromTop(host))
        {
            if (layer.Connection is { } settings && setting.Show(settings) is not null)
            {
                return (who, layer.LocationOf(setting.Name));
            }
        }

        return ("", default);
    }

    /// <summary>The variables of a host by their names, with who says the value that counts.</summary>
    /// <param name="host">The host.</param>
    public IReadOnlyList<HostVariable> VariablesOf(InventoryHost host)
    {
        var found = new List<HostVariable>();
        foreach (var (who, layer) in LayersFromTop(host).Where(said => said.Layer.Values.ValueKind == JsonValueKind.Object))
        {
            foreach (var member in layer.Values.EnumerateObject())
            {
                if (member.Value.ValueKind != JsonValueKind.Object)
                {
                    if (!AnsibleConnection.Knows(member.Name))
                    {
                        Take("", member.Name, member.Value, layer.LocationOfVariable(member.Name));
                    }

                    continue;
                }

                foreach (var variable in member.Value.EnumerateObject())
                {
                    Take(member.Name, variable.Name, variable.Value, layer.LocationOfVariable($"{member.Name}.{variable.Name}"));
                }
            }

            void Take(string role, string name, JsonElement value, SourceLocation at)
            {
                if (!found.Exists(known => Naming.Same(known.Role, role) && Naming.Same(known.Name, name)))
                {
                    found.Add(new HostVariable(role, name, value, who, at, layer.Secrets.Contains($"{role}.{name}")));
                }
            }
        }

        return [.. found.OrderBy(variable => variable.Role, StringComparer.Ordinal).ThenBy(variable => variable.Name, StringComparer.Ordinal)];
    }

    private static ConnectionSettings Merge(IEnumerable<InventoryLayer> layers)
    {
        ConnectionSettings? merged = null;
        foreach (var layer in layers)
        {
            if (layer.Connection is { } settings)
            {
                merged = merged is null ? settings : settings.Over(merged);
            }
        }

        return merged ?? new();
    }

    /// <summary>What is said, lowest first: a file of its own in <c>host_vars</c> or <c>group_vars</c> wins over the inventory.</summary>
    private static IEnumerable<InventoryLayer> InOrder(IReadOnlyList<InventoryLayer> layers) =>
        layers.Count == 1 ? layers : layers.Where(layer => !layer.IsSeparate).Concat(layers.Where(layer => layer.IsSeparate));

    private static IEnumerable<(string Of, InventoryLayer Layer)> GroupLayers(GroupLine line) =>
        new[] { false, true }.SelectMany(isSeparate => line.All.SelectMany(group => group.Layers.Where(layer => layer.IsSeparate == isSeparate).Select(layer => (group.Name, layer))));

    private static VariableLayer? Variables(VariableLayerKind kind, string name, InventoryLayer layer)
    {
        if (layer.Values.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var values = layer.IsFree ? OfRoles(layer.Values) : layer.Values;
        return values.ValueKind != JsonValueKind.Object ? null : new VariableLayer(kind, name, layer.Source, values, layer.Lines) { IsFree = layer.IsFree };
    }

    /// <summary>What can be of roles: the rest is for other programs, and does not travel.</summary>
    private static JsonElement OfRoles(JsonElement values)
    {
        var all = 0;
        var roles = 0;
        foreach (var member in values.EnumerateObject())
        {
            all++;
            roles += member.Value.ValueKind == JsonValueKind.Object ? 1 : 0;
        }

        if (roles == 0 || roles == all)
        {
            return roles == 0 ? default : values;
        }

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            foreach (var member in values.EnumerateObject())
            {
                if (member.Value.ValueKind == JsonValueKind.Object)
                {
                    member.WriteTo(writer);
                }
            }

            writer.WriteEndObject();
        }

        var reader = new Utf8JsonReader(stream.GetBuffer().AsSpan(0, (int)stream.Length));
        return JsonElement.ParseValue(ref reader);
    }

    private GroupLine LineOf(InventoryHost host)
    {
        lock (_lock)
        {
            return Inventory.Line(host);
        }
    }

    private IEnumerable<(string Who, InventoryLayer Layer)> LayersFromTop(InventoryHost host)
    {
        IEnumerable<(string, InventoryLayer)> said =
        [
            .. GroupLayers(LineOf(host)).Select(one => ($"group {one.Of}", one.Layer)),
            .. InOrder(host.Layers).Select(layer => ("host", layer)),
        ];
        return _user is null ? said.Reverse() : said.Reverse().Append(("user", _user));
    }
}
