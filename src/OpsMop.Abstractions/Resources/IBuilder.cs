namespace OpsMop;

/// <summary>A builder of resources of one type, as a property that holds another resource takes it.</summary>
/// <typeparam name="T">The type of resource.</typeparam>
public interface IBuilder<out T>
    where T : Resource
{
    /// <summary>The resource as described. Describing ends here.</summary>
    T Resource { get; }
}
