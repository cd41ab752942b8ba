using System.Text.Json;

namespace OpsMop;

/// <summary>Finds out which variables of a role a lambda sets, so that they can be written as data: what it sets to the default counts too, since a group may say otherwise.</summary>
internal static class AssignedVariables
{
    /// <summary>Values of which at least one can be read as nearly any type, and is another one than the default.</summary>
    public static IReadOnlyList<JsonElement> Samples { get; } = ReadSamples();

    /// <summary>The variables that a lambda sets, each with a role that has its value.</summary>
    /// <typeparam name="T">The role.</typeparam>
    /// <param name="configure">The lambda. It runs twice, on two objects.</param>
    public static IReadOnlyList<(Variable Variable, RoleBase Owner)> Of<T>(Action<T> configure)
        where T : RoleBase, new()
    {
        var role = new T();
        var variables = role.Variables;
        var asMade = variables.Select(variable => variable.WrittenBy(role)).ToList();
        configure(role);
        var set = variables.Select((variable, i) => variable.WrittenBy(role) != asMade[i]).ToArray();
        if (!set.All(isSet => isSet))
        {
            // Assigning a default leaves no trace on an object that has it; on one that has something else it does.
            var other = new T();
            var changed = variables.Select(variable => variable.Change(other)).ToList();
            if (Ran(configure, other))
            {
                for (var i = 0; i < set.Length; i++)
                {
                    set[i] |= changed[i] && variables[i].WrittenBy(other) == asMade[i] && variables[i].WrittenBy(role) == asMade[i];
                }
            }
        }

        return [.. variables.Where((_, i) => set[i]).Select(variable => (variable, (RoleBase)role))];
    }

    private static List<JsonElement> ReadSamples()
    {
        using var samples = JsonDocument.Parse("""[true, false, 1, 2, "/a", "1s", "0600", "a.service", "10.0.0.0/8", "0 0 * * *", [], [1], ["/a"], {}, null]""");
        return [.. samples.RootElement.EnumerateArray().Select(sample => sample.Clone())];
    }

    private static bool Ran<T>(Action<T> configure, T role)
    {
        try
        {
            configure(role);
            return true;
        }
        catch (Exception)
        {
            // It has run well on a role as it is made, and expects what such a role has.
            return false;
        }
    }
}
