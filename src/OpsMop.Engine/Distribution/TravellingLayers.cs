using System.Buffers;
using System.Text.Json;
using OpsMop.Engine.Model;
using OpsMop.Engine.Variables;

namespace OpsMop.Engine.Distribution;

/// <summary>
/// Makes layers what is sent to agents, for the roles that are included there: code becomes what it sets, and what is of no role stays here, such as the policy's own
/// variables, or those that an inventory has for another tool.
/// </summary>
/// <remarks>
/// What code sets may depend on what the layers below it have given, and that on the name under which a role will be included. So it is tried for each name that a layer
/// has data for, and once for all others: that is all that can make a difference.
/// </remarks>
internal sealed class TravellingLayers(ResourceRegistry registry)
{
    private readonly Dictionary<LayerIndex, VariableLayer?> _plain = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<LayerList, IReadOnlyList<ClassValues>> _classes = [];
    private readonly HashSet<Finding> _findings = [];

    public IReadOnlyList<Finding> Findings => [.. _findings];

    /// <summary>The layers as they travel.</summary>
    /// <param name="layers">All layers of a host, lowest first.</param>
    public IReadOnlyList<VariableLayer> Of(List<LayerIndex> layers)
    {
        var result = new List<VariableLayer>(layers.Count);
        for (var i = 0; i < layers.Count; i++)
        {
            var plain = PlainOf(layers[i]);
            if (layers[i].Layer.Code.Count > 0 && ClassesOf(layers, i) is { Count: > 0 } classes)
            {
                plain = (plain ?? VariableLayer.OfCode(layers[i].Layer.Kind, layers[i].Layer.Name)) with { Classes = classes };
            }

            if (plain is not null)
            {
                result.Add(plain);
            }
        }

        return result;
    }

    /// <summary>The sections of a layer, without code; <see langword="null"/> where it has none.</summary>
    private VariableLayer? PlainOf(LayerIndex index)
    {
        if (_plain.TryGetValue(index, out var plain))
        {
            return plain;
        }

        plain = !index.Sections.Any() ? null
            : index.HasOthers ? index.Layer with { Code = [], Values = SectionsOf(index.Layer.Values) }
            : index.Layer.Code.Count > 0 ? index.Layer with { Code = [] }
            : index.Layer;
        _plain[index] = plain;
        return plain;
    }

    private static JsonElement SectionsOf(JsonElement values)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = DistributionJson.MaxDepth }))
        {
            writer.WriteStartObject();
            foreach (var member in values.EnumerateObject())
            {
                if (member.Value.ValueKind == JsonValueKind.Object)
                {
                    member.WriteTo(writer);
                }
            }

            writer.WriteEndObject();
        }

        var reader = new Utf8JsonReader(buffer.WrittenSpan, new JsonReaderOptions { MaxDepth = DistributionJson.MaxDepth });
        return JsonElement.ParseValue(ref reader);
    }

    private IReadOnlyList<ClassValues> ClassesOf(List<LayerIndex> layers, int at)
    {
        List<LayerIndex> below = [.. layers.Take(at + 1).Where(layer => layer.Layer.Code.Count > 0 || layer.Sections.Any())];
        var key = new LayerList(layers[at], below);
        if (!_classes.TryGetValue(key, out var classes))
        {
            _classes[key] = classes = [.. registry.Roles
                .Where(role => role.Create is not null && typeof(Role).IsAssignableFrom(role.ClrType) && layers[at].HasCode(role.ClrType))
                .SelectMany(role => ValuesOf(role, below, layers[at].Layer))];
        }

        return classes;
    }

    private List<ClassValues> ValuesOf(RoleDescriptor role, List<LayerIndex> below, VariableLayer layer)
    {
        var at = layer.Code.First(code => code.Type.IsAssignableFrom(role.ClrType)).Location;
        var forOthers = Try(role, null, below, layer);
        List<ClassValues> values = [];
        if (forOthers is { } others && others.EnumerateObject().Any())
        {
            values.Add(new ClassValues(role.Type, null, others, at));
        }

        foreach (var name in NamesOf(role, below))
        {
            if (Try(role, name, below, layer) is { } own && own.GetRawText() != forOthers?.GetRawText())
            {
                values.Add(new ClassValues(role.Type, name, own, at));
            }
        }

        return values;
    }

    /// <summary>The names under which a role of the class would be given data. Where a section names what the class does not have, it is for another one.</summary>
    private static IEnumerable<string> NamesOf(RoleDescriptor role, List<LayerIndex> layers)
    {
        var variables = role.Create!().Variables;
        return layers
            .SelectMany(layer => layer.Sections)
            .Where(section => section.Value.TrueForAll(part => part.Value.EnumerateObject().All(member => variables.Any(variable => Naming.Same(variable.Name, member.Name)))))
            .Select(section => section.Value[0].Name)
            .DistinctBy(LayerIndex.Plain);
    }

    /// <summary>What the code of a layer sets in a role; <see langword="null"/> where it fails.</summary>
    private JsonElement? Try(RoleDescriptor descriptor, string? name, List<LayerIndex> below, VariableLayer layer)
    {
        JsonElement? values = null;
        var findings = new List<Finding>();
        var at = layer.Code.First(code => code.Type.IsAssignableFrom(descriptor.ClrType)).Location;
        PolicyCode.Run(
            () =>
            {
                var role = descriptor.Create!();
                role.RoleName = name ?? descriptor.Name;
                new VariableBinder([.. below.SkipLast(1).Select(index => index.Layer), layer with { Code = [] }], [], []).BindLayers(role);
                var before = VariableValues.Of(role);
                foreach (var code in layer.Code)
                {
                    if (code.Type.IsInstanceOfType(role))
                    {
                        code.Configure(role);
                    }
                }

                var after = VariableValues.Of(role);
                values = after.ToJson(index => after.IsSame(before, index));
            },
            $"{layer.Name}: the code for {descriptor.ClrType.Name}",
            at,
            findings);
        _findings.UnionWith(findings);
        return values;
    }
}
