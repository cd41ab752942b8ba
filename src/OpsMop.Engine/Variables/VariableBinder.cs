using System.Text.Json;
using OpsMop.Engine.Data;
using OpsMop.Parsing;

namespace OpsMop.Engine.Variables;

/// <summary>
/// Gives variables their values, lowest first: the class, environment, group, host, the code that adds the role, <c>--set</c>.
/// What is wrong with a value, and what names nothing, is reported with the nearest known name.
/// </summary>
internal sealed class VariableBinder : IRoleBinder
{
    private readonly IReadOnlyList<VariableLayer> _layers;
    private readonly IReadOnlyList<VariableSetting> _settings;
    private readonly List<Finding> _findings;
    private readonly List<(string Role, IReadOnlyList<Variable> Variables)> _known = [];
    private readonly HashSet<VariableSetting> _used = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<(object Owner, Variable Variable)> _faulty = [];
    private IReadOnlyList<Variable> _policyVariables = [];

    public VariableBinder(IReadOnlyList<VariableLayer> layers, IReadOnlyList<VariableSetting> settings, List<Finding> findings)
    {
        _layers = [.. layers.OrderBy(layer => layer.Kind)];
        _settings = settings;
        _findings = findings;
    }

    /// <summary>What lacks a value so far: whose it is, and the variable.</summary>
    public List<(object Owner, Variable Variable)> Missing { get; } = [];

    /// <summary>Whether a value that is missing is no fault: a model check does not know what <c>--set</c> will say.</summary>
    public bool MayMiss { get; init; }

    /// <summary>Whether what was bound so far holds a value of a domain type that nothing gave, so that what is made of it may be invalid.</summary>
    public bool HasOpen { get; private set; }

    /// <summary>The names of roles bound so far, by which a later one is known to be a repetition.</summary>
    public IReadOnlyList<string> RoleNames => [.. _known.Select(known => known.Role)];

    /// <summary>The roles that others include, of definitions that were made anew too.</summary>
    public List<RoleBase> Included { get; } = [];

    public void BindPolicy(Policy policy)
    {
        Know(policy);
        foreach (var layer in _layers.Where(layer => layer.Kind == VariableLayerKind.Environment && layer.Values.ValueKind == JsonValueKind.Object))
        {
            foreach (var member in layer.Values.EnumerateObject())
            {
                if (Find(_policyVariables, member.Name) is { } variable && !IsRoleData(member))
                {
                    Read(policy, variable, member.Value, path => LocationOf(layer, member.Name + path), $"{layer.Name}: {member.Name}");
                }
            }
        }

        foreach (var setting in _settings.Where(setting => !setting.Target.Contains('.', StringComparison.Ordinal)))
        {
            _used.Add(setting);
            if (Find(_policyVariables, setting.Target) is { } variable)
            {
                Set(policy, variable, setting);
            }
            else
            {
                Report(
                    "OPM6002",
                    setting.Location,
                    $"--set {setting.Target}: the policy has no variable '{setting.Target}'.{Suggestion.DidYouMean(setting.Target, _policyVariables.Select(known => Naming.Kebab(known.Name)))} A role's variable is written role.variable.");
            }
        }

        CheckComplete(policy, _policyVariables, "the policy", default);
    }

    public void Bind(RoleBase role, Action? configure, SourceLocation location)
    {
        Included.Add(role);
        Bind(role, configure, location, isWhole: false);
    }

    public void Bind(RoleBase role, Action? configure, SourceLocation location, bool isWhole)
    {
        var variables = role.Variables;
        _known.Add((role.RoleName, variables));
        foreach (var layer in _layers)
        {
            if (layer.Values.ValueKind != JsonValueKind.Object)
            {
                continue;
            }

            foreach (var section in layer.Values.EnumerateObject())
            {
                if (section.Value.ValueKind == JsonValueKind.Object && Naming.Same(section.Name, role.RoleName))
                {
                    BindSection(role, variables, layer, section, isWhole);
                }
            }
        }

        configure?.Invoke();
        foreach (var setting in _settings)
        {
            var dot = setting.Target.LastIndexOf('.');
            if (dot <= 0 || !Naming.Same(setting.Target[..dot], role.RoleName))
            {
                continue;
            }

            _used.Add(setting);
            var name = setting.Target[(dot + 1)..];
            if (Find(variables, name) is { } variable)
            {
                Set(role, variable, setting);
            }
            else
            {
                Report("OPM6002", setting.Location, NoVariable(setting, role.RoleName, name, variables));
            }
        }

        CheckComplete(role, variables, $"role '{role.RoleName}'", location);
    }

    /// <summary>Takes a role as it is: it was bound before.</summary>
    public void Know(RoleBase role) => _known.Add((role.RoleName, role.Variables));

    /// <summary>Takes a policy as it is: its variables were bound before.</summary>
    public void Know(Policy policy) => _policyVariables = policy.Variables;

    /// <summary>Forgets the roles bound after the first so many: they are about to be bound anew.</summary>
    public void Forget(int count)
    {
        _known.RemoveRange(count, _known.Count - count);
        Missing.Clear();
    }

    /// <summary>Whether a place is in a file of data.</summary>
    public bool IsData(SourceLocation at) => at.IsKnown && _layers.Any(layer => layer.Source == at.File);

    /// <summary>Reports what names a role that the policy does not have, once all roles are known.</summary>
    /// <param name="mayKnow">Whether a role may be there all the same, by the fault, the name, and whether it is nearly a known one; <see langword="null"/>
    /// where all are known.</param>
    public void CheckNames(Func<Finding, string, bool, bool>? mayKnow = null)
    {
        var roles = RoleNames;
        foreach (var setting in _settings.Where(setting => !_used.Contains(setting) && setting.Target.Contains('.', StringComparison.Ordinal)))
        {
            var role = setting.Target[..setting.Target.LastIndexOf('.')];
            if (!roles.Any(known => Naming.Same(known, role)))
            {
                var hint = Suggestion.DidYouMean(role, roles);
                Miss(
                    setting.Location,
                    $"--set {setting.Target}: the policy has no role '{role}'.{hint}{(roles.Count > 0 ? $" Its roles are {string.Join(", ", roles.Distinct())}." : "")}",
                    role,
                    hint);
            }
        }

        foreach (var layer in _layers.Where(layer => layer.Values.ValueKind == JsonValueKind.Object && !layer.IsFree))
        {
            foreach (var member in layer.Values.EnumerateObject())
            {
                var isRole = roles.Any(role => Naming.Same(role, member.Name));
                var isVariable = layer.Kind == VariableLayerKind.Environment && Find(_policyVariables, member.Name) is not null;
                if (!isRole && !isVariable)
                {
                    var hint = Suggestion.DidYouMean(member.Name, roles);
                    Miss(LocationOf(layer, member.Name), $"{layer.Name}: the policy has no role '{member.Name}'.{hint}", member.Name, hint);
                }
            }
        }

        void Miss(SourceLocation at, string message, string name, string hint)
        {
            var finding = new Finding("OPM6001", at, message);
            if (mayKnow?.Invoke(finding, name, hint.Length > 0) != true)
            {
                _findings.Add(finding);
            }
        }
    }

    /// <summary>Reports what names a variable that none of the known roles of the name has, whether or not such a role was bound.</summary>
    public void CheckVariables()
    {
        foreach (var setting in _settings.Where(setting => setting.Target.Contains('.', StringComparison.Ordinal)))
        {
            var dot = setting.Target.LastIndexOf('.');
            var name = setting.Target[(dot + 1)..];
            if (Lacking(setting.Target[..dot], name) is { } lacking)
            {
                Report("OPM6002", setting.Location, NoVariable(setting, lacking.Role, name, lacking.Variables));
            }
        }

        foreach (var layer in _layers.Where(layer => layer.Values.ValueKind == JsonValueKind.Object))
        {
            foreach (var section in layer.Values.EnumerateObject().Where(IsRoleData))
            {
                foreach (var member in section.Value.EnumerateObject())
                {
                    if (Lacking(section.Name, member.Name) is { } lacking)
                    {
                        Report("OPM6002", LocationOf(layer, $"{section.Name}.{member.Name}"), NoVariable(layer, lacking.Role, member.Name, lacking.Variables));
                    }
                }
            }
        }

        (string Role, IReadOnlyList<Variable> Variables)? Lacking(string role, string variable)
        {
            (string Role, IReadOnlyList<Variable> Variables)? first = null;
            foreach (var known in _known)
            {
                if (Naming.Same(known.Role, role))
                {
                    if (Find(known.Variables, variable) is not null)
                    {
                        return null;
                    }

                    first ??= known;
                }
            }

            return first;
        }
    }

    private static string NoVariable(VariableLayer layer, string role, string name, IReadOnlyList<Variable> variables) =>
        $"{layer.Name}: role '{role}' has no variable '{name}'.{Known(name, variables)}";

    private static string NoVariable(VariableSetting setting, string role, string name, IReadOnlyList<Variable> variables) =>
        $"--set {setting.Target}: role '{role}' has no variable '{name}'.{Known(name, variables)}";

    private static bool IsRoleData(JsonProperty member) => member.Value.ValueKind == JsonValueKind.Object;

    private static Variable? Find(IReadOnlyList<Variable> variables, string name) => variables.FirstOrDefault(variable => Naming.Same(variable.Name, name));

    private static string Known(string wrong, IReadOnlyList<Variable> variables)
    {
        var names = variables.Select(variable => Naming.Kebab(variable.Name)).ToList();
        return names.Count == 0
            ? " It has none."
            : Suggestion.DidYouMean(wrong, names) is { Length: > 0 } hint ? hint : $" Its variables are {string.Join(", ", names)}.";
    }

    /// <summary>The line of a member, or of the nearest part of its path that has one.</summary>
    private static SourceLocation LocationOf(VariableLayer layer, string path)
    {
        for (; path.Length > 0; path = path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))])
        {
            if (layer.Lines.TryGetValue(path, out var line))
            {
                return new SourceLocation(layer.Source, line);
            }
        }

        return new SourceLocation(layer.Source, 0);
    }

    private void BindSection(RoleBase role, IReadOnlyList<Variable> variables, VariableLayer layer, JsonProperty section, bool isWhole)
    {
        foreach (var member in section.Value.EnumerateObject())
        {
            var at = LocationOf(layer, $"{section.Name}.{member.Name}");
            if (isWhole)
            {
                Report(
                    "OPM6003",
                    at,
                    $"{layer.Name}: role '{role.RoleName}' is added whole, so that only --set changes it; '{member.Name}' has no effect. Add it as roles.Add<{role.GetType().Name}>(…), or remove the line.");
            }
            else if (Find(variables, member.Name) is { } variable)
            {
                Read(role, variable, member.Value, path => LocationOf(layer, $"{section.Name}.{member.Name}{path}"), $"{layer.Name}: {section.Name}.{member.Name}");
            }
            else
            {
                Report("OPM6002", at, NoVariable(layer, role.RoleName, member.Name, variables));
            }
        }
    }

    private void Set(object owner, Variable variable, VariableSetting setting)
    {
        JsonElement value;
        if (setting.Value is { } data)
        {
            value = data;
        }
        else if (variable.IsText)
        {
            value = JsonData.FromString(setting.Text);
        }
        else
        {
            try
            {
                value = YamlData.Parse(setting.Text, $"--set {setting.Target}").Root;
            }
            catch (DataFileException exception)
            {
                Report("OPM6004", setting.Location, $"--set {setting.Target}: {exception.Problem}");
                return;
            }
        }

        Read(owner, variable, value, _ => setting.Location, $"--set {setting.Target}");
    }

    /// <summary>Reads a value. The place is that of the value, or of a part of it by its path, such as <c>[2].port</c>.</summary>
    private void Read(object owner, Variable variable, JsonElement value, Func<string, SourceLocation> placeOf, string who)
    {
        var at = placeOf("");
        if (variable.Obsolete is { } obsolete)
        {
            _findings.Add(new Finding("OPM6005", at, $"{who}: '{Naming.Kebab(variable.Name)}' is obsolete: {obsolete}", IsError: false));
        }

        try
        {
            variable.Read(owner, value);
        }
        catch (VariableException exception)
        {
            Report("OPM6004", placeOf(exception.Path), $"{who}{exception.Path}: {exception.Message} Expected: {variable.TypeName}.");
            return;
        }

        if (variable.Fault(owner) is { } fault)
        {
            _faulty.Add((owner, variable));
            Report("OPM2004", at, $"{who}: {fault}");
        }
        else
        {
            _faulty.Remove((owner, variable));
        }
    }

    /// <summary>Checks the values that stand when all layers have had their word. What data gave has been reported at its line.</summary>
    private void CheckComplete(object owner, IReadOnlyList<Variable> variables, string who, SourceLocation location)
    {
        foreach (var variable in variables)
        {
            HasOpen |= MayMiss && variable.IsOpen(owner);
            if (variable.IsRequired && !variable.IsGiven(owner))
            {
                Missing.Add((owner, variable));
                if (MayMiss)
                {
                    continue;
                }

                Report(
                    "OPM2002",
                    location,
                    $"{who} needs a value for {variable.Name} ({variable.TypeName}). Set it {(owner is Policy ? "" : "where the role is added, ")}in the data of the environment, or with --set.");
            }
            else if (!_faulty.Contains((owner, variable)) && variable.Fault(owner) is { } fault)
            {
                Report("OPM2004", location, $"{who}: {variable.Name}: {fault}");
            }
        }
    }

    private void Report(string id, SourceLocation at, string message) => _findings.Add(new Finding(id, at, message));
}
