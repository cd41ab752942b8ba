namespace OpsMop.Engine.Checking;

/// <summary>What a model check found.</summary>
/// <param name="Findings">What is wrong, each once.</param>
/// <param name="Notes">What could not be checked, each once.</param>
/// <param name="Targets">The platforms that it was checked for.</param>
/// <param name="Hosts">How many example hosts there were.</param>
/// <param name="DataFiles">How many data files there were.</param>
public sealed record ModelCheckReport(IReadOnlyList<Finding> Findings, IReadOnlyList<CheckNote> Notes, IReadOnlyList<string> Targets, int Hosts, int DataFiles);
