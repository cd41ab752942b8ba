using OpsMop.Engine.Variables;

namespace OpsMop.Engine.Model;

/// <summary>Binds a policy's own variables, lets it load what it needs, and composes it: what is done once, on the controller.</summary>
internal sealed class PolicyComposer(Policy policy, List<Finding> findings)
{
    /// <summary>Whether <see cref="Policy.LoadAsync"/> is called.</summary>
    public bool Loads { get; init; } = true;

    /// <summary>Whether <see cref="Policy.LoadSample"/> is called in its place.</summary>
    public bool LoadsSample { get; init; }

    /// <summary>Composes the policy.</summary>
    /// <param name="binder">Gives the policy's variables their values.</param>
    /// <param name="cancel">Cancels the loading.</param>
    /// <returns>The roles, each name once; <see langword="null"/> where it could not be composed.</returns>
    /// <exception cref="ProviderException">What the policy loads could not be loaded.</exception>
    public async Task<IReadOnlyList<RoleEntry>?> ComposeAsync(VariableBinder binder, CancellationToken cancel)
    {
        binder.BindPolicy(policy);
        if (findings.Exists(finding => finding.IsError) || binder.Missing.Count > 0)
        {
            return null;
        }

        if (Loads)
        {
            await LoadAsync(cancel).ConfigureAwait(false);
        }

        var roles = new Roles();
        if ((LoadsSample && !PolicyCode.Run(policy.LoadSample, $"{policy.GetType().Name}.LoadSample", default, findings))
            || !PolicyCode.Run(() => policy.Compose(roles), $"{policy.GetType().Name}.Compose", default, findings))
        {
            return null;
        }

        var entries = new List<RoleEntry>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in roles.Entries)
        {
            if (names.Add(entry.Name))
            {
                entries.Add(entry);
            }
            else
            {
                findings.Add(new Finding("OPM2005", entry.Location, Parsing.ModelFaults.RoleAddedTwice(entry.Name)));
            }
        }

        return entries;
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        try
        {
            await policy.LoadAsync(cancel).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new ProviderException($"{policy.GetType().Name}.LoadAsync failed: {exception.Message} ({exception.GetType().Name})", exception);
        }
    }
}
