namespace OpsMop;

/// <summary>A provider that plans neighbours of one type together: ten packages are one query and one <see cref="Transaction"/>.</summary>
/// <typeparam name="T">The type of resource.</typeparam>
/// <remarks>Where they cannot be planned together, because one of them is at fault or has to change before the next can be asked for, it throws: they are then planned one by one.</remarks>
public interface IBatchProvider<T>
    where T : Resource
{
    /// <summary>Plans neighbours. Each change goes to the plan of its own resource.</summary>
    /// <param name="batch">The resources, in the order of the policy, at least one.</param>
    /// <param name="cancel">Cancels the planning.</param>
    ValueTask PlanAsync(IReadOnlyList<BatchItem<T>> batch, CancellationToken cancel);
}
