using System.Runtime.CompilerServices;

namespace OpsMop.Engine.Distribution;

/// <summary>Layers as the key of what comes of them: the same objects in the same order.</summary>
internal readonly struct LayerList(object subject, IReadOnlyList<LayerIndex> layers) : IEquatable<LayerList>
{
    private readonly object _subject = subject;
    private readonly IReadOnlyList<LayerIndex> _layers = layers;

    public bool Equals(LayerList other)
    {
        if (!_subject.Equals(other._subject) || _layers.Count != other._layers.Count)
        {
            return false;
        }

        for (var i = 0; i < _layers.Count; i++)
        {
            if (!ReferenceEquals(_layers[i], other._layers[i]))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is LayerList other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(_subject);
        foreach (var layer in _layers)
        {
            hash.Add(RuntimeHelpers.GetHashCode(layer));
        }

        return hash.ToHashCode();
    }
}
