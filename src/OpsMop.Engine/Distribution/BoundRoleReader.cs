using System.Text.Json;

namespace OpsMop.Engine.Distribution;

/// <summary>Makes a role again from what a controller has sent of it.</summary>
internal static class BoundRoleReader
{
    public const string AnotherBuild = "The agent is of another build of the policy: remove it from the host's cache, or push again without --agent.";

    /// <summary>Makes the role, with the values of its class.</summary>
    /// <param name="bound">What was sent.</param>
    /// <param name="registry">The roles of the program.</param>
    /// <param name="findings">Takes what is wrong.</param>
    /// <returns>The role; <see langword="null"/> where it cannot be made.</returns>
    public static RoleBase? Create(BoundRole bound, ResourceRegistry registry, List<Finding> findings)
    {
        foreach (var descriptor in registry.Roles)
        {
            if (descriptor.Type == bound.Type && descriptor.Create is { } create)
            {
                var role = create();
                role.RoleName = bound.Name;
                return role;
            }
        }

        findings.Add(new Finding("OPM2020", bound.Location, $"role '{bound.Name}': this program has no role of the class {bound.Type}. {AnotherBuild}"));
        return null;
    }

    /// <summary>Gives the role the values that were sent.</summary>
    /// <param name="bound">What was sent.</param>
    /// <param name="role">The role.</param>
    /// <param name="findings">Takes what is wrong.</param>
    public static void Read(BoundRole bound, RoleBase role, List<Finding> findings)
    {
        var variables = role.Variables;
        foreach (var member in bound.Variables.EnumerateObject())
        {
            if (Find(variables, member) is not { } variable)
            {
                findings.Add(new Finding("OPM2020", bound.Location, $"role '{bound.Name}': its class has no variable {member.Name} in this program. {AnotherBuild}"));
                continue;
            }

            try
            {
                variable.Read(role, member.Value);
            }
            catch (VariableException exception)
            {
                findings.Add(new Finding("OPM2020", bound.Location, $"role '{bound.Name}': {variable.Name}{exception.Path}: {exception.Message}. Expected: {variable.TypeName}. {AnotherBuild}"));
            }
        }
    }

    private static Variable? Find(IReadOnlyList<Variable> variables, JsonProperty member)
    {
        foreach (var variable in variables)
        {
            if (member.NameEquals(variable.Name))
            {
                return variable;
            }
        }

        return null;
    }
}
