using OpsMop.Engine.Plans;
using OpsMop.Engine.State;
using OpsMop.Parsing;

namespace OpsMop.Push.Plans;

/// <summary>A folder with a plan for each host, <c>HOST.plan</c>. The folder is 0700 where it is made here, its files are 0600.</summary>
/// <param name="path">The folder.</param>
internal sealed class HostPlanFolder(string path)
{
    private const string Ending = ".plan";

    /// <summary>Makes the folder, and removes the plans that there are of these hosts: one that gets none today is not to be changed by that of yesterday.</summary>
    /// <param name="hosts">The hosts.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    public void Prepare(IEnumerable<string> hosts)
    {
        StateFile.CreateDirectory(path);
        foreach (var host in hosts)
        {
            File.Delete(FileOf(host));
        }
    }

    /// <summary>Saves the plan of a host.</summary>
    /// <param name="plan">The plan.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Save(HostPlan plan) => StateFile.Replace(FileOf(plan.Host), plan.ToBytes());

    /// <summary>Reads all plans.</summary>
    /// <returns>The plans by host.</returns>
    /// <exception cref="SavedPlanException">There is none, or one cannot be used.</exception>
    public IReadOnlyDictionary<string, HostPlan> Load()
    {
        var plans = new Dictionary<string, HostPlan>(StringComparer.Ordinal);
        try
        {
            foreach (var file in Directory.EnumerateFiles(path, "*" + Ending).Order(StringComparer.Ordinal))
            {
                var plan = HostPlan.Parse(File.ReadAllBytes(file), file);
                if (FileOf(plan.Host) != file)
                {
                    throw new SavedPlanException($"{file} is the plan of {plan.Host}, and its name says another host. Give it its name back: {Path.GetFileName(FileOf(plan.Host))}");
                }

                plans.Add(plan.Host, plan);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SavedPlanException(
                exception is DirectoryNotFoundException ? $"There is no folder {path}. 'push --plan --out {path}' makes one, with a plan for each host." : $"The plans in {path} cannot be read: {exception.Message}",
                exception);
        }

        return plans.Count > 0 ? plans : throw new SavedPlanException($"There is no plan in {path}. 'push --plan --out {path}' saves one for each host.");
    }

    /// <summary>Refuses plans whose hosts or roles are no longer those of the policy.</summary>
    /// <param name="plans">The plans that are to be applied.</param>
    /// <param name="rolesOf">The roles of each host now, in order.</param>
    /// <exception cref="SavedPlanException">They are others.</exception>
    public static void Check(IEnumerable<HostPlan> plans, IReadOnlyDictionary<string, IReadOnlyList<string>> rolesOf)
    {
        foreach (var plan in plans)
        {
            var now = rolesOf.GetValueOrDefault(plan.Host) ?? [];
            if (!now.SequenceEqual(plan.Roles, StringComparer.Ordinal))
            {
                throw new SavedPlanException($"The plan of {plan.Host} was made with other roles: {Show(plan.Roles)} then, {Show(now)} now. Make a new plan.");
            }
        }
    }

    /// <summary>The plans whose host an inventory has.</summary>
    /// <param name="plans">The plans.</param>
    /// <param name="known">The hosts of the inventory.</param>
    /// <exception cref="SavedPlanException">It does not have one of them.</exception>
    public static void CheckHosts(IEnumerable<string> plans, IReadOnlyCollection<string> known)
    {
        var names = known.ToHashSet(StringComparer.Ordinal);
        foreach (var host in plans)
        {
            if (!names.Contains(host))
            {
                throw new SavedPlanException($"There is a plan of {host}, and the inventory has no such host.{Suggestion.DidYouMean(host, known)}");
            }
        }
    }

    private static string Show(IReadOnlyList<string> roles) => roles.Count == 0 ? "none" : string.Join(", ", roles);

    private string FileOf(string host) => Path.Combine(path, Uri.EscapeDataString(host) + Ending);
}
