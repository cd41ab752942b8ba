namespace OpsMop.Engine.Distribution;

/// <summary>A model that was made for a host, and what it was made from besides the roles: another host with the same has the same model.</summary>
/// <param name="findings">What was found in it.</param>
/// <param name="included">The plain names of the roles that were included.</param>
/// <param name="layers">The layers of the host.</param>
/// <param name="groups">The groups of the host; <see langword="null"/> where nobody looked at them.</param>
internal sealed class FleetModel(IReadOnlyList<Finding> findings, HashSet<string> included, List<LayerIndex> layers, IReadOnlyList<string>? groups)
{
    private readonly LayerList _read = ReadOf(included, layers);

    public IReadOnlyList<Finding> Findings { get; } = findings;

    /// <summary>Whether it is the model of another host with the same roles too.</summary>
    public bool IsOf(List<LayerIndex> otherLayers, IReadOnlyList<string> otherGroups) =>
        (groups is null || groups.SequenceEqual(otherGroups)) && (included.Count == 0 || _read.Equals(ReadOf(included, otherLayers)));

    private static LayerList ReadOf(HashSet<string> included, List<LayerIndex> layers) => new(included, [.. layers.Where(layer => included.Any(layer.Has))]);
}
