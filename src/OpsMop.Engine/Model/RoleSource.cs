using OpsMop.Engine.Distribution;
using OpsMop.Engine.Variables;

namespace OpsMop.Engine.Model;

/// <summary>A role that a model is made of, wherever it comes from: composed here, or bound on a controller.</summary>
/// <param name="Name">The name of the instance.</param>
/// <param name="Location">Where it is added.</param>
/// <param name="Tags">The tags of all its resources.</param>
/// <param name="Create">Makes it, with the values of its class; <see langword="null"/> where it cannot be made, which is then reported.</param>
/// <param name="Bind">Gives it its values.</param>
internal sealed record RoleSource(string Name, SourceLocation Location, IReadOnlyList<string> Tags, Func<RoleBase?> Create, Action<RoleBase, VariableBinder> Bind)
{
    /// <summary>A role that the policy adds.</summary>
    public static RoleSource Of(RoleEntry entry) => new(
        entry.Name,
        entry.Location,
        entry.TagList,
        entry.Create,
        (role, binder) => binder.Bind(role, entry.Configure is { } configure ? () => configure(role) : null, entry.Location, entry.IsWhole));

    /// <summary>A role that was bound on a controller.</summary>
    public static RoleSource Of(BoundRole bound, ResourceRegistry registry, List<Finding> findings) => new(
        bound.Name,
        bound.Location,
        bound.Tags,
        () => BoundRoleReader.Create(bound, registry, findings),
        (role, binder) =>
        {
            BoundRoleReader.Read(bound, role, findings);
            binder.Know(role);
        });
}
