namespace OpsMop;

/// <summary>What the resources of a host claim to manage.</summary>
public sealed class ClaimSet
{
    private readonly HashSet<(Claim Claim, string Name)> _claims = [];

    /// <summary>Claims a name. An invalid or missing one is passed over: validation reports it.</summary>
    /// <param name="claim">What the name names.</param>
    /// <param name="name">The name.</param>
    public void Add(Claim claim, string name)
    {
        if (name.Length > 0)
        {
            _claims.Add((claim, name));
        }
    }

    /// <summary>Whether some resource claims a name.</summary>
    /// <param name="claim">What the name names.</param>
    /// <param name="name">The name.</param>
    public bool Contains(Claim claim, string name) => _claims.Contains((claim, name));

    /// <summary>Whether some resource claims a path or something below it.</summary>
    /// <param name="path">The path.</param>
    public bool ContainsBelow(AbsolutePath path)
    {
        foreach (var (claim, name) in _claims)
        {
            if (claim == Claim.Path && ((AbsolutePath)name).StartsWith(path))
            {
                return true;
            }
        }

        return false;
    }
}
