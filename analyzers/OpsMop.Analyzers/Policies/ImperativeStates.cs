using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using OpsMop.Generators;

namespace OpsMop.Analyzers;

/// <summary>States that say what is done, not what is, outside of a handler.</summary>
internal sealed class ImperativeStates : PolicyRule
{
    public static readonly DiagnosticDescriptor Rule = Analyzers.Rule.Error(
        "OPM2015",
        Category.Policies,
        "It would happen in every run",
        """
        `Restarted` and `Reloaded` say what is done, not what is. In `Define` the service is restarted in every run, though nothing has changed, and no plan is ever empty.
        A restart belongs into a handler, or behind `.RestartOn(x)` or `.WhenChanged(x)`; in a procedure it is a step like any other.

        The rule reads `[Imperative]` of the enum's members. It takes a condition that looks at anything but the host's facts for somebody's intent, and says nothing; so it does in
        a `Rescue`, and in lambdas and local functions, which may be those of a handler.
        """);

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Check(PolicyBody body, Report report)
    {
        if (body.Kind != BodyKind.Define)
        {
            return;
        }

        foreach (var resource in body.Resources)
        {
            foreach (var setting in resource.Settings)
            {
                if (setting.Property is { Type.TypeKind: TypeKind.Enum }
                    && Imperative(setting, body) is { } member
                    && !resource.Has("When")
                    && !resource.Has("WhenChanged")
                    && StandsInEveryRun(setting.Call, body)
                    && StandsInEveryRun(resource.Call, body))
                {
                    report.Add(
                        Rule,
                        setting.Location,
                        $"{resource.Name}: {member.Name} happens in every run. Put it into a handler, or say what it waits for with .WhenChanged(…).");
                }
            }
        }
    }

    private static IFieldSymbol? Imperative(Setting setting, PolicyBody body)
    {
        if (setting.Verb is { } verb)
        {
            return verb.Attribute("ImperativeAttribute") is null ? null : verb;
        }

        if (setting.Value is { } value && body.Constants.TryRead(value, out var constant) && constant is not null)
        {
            foreach (var member in setting.Property!.Type.GetMembers())
            {
                if (member is IFieldSymbol { HasConstantValue: true } field && Equals(field.ConstantValue, constant))
                {
                    return field.Attribute("ImperativeAttribute") is null ? null : field;
                }
            }
        }

        return null;
    }

    private static bool StandsInEveryRun(IOperation operation, PolicyBody body)
    {
        for (IOperation child = operation, parent = operation.Parent!; parent is not null; child = parent, parent = parent.Parent!)
        {
            switch (parent)
            {
                case IAnonymousFunctionOperation function:
                    if (PolicyBlock.Of(function) is not { Name: not ("Handler" or "Rescue") } block || (block.Condition is { } when && !IsFact(when, body)))
                    {
                        return false;
                    }

                    break;
                case ILocalFunctionOperation or ICatchClauseOperation:
                    return false;
                case IConditionalOperation conditional when child != conditional.Condition && !IsFact(conditional.Condition, body):
                case ISwitchOperation choice when child != choice.Value && !IsFact(choice.Value, body):
                case ISwitchExpressionOperation expression when child != expression.Value && !IsFact(expression.Value, body):
                case IBinaryOperation or ICoalesceOperation or IConditionalAccessOperation or IWhileLoopOperation:
                    return false;
                case IBlockOperation sequence:
                    foreach (var statement in sequence.Operations)
                    {
                        if (statement == child)
                        {
                            break;
                        }

                        if (statement is IConditionalOperation exit && !IsFact(exit.Condition, body) && exit.Syntax.DescendantNodes().Any(IsExit))
                        {
                            return false;
                        }
                    }

                    break;
            }
        }

        return true;
    }

    private static bool IsExit(SyntaxNode node) =>
        node is Microsoft.CodeAnalysis.CSharp.Syntax.ReturnStatementSyntax or Microsoft.CodeAnalysis.CSharp.Syntax.ContinueStatementSyntax
        or Microsoft.CodeAnalysis.CSharp.Syntax.BreakStatementSyntax or Microsoft.CodeAnalysis.CSharp.Syntax.ThrowStatementSyntax;

    /// <summary>Whether a condition looks at nothing but the host: then it says where, not when.</summary>
    private static bool IsFact(IOperation condition, PolicyBody body)
    {
        foreach (var part in condition.DescendantsAndSelf())
        {
            switch (part)
            {
                case IAnonymousFunctionOperation or IInstanceReferenceOperation or ILocalReferenceOperation or IAwaitOperation or IFieldReferenceOperation { Field.IsConst: false }:
                case IParameterReferenceOperation { Parameter.Type: var type } when !KnownTypes.Is(type, body.Types.Host):
                case IPropertyReferenceOperation { Instance: null }:
                case IInvocationOperation { Instance: null, TargetMethod: { IsStatic: true, IsExtensionMethod: false } }:
                case IPropertyReferenceOperation { Property.Name: "FileTests" or "UserFacts" or "Chaos" }:
                    return false;
            }
        }

        return true;
    }
}
