namespace OpsMop;

/// <summary>What the resources of a host claim to manage.</summary>
public sealed class ClaimSet
{
    private readonly HashSet<(Claim Claim, string Name)> _claims = [];

    /// <summary>All of them.</summary>
    internal IReadOnlyCollection<(Claim Claim, string Name)> All => _claims;

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

    /// <summary>Whether some resource manages a path, whole or in part.</summary>
    /// <param name="path">The path.</param>
    public bool IsManaged(AbsolutePath path) => Contains(Claim.Path, path.Value) || Contains(Claim.Part, path.Value);

    /// <summary>Forgets them all.</summary>
    internal void Clear() => _claims.Clear();

    /// <summary>Takes the claims of another set.</summary>
    /// <param name="others">The other set.</param>
    internal void Add(ClaimSet others) => _claims.UnionWith(others._claims);

    /// <summary>Whether some resource claims a path or something below it.</summary>
    /// <param name="path">The path.</param>
    public bool ContainsBelow(AbsolutePath path)
    {
        foreach (var (claim, name) in _claims)
        {
            if (claim is Claim.Path or Claim.Part && ((AbsolutePath)name).StartsWith(path))
            {
                return true;
            }
        }

        return false;
    }
}
