using OpsMop.Engine.Variables;

namespace OpsMop.Engine.Model;

/// <summary>Binds a policy's own variables, lets it load what it needs, and composes it: what is done once, on the controller.</summary>
internal sealed class PolicyComposer(Policy policy, List<Finding> findings)
{
    /// <summary>Whether <see cref="Policy.LoadAsync"/> is called.</summary>
    public bool Loads { get; init; } = true;

    /// <summary>Whether <see cref="Policy.LoadSample"/> is called in its place.</summary>
    public bool LoadsSample { get; init; }

    /// <summary>Loads a policy for its hosts alone, which may come from what it loads. A variable without a value is no fault here: whoever needs it says so.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="settings">What <c>--set</c> says, in order.</param>
    /// <param name="cancel">Cancels the loading.</param>
    /// <exception cref="InvalidPolicyException">A variable of the policy is wrong.</exception>
    /// <exception cref="ProviderException">What the policy loads could not be loaded.</exception>
    public static async Task LoadAsync(Policy policy, IReadOnlyList<VariableSetting> settings, CancellationToken cancel)
    {
        var findings = new List<Finding>();
        if (!await new PolicyComposer(policy, findings).LoadAsync(new VariableBinder([], settings, findings) { MayMiss = true }, cancel).ConfigureAwait(false))
        {
            throw new InvalidPolicyException(findings);
        }
    }

    /// <summary>Composes the policy.</summary>
    /// <param name="binder">Gives the policy's variables their values.</param>
    /// <param name="cancel">Cancels the loading.</param>
    /// <returns>The roles, each name once; <see langword="null"/> where it could not be composed.</returns>
    /// <exception cref="ProviderException">What the policy loads could not be loaded.</exception>
    public async Task<IReadOnlyList<RoleEntry>?> ComposeAsync(VariableBinder binder, CancellationToken cancel)
    {
        if (!await LoadAsync(binder, cancel).ConfigureAwait(false) || binder.Missing.Count > 0)
        {
            return null;
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

    private async Task<bool> LoadAsync(VariableBinder binder, CancellationToken cancel)
    {
        binder.BindPolicy(policy);
        if (findings.Exists(finding => finding.IsError))
        {
            return false;
        }

        try
        {
            if (Loads)
            {
                await policy.LoadAsync(cancel).ConfigureAwait(false);
            }

            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new ProviderException($"{policy.GetType().Name}.LoadAsync failed: {exception.Message} ({exception.GetType().Name})", exception);
        }
    }
}
