using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace OpsMop.Analyzers;

/// <summary>Commands that run, and count as changed, in every run: none of the properties with <c>[Guards]</c> is given, and no <c>ChangedWhen</c>.</summary>
internal sealed class UnguardedCommands : PolicyRule
{
    /// <summary>The call that a code fix adds, such as <c>ChangedWhen(_ => false)</c>.</summary>
    public const string Call = nameof(Call);

    public static readonly DiagnosticDescriptor Rule = Analyzers.Rule.Warning(
        "OPM3001",
        Category.Idempotence,
        "A command that runs in every run",
        """
        A command does not know when there is nothing to do. Without `Creates`, `Removes`, `Unless` or `OnlyIf` it runs in every run and counts as changed each
        time, so that no run is ever without changes, and whatever it notifies is restarted each time.

        Say when it is not needed. A command that only reads is run each time for a reason; `.ChangedWhen(_ => false)` says that it changes nothing. `ChangedWhen`
        with a look at the output is right for a command that finds out for itself.

        The rule reads `[RunsCommand]` and `[Guards]` of the type. Handlers, rescues, procedures and what stands behind `WhenChanged` are meant to run each time they
        are reached, and are left out. So is a command under a condition that asks `host.FileTests` or `host.UserFacts`, a builder that is handed to another method,
        and a method that is called from elsewhere. What a type does better is OPM3002's matter alone. The fix adds `Creates` only where the command names the path that it makes.
        """);

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Check(PolicyBody body, Report report)
    {
        foreach (var resource in body.Resources)
        {
            if (resource.Type.RunsCommands
                && !resource.IsOpen
                && resource.Type.Properties.Any(property => property is { RunsCommand: true, Guards: false } && (property.IsArgument || resource.Of(property.Name).Any()))
                && resource.Type.Properties.Any(property => property.Guards)
                && !resource.Has("ChangedWhen")
                && !resource.Settings.Any(setting => setting.Property is { Guards: true } && !Presence.IsAbsent(setting, body))
                && !OnDemand.Is(resource, body)
                && !AsksTheHost(resource, body))
            {
                Describe(resource, body, report);
            }
        }
    }

    private static void Describe(ResourceUse resource, PolicyBody body, Report report)
    {
        var commands = body.Commands.Where(use => use.Resource == resource && use.IsMain).ToList();
        if (commands.Count > 0 && commands.TrueForAll(use => body.Compilation.TypesForCommands.ReplaceAll(use.Source.Script)))
        {
            // OPM3002 says what to use instead; a guard for what should not be there helps nobody.
            return;
        }

        if (commands.Exists(use => ReadOnlyPrograms.AlwaysFails(use.Source.Script)))
        {
            return;
        }

        if (commands.Count > 0 && commands.TrueForAll(use => ReadOnlyPrograms.Has(use.Source.Script)))
        {
            report.Add(
                Rule,
                resource.Location,
                $"{resource.Name}: it changes nothing, and still counts as changed in every run. Add .ChangedWhen(_ => false).",
                With("ChangedWhen(_ => false)"));
            return;
        }

        var guards = resource.Type.Properties.Where(property => property.Guards).Select(property => $".{property.Name}(…)").ToArray();
        var made = resource.Type.Properties.FirstOrDefault(property => property.IsMade);
        report.Add(
            Rule,
            resource.Location,
            $"{resource.Name}: it runs in every run, and counts as changed each time. Add {List(guards)} to say when it is not needed, or .ChangedWhen(…).",
            made is not null && commands is [var only] && MadePath.Find(only.Source) is { } path ? With($"{made.Name}({path})") : null);
    }

    private static string List(string[] words) => words.Length == 1 ? words[0] : string.Join(", ", words.Take(words.Length - 1)) + " or " + words[words.Length - 1];

    private static ImmutableDictionary<string, string?> With(string call) => ImmutableDictionary<string, string?>.Empty.Add(Call, call);

    /// <summary>Whether a condition around it, or its own, looks at the host: that is a guard, written in C#.</summary>
    private static bool AsksTheHost(ResourceUse resource, PolicyBody body) =>
        resource.Conditions.Expressions.Concat(resource.Settings.Where(setting => setting.Name == "When").SelectMany(setting => setting.Values)).Concat(Deciding(resource.Call))
            .Any(condition => AsksTheHost(condition, body, 4));

    /// <summary>What else decides whether an operation is reached: what a loop goes over, what a switch looks at, the left side of <c>||</c>.</summary>
    private static IEnumerable<IOperation> Deciding(IOperation operation)
    {
        for (IOperation child = operation, parent = operation.Parent!; parent is not null; child = parent, parent = parent.Parent!)
        {
            switch (parent)
            {
                case IForEachLoopOperation loop when child != loop.Collection:
                    yield return loop.Collection;
                    break;
                case IWhileLoopOperation { Condition: { } condition } when child != condition:
                    yield return condition;
                    break;
                case ISwitchOperation choice when child != choice.Value:
                    yield return choice.Value;
                    break;
                case ISwitchExpressionOperation choice when child != choice.Value:
                    yield return choice.Value;
                    break;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both when child == both.RightOperand:
                    yield return both.LeftOperand;
                    break;
            }
        }
    }

    private static bool AsksTheHost(IOperation condition, PolicyBody body, int depth) => depth > 0 && condition.DescendantsAndSelf().Any(operation => operation switch
    {
        IPropertyReferenceOperation { Property: { Name: "FileTests" or "UserFacts" } property } => KnownTypes.Is(property.ContainingType, body.Types.HostContext),
        ILocalReferenceOperation local => body.Locals.ValueOf(local.Local) is { } value && AsksTheHost(value, body, depth - 1),
        IInvocationOperation { TargetMethod: { DeclaringSyntaxReferences.Length: > 0 } method } => body.Compilation.BodyOf(method) is { } called
            && called.Blocks.Any(block => AsksTheHost(block, called, depth - 1)),
        _ => false,
    });
}
