using Microsoft.CodeAnalysis;

namespace OpsMop.Analyzers;

/// <summary>What a provider does to a machine while it plans.</summary>
internal sealed class PlanningEffects : PolicyRule
{
    public static readonly DiagnosticDescriptor Rule = Analyzers.Rule.Error(
        "OPM1007",
        Category.Declarations,
        "A provider has effects while it plans",
        """
        `PlanAsync` runs in `plan` too, where nothing may change, and perhaps far from the system that it plans for: over ssh, in an image, in the memory of a test. So it asks
        `plan.System` for everything that it wants to know, and does what has to be done in the actions that it gives to `plan.Change(…)`; those get a system that can be changed.
        `System.IO.File`, a `Process`, or a cast of `plan.System` to `ISystem` goes past all of that: the plan changes the host, or looks at the wrong one.
        The system that an action gets is for that action, and must not be kept.

        The rule follows the methods of the project that `PlanAsync` calls. It does not look into the actions, into lambdas of which nobody knows when they run,
        through interfaces and overrides, or into other assemblies.
        """);

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Check(PolicyBody body, Report report)
    {
        if (body.Compilation.Planning.ProviderOf(body.Owner) is not { } provider)
        {
            return;
        }

        foreach (var (at, what) in new PlanningWalk(body).Effects)
        {
            report.Add(Rule, at.Syntax.GetLocation(), $"{provider} {what}");
        }
    }
}
