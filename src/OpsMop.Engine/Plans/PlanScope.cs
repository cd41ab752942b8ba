using OpsMop.Engine.Model;
using OpsMop.Engine.Systems;

namespace OpsMop.Engine.Plans;

/// <summary>What a plan is for: which build of which policy, with which roles and variables, for which host. One that is for anything else is refused before anything is touched.</summary>
internal static class PlanScope
{
    /// <summary>The folder of the image that is managed; empty for a host.</summary>
    public static string ImageOf(ISystem? system) => system is RootedSystem image ? image.Root.Value : "";

    /// <summary>The roles of a host, those that others include among them.</summary>
    /// <param name="model">The host.</param>
    /// <param name="key">The key of the plan.</param>
    public static IReadOnlyList<SavedRole> RolesOf(HostModel model, PlanKey key)
    {
        var roles = new List<SavedRole>();
        foreach (var role in model.Roles)
        {
            Add(role, "");
        }

        return roles;

        void Add(Block block, string outer)
        {
            if (block.Role is { } role)
            {
                outer = outer.Length == 0 ? role.RoleName : $"{outer}/{role.RoleName}";
                roles.Add(new SavedRole(
                    outer,
                    key.Digest([role.GetType().FullName, .. block.Tags, .. role.Variables.SelectMany(variable => (IEnumerable<string>)[variable.Name, variable.WrittenBy(role)])])));
            }

            foreach (var child in block.Children.OfType<Block>())
            {
                Add(child, outer);
            }
        }
    }

    /// <summary>Refuses a plan of another program.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="system">What is managed.</param>
    /// <param name="tags">The tags that are asked for.</param>
    /// <exception cref="SavedPlanException">It is refused.</exception>
    public static void CheckProgram(SavedPlan plan, Policy policy, ISystem? system, IReadOnlyList<string> tags)
    {
        if (plan.Policy != NameOf(policy))
        {
            throw new SavedPlanException($"The plan is one of the policy {plan.Policy}, and this is {NameOf(policy)}.");
        }

        if (plan.Build != BuildIdentity.Of(policy))
        {
            throw new SavedPlanException($"The plan was made by another build of {policy.GetType().Name} than this one: what it would do may be something else. Make a new plan.");
        }

        if (plan.Image != ImageOf(system))
        {
            throw new SavedPlanException(
                plan.Image.Length == 0 ? $"The plan is for the host {plan.HostName} itself, not for the image {ImageOf(system)}."
                : $"The plan is for the image {plan.Image}: apply it with --root {plan.Image}.");
        }

        if (tags.Count > 0 && !tags.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(plan.Tags))
        {
            throw new SavedPlanException(
                plan.Tags.Count == 0 ? "The plan was made without --tags, and is applied whole or not at all." : $"The plan was made with --tags {string.Join(',', plan.Tags)}, and for these it is applied.");
        }
    }

    /// <summary>Refuses a plan for another host, or with other roles.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="model">The host.</param>
    /// <exception cref="SavedPlanException">It is refused.</exception>
    public static void CheckModel(SavedPlan plan, HostModel model)
    {
        if (plan.HostName != model.HostName)
        {
            throw new SavedPlanException($"The plan is for the host {plan.HostName}, and this is {model.HostName}.");
        }

        var roles = RolesOf(model, plan.Key);
        var (then, now) = (string.Join(", ", plan.Roles.Select(role => role.Path)), string.Join(", ", roles.Select(role => role.Path)));
        if (then != now)
        {
            throw new SavedPlanException($"The plan was made with other roles: {(then.Length == 0 ? "none" : then)} then, {(now.Length == 0 ? "none" : now)} now. Make a new plan.");
        }

        for (var i = 0; i < roles.Count; i++)
        {
            if (roles[i] != plan.Roles[i])
            {
                throw new SavedPlanException($"The plan was made with other variables of the role '{roles[i].Path}' than it has now. Apply it with the same --set and data, or make a new plan.");
            }
        }
    }

    /// <summary>The policy's name in a plan.</summary>
    public static string NameOf(Policy policy) => policy.GetType().FullName ?? policy.GetType().Name;
}
