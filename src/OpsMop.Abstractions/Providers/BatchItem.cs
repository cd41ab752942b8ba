namespace OpsMop;

/// <summary>One of several resources that are planned together.</summary>
/// <typeparam name="T">The type of resource.</typeparam>
/// <param name="Want">The resource.</param>
/// <param name="Plan">Takes its changes.</param>
public readonly record struct BatchItem<T>(T Want, Plan Plan)
    where T : Resource;
