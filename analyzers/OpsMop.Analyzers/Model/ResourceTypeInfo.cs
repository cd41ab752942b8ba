using Microsoft.CodeAnalysis;
using OpsMop.Generators;

namespace OpsMop.Analyzers;

/// <summary>What the attributes of a type of resource say.</summary>
internal sealed class ResourceTypeInfo
{
    private readonly Dictionary<string, PropertyInfo> _properties = [];
    private readonly Dictionary<string, (PropertyInfo Property, IFieldSymbol Member)> _verbs = [];

    public ResourceTypeInfo(INamedTypeSymbol symbol)
    {
        Symbol = symbol;
        var attribute = symbol.Attribute("ResourceTypeAttribute");
        Name = attribute?.ConstructorArguments is [{ Value: string name }] ? name : symbol.Name;
        IsAction = attribute?.NamedFlag("Action") == true;
        Properties = [.. symbol.GetMembers().OfType<IPropertySymbol>()
            .Where(property => property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, IsOverride: false })
            .Select(property => new PropertyInfo(property, IsAction))];
        foreach (var property in Properties)
        {
            _properties[property.Name] = property;
            RunsCommands |= property.RunsCommand;
            if (!property.IsArgument && property.Type.TypeKind == TypeKind.Enum && property.Type.Attribute("VerbsAttribute") is not null)
            {
                foreach (var member in property.Type.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue && !_verbs.ContainsKey(field.Name)))
                {
                    _verbs.Add(member.Name, (property, member));
                }
            }
        }

        OneOfs = [.. symbol.GetAttributes()
            .Where(one => one.AttributeClass.IsContract("OneOfAttribute") && one.ConstructorArguments.Length == 1)
            .Select(one => ((IReadOnlyList<string>)one.ConstructorArguments[0].Strings(), one.NamedFlag("Optional")))];
    }

    public INamedTypeSymbol Symbol { get; }

    /// <summary>The name of the type, such as <c>file</c>.</summary>
    public string Name { get; }

    /// <summary>Whether it has no identity and may repeat.</summary>
    public bool IsAction { get; }

    /// <summary>Whether a property of it is a command.</summary>
    public bool RunsCommands { get; }

    /// <summary>The public properties, in the order of their declaration.</summary>
    public IReadOnlyList<PropertyInfo> Properties { get; }

    /// <summary>The properties of which at most one may be given, and whether none may.</summary>
    public IReadOnlyList<(IReadOnlyList<string> Properties, bool Optional)> OneOfs { get; }

    /// <summary>A property by its name.</summary>
    public PropertyInfo? Find(string name) => _properties.TryGetValue(name, out var property) ? property : null;

    /// <summary>The property that a method of the builder sets, and the member of the enum where the method is a verb such as <c>.Running()</c>.</summary>
    public (PropertyInfo? Property, IFieldSymbol? Verb) FindSetter(string method) =>
        _properties.TryGetValue(method, out var property) && !property.IsArgument ? (property, null)
        : _verbs.TryGetValue(method, out var verb) ? (verb.Property, verb.Member)
        : default;
}
