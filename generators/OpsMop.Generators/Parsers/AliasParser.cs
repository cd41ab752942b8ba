using Microsoft.CodeAnalysis;

namespace OpsMop.Generators;

/// <summary>Reads <c>[assembly: ResourceAlias(…)]</c>.</summary>
internal static class AliasParser
{
    public static EquatableArray<AliasModel> Parse(IAssemblySymbol assembly, IEnumerable<AttributeData> attributes, IFaultSink? faults, CancellationToken cancel)
    {
        var aliases = new List<AliasModel>();
        foreach (var attribute in attributes)
        {
            if (attribute.ConstructorArguments is not [{ Value: INamedTypeSymbol type }, { Value: string name }])
            {
                continue;
            }

            var method = Identifier.Pascal(name);
            if (method.Length == 0 || name.Any(c => !(c is '-' || char.IsLower(c) || char.IsDigit(c))))
            {
                faults?.Add("OPM1001", new FaultPlace(assembly, attribute, name), $"The alias \"{name}\" of {type.Name} is not in lower case with hyphens between words, such as \"contoso-file\".");
            }
            else if (type.Attribute("ResourceTypeAttribute") is { } declaration && ResourceParser.Parse(type, declaration, assembly, faults: null, cancel) is { IsUnusable: false } resource)
            {
                aliases.Add(new AliasModel(method, ResourceParser.Finish(resource)));
            }
            else
            {
                faults?.Add("OPM1001", new FaultPlace(assembly, attribute), $"The alias \"{name}\" is for {type.Name}, which is no type of resource.");
            }
        }

        return aliases.ToEquatableArray();
    }
}
