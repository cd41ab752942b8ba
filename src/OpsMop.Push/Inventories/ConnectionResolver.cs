using OpsMop.Engine;
using OpsMop.Push.Connections;

namespace OpsMop.Push.Inventories;

/// <summary>
/// Decides everything that it takes to connect to a host: the settings of all layers, the hosts on the way, the passwords. It asks for a password when the first host needs it; ask it for
/// the hosts of a run before anything else uses the terminal.
/// </summary>
/// <param name="inventory">The inventory.</param>
/// <param name="passwords">Reads passwords.</param>
/// <param name="commandLine">What wins over all others for the hosts that are worked on; <see langword="null"/> for nothing.</param>
internal sealed class ConnectionResolver(LoadedInventory inventory, PasswordReader passwords, ConnectionSettings? commandLine = null)
{
    private readonly Dictionary<(string Host, RoleEntry? Role, bool IsHop), ConnectionTarget> _targets = [];
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>The target of a host. The same host and role give the same object, and so do hosts behind the same one.</summary>
    /// <param name="host">The host.</param>
    /// <param name="role">The role that runs there, for its settings; <see langword="null"/> for none.</param>
    /// <param name="cancel">Cancels the reading of passwords.</param>
    /// <exception cref="InvalidPolicyException">The role's settings are wrong, or lead through a host that is not there or in a circle.</exception>
    /// <exception cref="SystemFaultException">A password cannot be had.</exception>
    public async ValueTask<ConnectionTarget> ResolveAsync(InventoryHost host, RoleEntry? role = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(host);
        await _one.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            return await ResolveAsync(host, role?.Connection is null ? null : role, [], cancel).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    private async ValueTask<ConnectionTarget> ResolveAsync(InventoryHost host, RoleEntry? role, List<string> way, CancellationToken cancel)
    {
        if (_targets.TryGetValue((host.Name, role, way.Count > 0), out var target))
        {
            return target;
        }

        // The command line is about the hosts that are worked on, not about those in between.
        var isHop = way.Count > 0;
        var settings = inventory.SettingsOf(host, role);
        settings = isHop || commandLine is null ? settings : commandLine.Over(settings);
        if (role?.Connection is { } ofRole && InventoryCheck.Fault(ofRole) is { } fault)
        {
            throw Invalid(InventoryFaults.WrongValue, $"{fault.Setting}: {fault.Error}");
        }

        way.Add(host.Name);
        ConnectionTarget? via = null;
        if (inventory.ViaOf(host, settings) is { } name)
        {
            if (inventory.Inventory.FindHost(name) is not { } hop)
            {
                throw Invalid(InventoryFaults.Unknown, InventoryCheck.UnknownVia(inventory.Inventory, host.Name, name));
            }

            // Only a role can still close a circle here: the inventory's own were found when it was loaded.
            if (way.Contains(name))
            {
                throw Invalid(InventoryFaults.Cycle, $"Hosts are reached through each other: {string.Join(" → ", way[way.IndexOf(name)..].Append(name))}.");
            }

            via = await ResolveAsync(hop, null, way, cancel).ConfigureAwait(false);
        }

        target = new ConnectionTarget
        {
            Name = host.Name,
            Settings = settings,
            Via = via,
            Password = settings.Password is { } login ? await passwords.ReadAsync(login, PasswordReader.LoginQuestion(settings), cancel).ConfigureAwait(false) : null,
            SudoPassword = settings.SudoPassword is { } sudo ? await passwords.ReadAsync(sudo, PasswordReader.SudoQuestion(settings), cancel).ConfigureAwait(false) : null,
        };
        _targets[(host.Name, role, isHop)] = target;
        return target;

        InvalidPolicyException Invalid(string id, string message) => new([new Finding(id, role?.Location ?? default, role is null ? message : $"role '{role.Name}': {message}")]);
    }
}
