namespace OpsMop;

/// <summary>What is known of a role or procedure without an instance. Generated. By it an agent makes the role again that was bound on a controller.</summary>
/// <param name="Name">The name of an instance that was given none: <c>nginx-proxy</c>.</param>
/// <param name="Type">The full name of its class, as <see cref="System.Type.FullName"/> has it.</param>
/// <param name="ClrType">Its class.</param>
/// <param name="Create">Makes one whose variables are as its class sets them, the required ones unset; <see langword="null"/> where that cannot be (see <see cref="Obstacle"/>).</param>
public sealed record RoleDescriptor(string Name, string Type, Type ClrType, Func<RoleBase>? Create)
{
    /// <summary>The first sentence of its documentation.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Why none can be made, as the end of a sentence: <c>it has no constructor without parameters</c>; empty where one can.</summary>
    public string Obstacle { get; init; } = "";

    /// <summary>The properties that only an object initialiser sets. They are no variables, so that what they hold stays on the controller.</summary>
    public IReadOnlyList<string> InitOnly { get; init; } = [];

    /// <summary>
    /// The roles that it may include itself; <see langword="null"/> where nobody can tell: it includes a type parameter, hands its host to code of others, or was generated
    /// before contract 4.
    /// </summary>
    public IReadOnlyList<IncludedRole>? Includes { get; init; }
}
