using Microsoft.CodeAnalysis;

namespace OpsMop.Analyzers;

/// <summary>The rules about declarations of types, providers, roles and policies.</summary>
internal static class DeclarationRules
{
    /// <summary>The rules, by id.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        Rule.Error(
            "OPM1001",
            Category.Declarations,
            "A declaration that cannot be completed",
            """
            The other half of a type of resource, of a role and of a policy is generated: its constructor, its builders, the reading of its variables. For that the class must be
            `partial`, and so must each type that it is nested in; a class marked `[ResourceType]` must derive from `Resource`, be neither abstract nor generic, be visible to the
            policies that use it, and have a name in lower case with hyphens. The same holds for the names in `[ResourceAlias]`, and `[Targets]` stands on roles and policies only.

            The compiler says of a class that is not partial that it lacks a member, or that another part of it exists: both mean this.
            A role that writes its `Variables` itself, an abstract one, and one that adds no variable to those of its base class need not be partial.
            """),
        Rule.Error(
            "OPM1002",
            Category.Declarations,
            "A type of resource without a key",
            """
            Two resources of a type are told apart by their keys: `File[/etc/motd]`. A type without one could be declared once for each host at most, and nobody could say which one a
            message is about. Mark the property that names it with `[Key]`. A type that does something each time rather than being something, such as a command,
            is declared with `Action = true`: it has no key and may repeat.
            """),
        Rule.Error(
            "OPM1003",
            Category.Declarations,
            "A provider for a type that is none",
            """
            `[Provider<T>]` registers a class that knows how to bring about resources of type `T`. It must derive from `Provider<T>` of that same type, the type must be marked
            `[ResourceType]`, and the class must be one that the registry can make: neither abstract nor generic, internal or public, with a constructor without parameters.
            """),
        Rule.Error(
            "OPM1004",
            Category.Declarations,
            "Two of one name, or two defaults",
            """
            Two types of resource with one name would both be `host.File(…)`: the compiler takes the nearer one, or neither. Give the later one another name.
            Where a type has the name of one in a package, `[assembly: ResourceAlias(typeof(…), "contoso-file")]` for either of them tells them apart, and this rule is silent.

            Two providers that are both `Default` for a type on one platform leave the run with no choice, and it fails there. Take `Default` off one of them; a policy chooses
            it with `.Via<…>()`.

            The rule knows the types and providers of the project and of the assemblies that it references. What two packages do to each other, the compiler and the run say.
            """),
        Rule.Error(
            "OPM1005",
            Category.Declarations,
            "A constraint names an unknown property",
            """
            `[OneOf]`, `[Excludes]`, `[Needs]`, `[ReadableBy]` and `[Suggests]` name other properties of the type, and `[FromScope]` what `host.With(…)` gives. A name that is none of
            them would be a constraint that is never checked. Write `nameof(…)`, which the compiler checks and which follows a renaming.
            """),
        Rule.Error(
            "OPM1006",
            Category.Declarations,
            "A property or variable that is no data",
            """
            What a policy gives to a resource or a role travels to the host, is compared, printed and saved. So it is data: text, numbers, bool, enums, domain types such as
            `AbsolutePath`, and lists, dictionaries and records of them.

            A property of a resource has the form `{ get; }`, which the builder fills, and is nullable unless its type has a value that means "not given".
            A property of a role or policy that everybody can set is a variable. What is for the role itself, such as a handler, has a private setter.
            """),
        Rule.Warning(
            "OPM1008",
            Category.Declarations,
            "A property without documentation",
            """
            The comment of a property is what the author of a policy reads in the editor on the setter, and what stands on the reference page of the type. A public property of a
            public type without one leaves both blank. Say what it means, in which unit, and what holds where it is not given.

            `<inheritdoc/>` counts. Properties that the builder does not fill are not looked at.
            """),
        Rule.Error(
            "OPM1009",
            Category.Declarations,
            "A constraint that nothing can satisfy, or that says nothing",
            """
            A constraint that no value satisfies makes each policy wrong that gives the property: a range whose least value is above its greatest, a pattern that is no regular
            expression, a property that needs what it excludes. One that every value satisfies, or that stands on a type that it is not for, is checked nowhere
            and only looks like a promise: `[Range]` on text, `[OneOf]` with a single property, `[Required]` on a switch.

            The rule reads the attributes of one type together. Whether constraints of more than two properties contradict each other, it does not work out.
            """),
        Rule.Error(
            "OPM1010",
            Category.Declarations,
            "A property hides one that every resource has",
            """
            Every resource has `When`, `Title`, `Tags`, `After`, `Notifies` and so on, and its builder a method for each. A property of such a name would hide that method: nobody could
            give the resource a title, or make it wait for another. Give the property another name. A key is no method, so it may have any name.
            """),
    ];

    private static readonly Dictionary<string, DiagnosticDescriptor> s_byId = All.Append(PlatformSupport.NoProvider).ToDictionary(rule => rule.Id);

    public static DiagnosticDescriptor Find(string id) => s_byId[id];
}
