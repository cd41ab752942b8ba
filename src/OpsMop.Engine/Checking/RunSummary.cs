namespace OpsMop.Engine.Checking;

/// <summary>Puts together what many models of the same policies told: each thing once, and for which models if not for all.</summary>
internal sealed class RunSummary
{
    private readonly List<ModelRun> _runs;
    private readonly int _policies;

    public RunSummary(List<ModelRun> runs, int policies)
    {
        _runs = runs;
        _policies = policies;
        Findings = [.. SumUp()];
        Notes = [.. Note()];
    }

    public IReadOnlyList<Finding> Findings { get; }

    public IReadOnlyList<CheckNote> Notes { get; }

    /// <summary>Names in data that the policy has not are faults only if no model has them: a role may be for one platform alone, or of another policy.</summary>
    private static bool IsUnknownName(Finding finding) => finding.Id == "OPM6001";

    /// <summary>A handler that one model notifies is notified.</summary>
    private static bool IsOfAllModels(Finding finding) => IsUnknownName(finding) || !finding.IsError;

    private IEnumerable<Finding> SumUp()
    {
        foreach (var (finding, runs) in Found())
        {
            if (IsOfAllModels(finding) && !(IsUnknownName(finding) ? IsUnknown(finding, runs) : HasBeenFoundEverywhere(finding, runs)))
            {
                continue;
            }

            // A fault without a line is shown at the policy's class.
            var at = finding.Location.IsKnown ? finding.Location : runs[0].Policy.Locate();
            yield return finding with { Location = at, Message = finding.Message + Only(finding, runs) };
        }
    }

    private IEnumerable<(Finding Finding, List<ModelRun> Runs)> Found()
    {
        var found = new Dictionary<Finding, List<ModelRun>>();
        var order = new List<Finding>();
        foreach (var run in _runs)
        {
            foreach (var finding in run.Findings.Distinct())
            {
                if (!found.TryGetValue(finding, out var runs))
                {
                    found[finding] = runs = [];
                    order.Add(finding);
                }

                runs.Add(run);
            }
        }

        return order.Select(finding => (finding, found[finding]));
    }

    /// <summary>The models that have read the file that a finding is in.</summary>
    private IEnumerable<ModelRun> Readers(Finding finding) =>
        _runs.Where(run => run.Environment?.Source == finding.Location.File || run.Host?.Variables?.Source == finding.Location.File);

    private bool IsUnknown(Finding finding, List<ModelRun> runs)
    {
        var readers = Readers(finding).ToList();
        return readers.Select(reader => reader.Policy).Distinct().Count() == _policies && readers.All(reader => reader.HasCheckedNames && runs.Contains(reader));
    }

    private bool HasBeenFoundEverywhere(Finding finding, List<ModelRun> runs)
    {
        var readers = Readers(finding).ToList();
        return readers.Count > 0 || _runs.Where(run => run.Policy == runs[0].Policy).All(runs.Contains);
    }

    /// <summary>Which models a fault is in, where it is not in all; what a data file is at fault for is told by its line.</summary>
    private string Only(Finding finding, List<ModelRun> runs)
    {
        var all = _runs.Where(run => run.Policy == runs[0].Policy).ToList();
        var some = runs.Where(run => run.Policy == runs[0].Policy).ToList();
        if (some.Count == all.Count)
        {
            return "";
        }

        var isData = Readers(finding).Any();
        string?[] parts =
        [
            Axis("target", run => run.Target),
            isData ? null : Axis("environment", run => run.Environment is { } environment ? Path.GetFileNameWithoutExtension(environment.Source) : "none"),
            isData ? null : Axis("host", run => run.Host?.Name ?? ""),
        ];
        var only = string.Join(", ", parts.OfType<string>());
        return only.Length == 0 ? "" : $" (only for {only})";

        string? Axis(string name, Func<ModelRun, string> valueOf)
        {
            var values = some.Select(valueOf).Distinct().ToList();
            var others = all.Select(valueOf).Distinct().Count();
            return values.Count == others ? null : $"{name} {string.Join(" and ", values)}";
        }
    }

    private IEnumerable<CheckNote> Note()
    {
        foreach (var finding in _runs.SelectMany(run => run.Sample?.UncertainNames ?? []).Distinct())
        {
            if (Readers(finding).All(run => run.Sample?.UncertainNames.Contains(finding) == true || run.Findings.Contains(finding)))
            {
                yield return new CheckNote(
                    finding.Location,
                    $"{finding.Message} That is no error here: a branch that was not checked may include it, or what LoadAsync loads.");
            }
        }

        foreach (var policy in _runs.GroupBy(run => run.Policy))
        {
            // One line for a role that is added many times.
            foreach (var read in policy.SelectMany(run => run.Sample?.FactsRead ?? []).Distinct().GroupBy(read => (read.Fact, read.At)))
            {
                var roles = read.Select(one => $"'{one.Role}'").Distinct().ToList();
                var who = roles.Count == 1 ? $"role {roles[0]} reads" : $"roles {string.Join(", ", roles)} read";
                yield return new CheckNote(read.Key.At, $"{who} {read.Key.Fact}, which only a host can tell: what depends on it was checked for one answer only.");
            }

            foreach (var note in policy.SelectMany(run => run.Notes).Distinct())
            {
                yield return note;
            }

            // What one model could not check another may have: the environment gives what the bare policy lacks.
            foreach (var (name, note) in policy.SelectMany(run => run.Sample is { } sample ? sample.Unchecked.Concat(sample.Elsewhere) : []).DistinctBy(one => one.Key))
            {
                if (policy.All(run => run.Sample is not { } sample || sample.Unchecked.ContainsKey(name) || sample.Elsewhere.ContainsKey(name)))
                {
                    yield return note with { Location = note.Location.IsKnown ? note.Location : policy.Key.Locate() };
                }
            }
        }
    }
}
