using System.Runtime.CompilerServices;

namespace OpsMop.Engine.Distribution;

/// <summary>Objects as a key: the same ones in the same order. A composition gives the same object for what is the same.</summary>
/// <typeparam name="T">What they are.</typeparam>
/// <param name="objects">The objects; they stay as they are.</param>
internal readonly struct ObjectsKey<T>(IReadOnlyList<T> objects) : IEquatable<ObjectsKey<T>>
    where T : class
{
    private readonly IReadOnlyList<T> _objects = objects;

    public bool Equals(ObjectsKey<T> other)
    {
        if (_objects.Count != other._objects.Count)
        {
            return false;
        }

        for (var i = 0; i < _objects.Count; i++)
        {
            if (!ReferenceEquals(_objects[i], other._objects[i]))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is ObjectsKey<T> other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        for (var i = 0; i < _objects.Count; i++)
        {
            hash.Add(RuntimeHelpers.GetHashCode(_objects[i]));
        }

        return hash.ToHashCode();
    }
}
