using OpsMop.Engine.Variables;

namespace OpsMop.Engine.Distribution;

/// <summary>
/// What is sent to hosts beside their roles, by which classes of roles they have: roles are included on the agent, and its data and settings are no other than those of roles
/// that may be. What may be included is what the registry says of each class, and of those that it includes.
/// </summary>
/// <param name="registry">The roles of the policy.</param>
/// <param name="settings">What <c>--set</c> says of roles.</param>
internal sealed class Inclusions(ResourceRegistry registry, IReadOnlyList<VariableSetting> settings)
{
    private readonly ILookup<string, RoleDescriptor> _classes = registry.Roles.ToLookup(role => role.Type, StringComparer.Ordinal);
    private readonly Dictionary<Type, IncludableNames> _names = [];
    private readonly Dictionary<ObjectsKey<IncludableNames>, TravellingData> _data = [];

    /// <summary>What is sent with some roles; the same object where others include the same.</summary>
    /// <param name="roles">The roles.</param>
    public TravellingData Of(IReadOnlyList<RoleEntry> roles)
    {
        var names = new List<IncludableNames>();
        foreach (var role in roles)
        {
            var ofRole = NamesOf(role.Type);
            if (ofRole.IsAny)
            {
                names.Clear();
                names.Add(ofRole);
                break;
            }

            if (!ofRole.IsNone && !names.Contains(ofRole))
            {
                names.Add(ofRole);
            }
        }

        var key = new ObjectsKey<IncludableNames>(names);
        if (!_data.TryGetValue(key, out var data))
        {
            var all = new IncludableNames();
            names.ForEach(all.Add);
            _data[key] = data = new TravellingData(all, settings);
        }

        return data;
    }

    private IncludableNames NamesOf(Type role)
    {
        if (!_names.TryGetValue(role, out var names))
        {
            _names[role] = names = new IncludableNames();
            Add(names, registry.Roles.Where(descriptor => descriptor.ClrType == role), []);
        }

        return names;
    }

    /// <summary>Adds what roles of a class may include, and what those may.</summary>
    private void Add(IncludableNames names, IEnumerable<RoleDescriptor> classes, HashSet<RoleDescriptor> seen)
    {
        var isKnown = false;
        foreach (var descriptor in classes)
        {
            isKnown = true;
            if (!seen.Add(descriptor))
            {
                continue;
            }

            if (descriptor.Includes is not { } includes)
            {
                names.AddAny();
                continue;
            }

            foreach (var included in includes)
            {
                names.Add(included);
                Add(names, _classes[included.Type], seen);
            }
        }

        if (!isKnown)
        {
            // A class that the registry does not name, such as a private or a generic one.
            names.AddAny();
        }
    }
}
