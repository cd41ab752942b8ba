namespace OpsMop;

/// <summary>
/// Names the generated class that holds an assembly's registry in its static property <c>Instance</c>. Written by the generator and read by it in projects that
/// reference the assembly.
/// </summary>
/// <param name="type">The class.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class RegistryAttribute(Type type) : Attribute
{
    /// <summary>The class.</summary>
    public Type Type { get; } = type;
}
