using System.Reflection;
using OpsMop.Engine.Checking;

namespace OpsMop.Building;

/// <summary>Finds the policies of a program: the classes that <c>Cli.RunAsync&lt;T&gt;</c> could run.</summary>
internal sealed class PolicyTypes
{
    public PolicyTypes(Assembly assembly)
    {
        var source = new PolicySource(assembly.Location);
        var types = TypesOf(assembly).ToList();
        RoleNames = [.. types.Where(type => !type.IsAbstract && typeof(RoleBase).IsAssignableFrom(type)).Select(type => type.Name)];
        Policies = [.. types.Where(IsPolicy).OrderBy(type => type.MetadataToken).Select(type => Describe(type, source))];
    }

    /// <summary>The policies, in the order of the program's metadata.</summary>
    public IReadOnlyList<CheckedPolicy> Policies { get; }

    /// <summary>The classes of its roles. Names in data are compared without regard to case and hyphens.</summary>
    public IReadOnlyList<string> RoleNames { get; }

    /// <summary>The names of a class's <see cref="TargetsAttribute"/>.</summary>
    /// <param name="type">The class.</param>
    public static IReadOnlyList<string> TargetsOf(Type type) => type.GetCustomAttribute<TargetsAttribute>(inherit: true)?.Names ?? [];

    private static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            // One that cannot be loaded here is no policy that could be checked.
            return exception.Types.OfType<Type>();
        }
    }

    private static bool IsPolicy(Type type) =>
        type is { IsAbstract: false, ContainsGenericParameters: false } && typeof(Policy).IsAssignableFrom(type) && type.GetConstructor(Type.EmptyTypes) is not null;

    private static CheckedPolicy Describe(Type type, PolicySource source) =>
        new(type.Name, () => (Policy)Activator.CreateInstance(type, BindingFlags.DoNotWrapExceptions, binder: null, args: null, culture: null)!)
        {
            Targets = TargetsOf(type),
            Loads = Overrides(type, nameof(Policy.LoadAsync)),
            HasSample = Overrides(type, nameof(Policy.LoadSample)),
            Locate = () => source.Find(type),
        };

    private static bool Overrides(Type type, string method) => type.GetMethod(method, BindingFlags.Public | BindingFlags.Instance)?.DeclaringType != typeof(Policy);
}
