using OpsMop.Engine.Model;
using OpsMop.Engine.Variables;

namespace OpsMop.Engine.Distribution;

/// <summary>A role of a policy, and what it was bound to so far.</summary>
internal sealed class RoleBindings
{
    private readonly RoleEntry _entry;
    private readonly IReadOnlyList<VariableSetting> _settings;
    private readonly string _plainName;
    private readonly RoleDescriptor? _descriptor;
    private readonly List<Finding> _faults = [];
    private readonly Dictionary<LayerList, RoleBinding> _bindings = [];
    private readonly Dictionary<string, BoundRole> _roles = new(StringComparer.Ordinal);
    private VariableValues? _fresh;

    public RoleBindings(RoleEntry entry, ResourceRegistry registry, IReadOnlyList<VariableSetting> settings)
    {
        _entry = entry;
        _settings = settings;
        _plainName = LayerIndex.Plain(entry.Name);
        _descriptor = FindDescriptor(registry);
    }

    /// <summary>Binds the role.</summary>
    /// <param name="layers">All layers of the host, lowest first.</param>
    public RoleBinding Bind(List<LayerIndex> layers)
    {
        List<LayerIndex> relevant = [.. layers.Where(layer => layer.Has(_plainName))];
        var key = new LayerList(this, relevant);
        if (!_bindings.TryGetValue(key, out var binding))
        {
            _bindings[key] = binding = BindAnew(relevant);
        }

        return binding;
    }

    /// <summary>Makes the role as an object of its own.</summary>
    /// <param name="layers">All layers of the host, lowest first.</param>
    /// <exception cref="InvalidPolicyException">Something is wrong with it.</exception>
    public RoleBase Create(List<LayerIndex> layers)
    {
        var findings = new List<Finding>();
        return Make([.. layers.Where(layer => layer.Has(_plainName))], findings) is { } role && !findings.Exists(finding => finding.IsError)
            ? role
            : throw new InvalidPolicyException(findings);
    }

    private RoleBinding BindAnew(List<LayerIndex> layers)
    {
        var findings = new List<Finding>(_faults);
        if (_descriptor is null || Make(layers, findings) is not { } role || findings.Exists(finding => finding.IsError))
        {
            return new RoleBinding(null, findings);
        }

        BoundRole? bound = null;
        PolicyCode.Run(() => bound = Write(role, _descriptor.Create!, findings), $"role '{_entry.Name}'", _entry.Location, findings);
        return new RoleBinding(findings.Exists(finding => finding.IsError) ? null : bound, findings);
    }

    private RoleBase? Make(List<LayerIndex> layers, List<Finding> findings)
    {
        var binder = new VariableBinder([.. layers.Select(index => index.Layer)], _settings, findings);
        RoleBase? role = null;
        var ended = PolicyCode.Run(
            () =>
            {
                role = _entry.Create();
                binder.Bind(role, _entry.Configure is { } configure ? () => configure(role) : null, _entry.Location, _entry.IsWhole);
            },
            $"role '{_entry.Name}'",
            _entry.Location,
            findings);
        return ended ? role : null;
    }

    private BoundRole Write(RoleBase role, Func<RoleBase> create, List<Finding> findings)
    {
        var bound = new BoundRole
        {
            Name = _entry.Name,
            Type = _descriptor!.Type,
            Variables = default,
            Tags = _entry.TagList,
            File = _entry.Location.File,
            Line = _entry.Location.Line,
        };
        try
        {
            // What is nothing here and in a fresh role is left out: a text that nobody has set may be null against its type, and cannot be read as one.
            _fresh ??= VariableValues.Of(create());
            var values = VariableValues.Of(role);
            bound = bound with { Variables = values.ToJson(index => values.IsNull(index) && _fresh.IsNull(index)) };
            Verify(bound, values, create, findings);
        }
        catch (VariableException exception)
        {
            findings.Add(new Finding("OPM2020", _entry.Location, $"role '{_entry.Name}' cannot be pushed: {exception.Path} has no value that can be sent: {exception.Message}."));
        }

        var text = bound.Variables.ValueKind == System.Text.Json.JsonValueKind.Undefined ? "" : bound.Variables.GetRawText();
        if (!_roles.TryGetValue(text, out var known))
        {
            _roles[text] = known = bound;
        }

        return known;
    }

    /// <summary>Reads what was written, as the agent will: what a role does not read as it was is found here, and not by what a host becomes.</summary>
    private void Verify(BoundRole bound, VariableValues values, Func<RoleBase> create, List<Finding> findings)
    {
        var again = create();
        again.RoleName = bound.Name;
        var faults = new List<Finding>();
        BoundRoleReader.Read(bound, again, faults);
        if (faults.Count > 0)
        {
            findings.Add(faults[0] with { Message = faults[0].Message.Replace(BoundRoleReader.AnotherBuild, "Give it a value that its type allows.", StringComparison.Ordinal) });
            return;
        }

        var read = VariableValues.Of(again);
        for (var i = 0; i < values.All.Count; i++)
        {
            if (!values.IsSame(read, i))
            {
                findings.Add(new Finding(
                    "OPM2020",
                    _entry.Location,
                    $"role '{_entry.Name}' cannot be pushed: {values.All[i].Variable.Name} is not what it was when it is set to what it holds. Let its setter keep the value as it is."));
            }
        }
    }

    private RoleDescriptor? FindDescriptor(ResourceRegistry registry)
    {
        var type = _entry.Type;
        var found = registry.Roles.FirstOrDefault(role => role.ClrType == type);
        var name = type.FullName ?? type.Name;
        if (found is null)
        {
            var why = type.IsGenericType ? "is generic" : type.IsNestedPrivate ? "is private" : "is not in the registry of the program";
            Fault($"{name} {why}, so that an agent cannot make it. Make it a partial class that is public or internal and has no type parameters, also around it.");
            return null;
        }

        if (registry.Roles.FirstOrDefault(role => role.Type == found.Type && role.ClrType != type) is { } other)
        {
            Fault($"there are two classes {name}, one in {type.Assembly.GetName().Name} and one in {other.ClrType.Assembly.GetName().Name}. Give one of them another name.");
        }

        if (_entry.IsWhole && found.InitOnly.Count > 0)
        {
            Fault($"{found.InitOnly[0]} of {name} is set by object initialisers only, so it is no variable and does not travel. Declare it with {{ get; set; }}.");
        }
        else if (found.Create is null)
        {
            Fault($"an agent cannot make a {name}: {found.Obstacle}. Give it a constructor without parameters, and make what it is told variables: properties with {{ get; set; }}.");
        }

        return _faults.Count > 0 ? null : found;
    }

    private void Fault(string message) => _faults.Add(new Finding("OPM2020", _entry.Location, $"role '{_entry.Name}' cannot be pushed: {message}"));
}
