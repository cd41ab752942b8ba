using OpsMop.Engine.Variables;

namespace OpsMop.Engine.Checking;

/// <summary>One model of a check: a policy, for a target, with the data of an environment and as an example host, where there are such.</summary>
internal sealed record ModelRun(CheckedPolicy Policy, string Target, VariableLayer? Environment, ExampleHost? Host)
{
    public List<Finding> Findings { get; } = [];

    public List<CheckNote> Notes { get; } = [];

    /// <summary>Whether names of roles in data were looked up.</summary>
    public bool HasCheckedNames { get; set; }

    /// <summary>The host that was made up; <see langword="null"/> if there was no policy to make a model of.</summary>
    public SampleHost? Sample { get; set; }

    /// <summary>Takes faults that depend on the platform. Where nobody has said which it is, they are none.</summary>
    /// <param name="findings">The faults.</param>
    /// <param name="isAssumed">Whether the platform was taken for want of another.</param>
    public void Take(IEnumerable<Finding> findings, bool isAssumed)
    {
        foreach (var finding in findings)
        {
            if (isAssumed)
            {
                Notes.Add(new CheckNote(finding.Location, $"{finding.Message} If the policy is not for {Target}, say for what with [Targets(…)]."));
            }
            else
            {
                Findings.Add(finding);
            }
        }
    }
}
