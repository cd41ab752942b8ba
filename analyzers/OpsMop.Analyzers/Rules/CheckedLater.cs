using Microsoft.CodeAnalysis;

namespace OpsMop.Analyzers;

/// <summary>Rules that only the model check and the run can find, because they need the whole model or the data files. They are here for their pages.</summary>
internal static class CheckedLater
{
    /// <summary>The rules, by id.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> Rules { get; } =
    [
        Rule.Error(
            "OPM2018",
            Category.Policies,
            "The policy's own code failed",
            "`Compose`, `Define` or a variable's setter threw an exception. The message and the line are those of the exception; the run has not begun, and nothing was changed."),
        Rule.Error(
            "OPM2019",
            Category.Policies,
            "Together without a check, or with something else than files",
            "`host.Together(…)` puts a set of files in place when a command has accepted them all. Without `.Validate(…)` there is no such command; and what is no file or link cannot be held back until it has answered."),
        Rule.Error(
            "OPM6001",
            Category.Data,
            "Unknown role in data",
            "A data file or `--set` names a role that the policy does not have for this host. The message names the one that was probably meant."),
        Rule.Error(
            "OPM6002",
            Category.Data,
            "Unknown variable in data",
            "A data file or `--set` names a variable that the role does not have. The message names the one that was probably meant."),
        Rule.Error(
            "OPM6003",
            Category.Data,
            "Data for a role that is added whole",
            "A role that is added with `roles.Add(new Site { … })` has its variables from the code; data layers do not reach it. Add it in layers, `roles.Add<Site>(…)`, or change it with `--set`."),
        Rule.Error(
            "OPM6004",
            Category.Data,
            "A value of the wrong type",
            "The value in a data file or `--set` cannot become what the variable is. The message says what is expected."),
        Rule.Warning(
            "OPM6005",
            Category.Data,
            "An obsolete variable is set",
            "The variable is marked `[Obsolete]`. It still has its effect; the message says what to set instead."),
        Rule.Error(
            "OPM6006",
            Category.Data,
            "A data file cannot be read",
            "The file is missing, or is neither YAML nor JSON. The message names the line."),
    ];
}
