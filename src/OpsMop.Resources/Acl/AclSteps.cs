using System.Globalization;

namespace OpsMop;

/// <summary>What has to change so that paths have the lists that they should.</summary>
internal sealed class AclSteps
{
    private readonly List<Step> _steps = [];

    /// <summary>Whether nothing differs but a mask.</summary>
    public bool OnlyTheMask => _steps is [{ Removed.Count: 0, Set: [{ Key: { IsDefault: false, Kind: "mask" } }] }] && _steps[0].Have[new(false, "mask", "")] is not null;

    /// <summary>Compares one path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="status">Its status.</param>
    /// <param name="have">The list that it has.</param>
    /// <param name="want">The list that it should have.</param>
    public void Add(AbsolutePath path, FileStatus status, AccessList have, AccessList want)
    {
        var set = want.Entries.Where(entry => have[entry.Key] != entry.Value).ToList();
        var removed = have.Entries.Where(entry => want[entry.Key] is null).ToList();
        if (set.Count > 0 || removed.Count > 0)
        {
            _steps.Add(new Step(path, status, have, want, set, removed));
        }
    }

    /// <summary>Adds the change, one for all of the paths.</summary>
    /// <param name="plan">Takes it.</param>
    /// <param name="path">The path that is declared.</param>
    /// <param name="absent">Whether all entries go.</param>
    public void AddChange(Plan plan, AbsolutePath path, bool absent)
    {
        if (_steps.Count == 0)
        {
            return;
        }

        var effects = new Effects();
        foreach (var step in _steps)
        {
            effects.Sets(AclTool.Key(step.Path), step.Want);
        }

        var first = _steps[0];
        var isOne = _steps.Count == 1 && first.Path == path;
        plan.Change(
            absent ? "remove acl" : "set acl",
            isOne ? Show(first.Have.Entries.Where(entry => first.Want[entry.Key] != entry.Value)) : null,
            (isOne, absent) switch
            {
                (true, true) => null,
                (true, false) => Show(first.Set) is { Length: > 0 } set ? set : null,
                _ => PathNames.Of(path, _steps.ConvertAll(step => step.Path)),
            },
            (system, cancel) => ApplyAsync(system, absent, cancel),
            effects);
    }

    private async ValueTask ApplyAsync(ISystem system, bool absent, CancellationToken cancel)
    {
        foreach (var same in _steps.GroupBy(step => absent ? "" : step.ToString(), StringComparer.Ordinal))
        {
            foreach (var some in same.Chunk(AclTool.AtOnce))
            {
                await RunAsync(system, some, absent, cancel).ConfigureAwait(false);
            }
        }

        // The kernel has done so already: this is for a plan, in which programs do nothing and the mode still has to show the mask.
        foreach (var step in _steps)
        {
            if (step.Want.ModeOf(step.Status.Mode) is var mode && mode != step.Status.Mode)
            {
                await system.SetModeAsync(step.Path, mode, cancel).ConfigureAwait(false);
            }
        }
    }

    private static async ValueTask RunAsync(ISystem system, Step[] steps, bool absent, CancellationToken cancel)
    {
        var paths = steps.Select(step => step.Path.Value);
        List<string> arguments = ["setfacl"];
        Text input = "";
        if (absent)
        {
            arguments.Add("--remove-all");
        }
        else
        {
            // The mask is said, and not left to setfacl, which would widen one that the policy gives.
            arguments.Add("--no-mask");
            var (remove, set) = (steps[0].Removed, steps[0].ToSet().ToList());
            var loses = remove.Count > 0 && !steps[0].Want.Entries.Any(entry => entry.Key.IsDefault);
            if (loses && remove.Any(entry => entry.Key.IsDefault))
            {
                arguments.Add("--remove-default");
                remove = [.. remove.Where(entry => !entry.Key.IsDefault)];
            }

            if (remove.Count > 0)
            {
                arguments.Add("--remove=" + string.Join(',', remove.Select(entry => entry.Key)));
            }

            if (set.Count > 0)
            {
                arguments.Add("--modify-file=-");
                input = string.Concat(set.Select(entry => $"{entry.Key}:{AclRights.Show(entry.Value)}\n"));
            }
        }

        var result = await system.RunAsync(SystemTool.Request([.. arguments, "--", .. paths]) with { Input = FileContent.FromText(input) }, cancel).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw result.Error.Contains("Operation not supported", StringComparison.Ordinal)
                ? new ProviderException($"The file system of {steps[0].Path} keeps no access control lists. Mount it with them, or use owner, group and mode.") { Process = result }
                : SystemTool.Failure(
                    string.Create(CultureInfo.InvariantCulture, $"{string.Join(' ', arguments)} of {steps[0].Path}{(steps.Length > 1 ? $" and {steps.Length - 1} more" : "")}"), result);
        }
    }

    private static string? Show(IEnumerable<KeyValuePair<AclEntry, int>> entries) =>
        string.Join(", ", entries.Select(entry => $"{entry.Key}:{AclRights.Show(entry.Value)}")) is { Length: > 0 } text ? text : null;

    private sealed record Step(
        AbsolutePath Path, FileStatus Status, AccessList Have, AccessList Want, List<KeyValuePair<AclEntry, int>> Set, List<KeyValuePair<AclEntry, int>> Removed)
    {
        /// <summary>What setfacl is told: what differs, and the masks of what it touches.</summary>
        public IEnumerable<KeyValuePair<AclEntry, int>> ToSet() =>
            Want.Entries.Where(entry => Have[entry.Key] != entry.Value || entry.Key.Kind == "mask");

        public override string ToString() =>
            $"{string.Join(',', Removed.Select(entry => entry.Key))}|{string.Join(',', ToSet().Select(entry => $"{entry.Key}:{entry.Value}"))}"
            + $"|{Want.Entries.Any(entry => entry.Key.IsDefault)}";
    }
}
