using System.Runtime.CompilerServices;

namespace OpsMop.Engine.Distribution;

/// <summary>The roles of a host as a key: a composition gives the same object for what is the same.</summary>
internal readonly struct BoundRoles(BoundRole[] roles) : IEquatable<BoundRoles>
{
    private readonly BoundRole[] _roles = roles;

    public bool Equals(BoundRoles other)
    {
        if (_roles.Length != other._roles.Length)
        {
            return false;
        }

        for (var i = 0; i < _roles.Length; i++)
        {
            if (!ReferenceEquals(_roles[i], other._roles[i]))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is BoundRoles other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var role in _roles)
        {
            hash.Add(RuntimeHelpers.GetHashCode(role));
        }

        return hash.ToHashCode();
    }
}
