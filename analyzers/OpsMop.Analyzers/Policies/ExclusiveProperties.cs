using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OpsMop.Analyzers;

/// <summary>Properties that exclude each other: <c>[OneOf]</c> and <c>[Excludes]</c>.</summary>
internal sealed class ExclusiveProperties : PolicyRule
{
    public static readonly DiagnosticDescriptor Rule = Analyzers.Rule.Error(
        "OPM2001",
        Category.Policies,
        "Properties exclude each other",
        """
        A resource was given two properties of which it can have only one: a file whose content is written in the policy and also comes from a source file.
        Which of them should win nobody can say, so neither does. Keep one of them.

        The rule reads `[OneOf]` and `[Excludes]` of the type, so it holds for types of your own as for ours. It follows variables
        (`var f = host.File("/x"); f.Content("a"); f.Source("b");`) and knows that the two branches of an `if` never meet.
        """);

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Check(PolicyBody body, Report report)
    {
        foreach (var resource in body.Resources)
        {
            var given = resource.Settings.Where(setting => setting.Property is not null && Presence.IsCertain(setting, body)).ToList();
            for (var i = 1; i < given.Count; i++)
            {
                var later = given[i];
                if (given.Take(i).FirstOrDefault(earlier => Exclude(resource.Type, earlier.Property!, later.Property!) && earlier.Conditions.Meet(later.Conditions)
                    && AreOfOne(earlier, later, body)) is { } first)
                {
                    report.Add(
                        Rule,
                        later.Location,
                        $"{resource.Name}: {later.Property!.Name} and {first.Property!.Name} exclude each other. Keep one of them.",
                        others: [first.Location]);
                }
            }
        }
    }

    /// <summary>Whether two calls are certainly on one builder: a variable that is assigned between them is another one.</summary>
    private static bool AreOfOne(Setting earlier, Setting later, PolicyBody body)
    {
        if (!earlier.IsShared && !later.IsShared)
        {
            return true;
        }

        for (IOperation? receiver = later.Call.Instance; receiver is not null; receiver = (receiver as IInvocationOperation)?.Instance)
        {
            if (receiver == earlier.Call)
            {
                return true;
            }
        }

        return Root(earlier) is { } one && Root(later) is { } other && SymbolEqualityComparer.Default.Equals(one, other) && body.Locals.ValuesOf(one).Count == 1;
    }

    /// <summary>The variable at the beginning of a chain.</summary>
    private static ILocalSymbol? Root(Setting setting)
    {
        IOperation? receiver = setting.Call.Instance;
        while (receiver is IInvocationOperation call)
        {
            receiver = call.Instance;
        }

        return (receiver as ILocalReferenceOperation)?.Local;
    }

    private static bool Exclude(ResourceTypeInfo type, PropertyInfo one, PropertyInfo other) =>
        one != other
        && (one.Excludes.Contains(other.Name) || other.Excludes.Contains(one.Name)
            || type.OneOfs.Any(oneOf => oneOf.Properties.Contains(one.Name) && oneOf.Properties.Contains(other.Name)));
}
