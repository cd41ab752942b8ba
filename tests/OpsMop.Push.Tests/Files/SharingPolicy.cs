using System.Reflection;

namespace OpsMop.Push.Tests.Files;

/// <summary>A policy of one role, as the generator would write it.</summary>
internal sealed class SharingPolicy(Func<Role> role) : Policy
{
    private static readonly ResourceRegistry s_registry =
        (ResourceRegistry)typeof(FileResource).Assembly.GetCustomAttribute<RegistryAttribute>()!.Type.GetProperty("Instance")!.GetValue(null)!;

    public override ResourceRegistry Registry => s_registry;

    public override IReadOnlyList<Variable> Variables => [];

    public override void Compose(Roles roles) => roles.Add(role());
}
