using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using OpsMop.Parsing;

namespace OpsMop.Analyzers;

/// <summary>Properties that mean nothing without another: <c>[Needs]</c>.</summary>
internal sealed class NeededProperties : PolicyRule
{
    public static readonly DiagnosticDescriptor Rule = Analyzers.Rule.Error(
        "OPM2003",
        Category.Policies,
        "A property is set without the one that it needs",
        """
        A property says something about another one that is not there: a checksum of an address that no file has, a home directory that goes with an account which
        stays. Whoever wrote it wants something that will not happen. Add what is missing, or leave the property out.

        The rule reads `[Needs]` of the type. What is set in any branch counts as set, unless that branch and the property's own never meet; a builder that is handed
        to a method or returned from one is left to the run time, which says the same.
        """);

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Check(PolicyBody body, Report report)
    {
        foreach (var resource in body.Resources)
        {
            if (resource.IsOpen)
            {
                continue;
            }

            foreach (var setting in resource.Settings)
            {
                if (setting.Property is { Needs: { Count: > 0 } needed } property
                    && !IsAnySet(resource, needed, setting, body)
                    && Presence.IsCertain(setting, body))
                {
                    report.Add(Rule, setting.Location, $"{resource.Name}: {ValueFault.Needs(property.Name, needed)}");
                }
            }
        }
    }

    private static bool IsAnySet(ResourceUse resource, IReadOnlyList<string> needed, Setting asking, PolicyBody body)
    {
        foreach (var name in needed)
        {
            if (resource.Type.Find(name) is not { IsArgument: false, FromScope: null })
            {
                return true;
            }

            foreach (var setting in resource.Of(name))
            {
                if (!Presence.IsAbsent(setting, body) && (!setting.Conditions.Excludes(asking.Conditions) || MayRepeat(setting, resource)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether two branches may both be taken for one resource: it is declared outside of the loop or function that they stand in.</summary>
    private static bool MayRepeat(Setting setting, ResourceUse resource)
    {
        for (var parent = setting.Call.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ILoopOperation or IAnonymousFunctionOperation or ILocalFunctionOperation && !parent.Syntax.Span.Contains(resource.Call.Syntax.Span))
            {
                return true;
            }
        }

        return false;
    }
}
