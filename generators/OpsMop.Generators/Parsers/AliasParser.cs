using Microsoft.CodeAnalysis;

namespace OpsMop.Generators;

/// <summary>Reads <c>[assembly: ResourceAlias(…)]</c>.</summary>
internal static class AliasParser
{
    public static EquatableArray<AliasModel> Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancel)
    {
        var assembly = context.SemanticModel.Compilation.Assembly;
        var aliases = new List<AliasModel>();
        foreach (var attribute in context.Attributes)
        {
            if (attribute.ConstructorArguments is not [{ Value: INamedTypeSymbol type }, { Value: string name }])
            {
                continue;
            }

            var method = Identifier.Pascal(name);
            if (method.Length == 0 || name.Any(c => !(c is '-' || char.IsLower(c) || char.IsDigit(c))))
            {
                aliases.Add(new AliasModel("", null, new FaultModel("OPM1001", $"the alias \"{name}\" of {type.Name} is not in lower case with hyphens between words, such as \"contoso-file\".")));
            }
            else if (type.Attribute("ResourceTypeAttribute") is { } declaration && ResourceParser.Parse(type, declaration, assembly, cancel) is { IsUnusable: false } resource)
            {
                aliases.Add(new AliasModel(method, ResourceParser.Finish(resource), null));
            }
            else
            {
                aliases.Add(new AliasModel("", null, new FaultModel("OPM1001", $"the alias \"{name}\" is for {type.Name}, which is no type of resource.")));
            }
        }

        return aliases.ToEquatableArray();
    }
}
