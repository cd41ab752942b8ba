using System.Text.Json;

namespace OpsMop;

/// <summary>What one place says of a host or of the hosts of a group: a file, or a line of code.</summary>
internal sealed class InventoryLayer
{
    private static readonly IReadOnlyDictionary<string, int> s_noLines = new Dictionary<string, int>();

    /// <summary>The file.</summary>
    public required string Source { get; init; }

    /// <summary>The line where it begins; 0 where unknown.</summary>
    public int Line { get; init; }

    /// <summary>How the hosts are reached; <see langword="null"/> where it says nothing of that.</summary>
    public ConnectionSettings? Connection { get; init; }

    /// <summary>The lines of the settings, by the name that they have here; a setting that is not among them is at <see cref="Line"/>.</summary>
    public IReadOnlyDictionary<string, int> ConnectionLines { get; init; } = s_noLines;

    /// <summary>Variables: an object of roles, each an object of variables; of <see cref="JsonValueKind.Undefined"/> where there are none.</summary>
    public JsonElement Values { get; init; }

    /// <summary>The lines of variables, by paths such as <c>web.workers</c>.</summary>
    public IReadOnlyDictionary<string, int> Lines { get; init; } = s_noLines;

    /// <summary>Whether its variables need not be those of a role: an inventory of Ansible names whatever its playbooks use.</summary>
    public bool IsFree { get; init; }

    /// <summary>Whether it is a file of Ansible's <c>group_vars</c> or <c>host_vars</c>: those of any group win over what the inventory itself says of any other.</summary>
    public bool IsSeparate { get; init; }

    /// <summary>Variables that may not be shown, as <c>role.variable</c>.</summary>
    public IReadOnlyCollection<string> Secrets { get; init; } = [];

    /// <summary>The place of a setting of the connection.</summary>
    /// <param name="name">Its name, such as <c>identity-file</c>.</param>
    public SourceLocation LocationOf(string name) => new(Source, ConnectionLines.TryGetValue(name, out var line) ? line : Line);

    /// <summary>The place of a variable, or of the nearest part of its path that has a line.</summary>
    /// <param name="path">The path, such as <c>web.workers</c>.</param>
    public SourceLocation LocationOfVariable(string path)
    {
        for (; path.Length > 0; path = path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))])
        {
            if (Lines.TryGetValue(path, out var line))
            {
                return new(Source, line);
            }
        }

        return new(Source, Line);
    }

    /// <summary>What <c>Connect</c> says in code.</summary>
    public static InventoryLayer Of(ConnectionSettings settings, SourceLocation at)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new() { Source = at.File, Line = at.Line, Connection = settings };
    }

    /// <summary>What <c>Set</c> says in code of one variable.</summary>
    public static InventoryLayer Of(string variable, SourceLocation at, Action<Utf8JsonWriter> write)
    {
        ArgumentNullException.ThrowIfNull(variable);
        var dot = variable.LastIndexOf('.');
        var (role, name) = dot > 0 ? (variable[..dot], variable[(dot + 1)..]) : ("", variable);
        return new()
        {
            Source = at.File,
            Line = at.Line,
            Lines = new Dictionary<string, int>(StringComparer.Ordinal) { [role.Length > 0 ? role : variable] = at.Line, [variable] = at.Line },
            Values = JsonOf(writer =>
            {
                writer.WriteStartObject();
                if (role.Length > 0)
                {
                    writer.WriteStartObject(role);
                }

                writer.WritePropertyName(name);
                write(writer);
                if (role.Length > 0)
                {
                    writer.WriteEndObject();
                }

                writer.WriteEndObject();
            }),
        };
    }

    /// <summary>What a lambda sets of a role.</summary>
    /// <typeparam name="T">The role.</typeparam>
    /// <param name="name">The name of its instance; that of its class where <see langword="null"/>.</param>
    /// <param name="configure">The lambda.</param>
    /// <param name="at">Where it stands.</param>
    public static InventoryLayer Of<T>(string? name, Action<T> configure, SourceLocation at)
        where T : RoleBase, new()
    {
        ArgumentNullException.ThrowIfNull(configure);
        var role = name ?? Naming.Kebab(typeof(T).Name);
        var set = AssignedVariables.Of(configure);
        var lines = new Dictionary<string, int>(StringComparer.Ordinal) { [role] = at.Line };
        foreach (var (variable, _) in set)
        {
            lines[$"{role}.{Naming.Kebab(variable.Name)}"] = at.Line;
        }

        return new()
        {
            Source = at.File,
            Line = at.Line,
            Lines = lines,
            Secrets = [.. set.Where(one => one.Variable.IsSecret).Select(one => $"{role}.{Naming.Kebab(one.Variable.Name)}")],
            Values = JsonOf(writer =>
            {
                writer.WriteStartObject();
                writer.WriteStartObject(role);
                foreach (var (variable, owner) in set)
                {
                    writer.WritePropertyName(Naming.Kebab(variable.Name));
                    variable.Write(owner, writer);
                }

                writer.WriteEndObject();
                writer.WriteEndObject();
            }),
        };
    }

    private static JsonElement JsonOf(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            write(writer);
        }

        var reader = new Utf8JsonReader(stream.GetBuffer().AsSpan(0, (int)stream.Length));
        return JsonElement.ParseValue(ref reader);
    }
}
