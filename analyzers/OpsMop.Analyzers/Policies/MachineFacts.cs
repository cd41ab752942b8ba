using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OpsMop.Analyzers;

/// <summary>What <c>Define</c> reads beside its variables and the host's facts.</summary>
internal sealed class MachineFacts : PolicyRule
{
    /// <summary>The expression that a code fix writes instead; <c>{0}</c> stands for the argument.</summary>
    public const string Instead = nameof(Instead);

    public static readonly DiagnosticDescriptor Rule = Analyzers.Rule.Error(
        "OPM2016",
        Category.Policies,
        "Define reads something else than variables and facts",
        """
        `Define` runs where the agent runs, or, agentless, on the controller; it may run more than once, and when a build checks the policy it runs on the machine that builds. What it
        reads of "its" machine is then true of another one, and what the clock says is another thing each time: a plan would not hold until it is applied. Ask a fact
        (`host.Name`, `host.Platform`, `host.FileTests`, `host.Network`, `host.UserFacts`), or read it in `LoadAsync` and pass it as a variable.

        The rule knows the environment, the clock, files, network, processes and console of the class library, in `Define` and in the methods and properties of the project that it
        calls. It does not look at initialisers of fields, nor into other assemblies, nor at virtual calls' overrides. In a lambda that is called later, as that of `.When(() => …)`, it
        speaks only of what a fact answers.
        """);

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Check(PolicyBody body, Report report)
    {
        if (body.Kind != BodyKind.Define)
        {
            return;
        }

        foreach (var operation in MachineReads.Candidates(body))
        {
            if (MachineReads.Of(operation) is { } read)
            {
                if (read.Instead is not null || !IsLater(operation))
                {
                    report.Add(Rule, operation.Syntax.GetLocation(), $"Define reads {read.What} ({read.Member}). {Advice(read.Instead)}", FixWith(operation, body));
                }
            }
            else if (body.Compilation.MachineReads.CalledBy(operation) is { } called && !IsLater(operation) && body.Compilation.MachineReads.Of(called) is { } member)
            {
                var name = called.AssociatedSymbol?.Name ?? $"{called.Name}()";
                report.Add(Rule, operation.Syntax.GetLocation(), $"Define reads {member} through {name}. {Advice(null)}");
            }
        }
    }

    private static string Advice(string? instead) =>
        instead is null ? "Read it in LoadAsync, and pass it as a variable." : $"Ask {instead}, which is about the host.";

    /// <summary>Whether it stands in a function that is called when the role has been defined, or is one.</summary>
    private static bool IsLater(IOperation operation)
    {
        if (operation is IMethodReferenceOperation && !IsCalledAtOnce(operation))
        {
            return true;
        }

        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation && !IsCalledAtOnce(parent))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Blocks are called at once; LINQ calls what it is given when the resources are declared, and so does Include.</summary>
    private static bool IsCalledAtOnce(IOperation function)
    {
        var taker = function.Parent;
        while (taker is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
        {
            taker = taker.Parent;
        }

        return taker is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { } method } } argument
            && (argument.Parameter?.Name == "define" || method.ContainingType.Name is "Enumerable" or "List" or "Array" || method.Name == "Include");
    }

    private static ImmutableDictionary<string, string?>? FixWith(IOperation operation, PolicyBody body)
    {
        var host = ((IMethodSymbol)body.Owner).Parameters is [{ Name: var name }] ? name : "host";
        var right = operation switch
        {
            IPropertyReferenceOperation { Property: { Name: "MachineName", ContainingType.Name: "Environment" } } => $"{host}.Name",
            IInvocationOperation { TargetMethod: { Name: "Exists", ContainingType.Name: "File" } } => $"{host}.FileTests.IsFile({{0}})",
            IInvocationOperation { TargetMethod: { Name: "Exists", ContainingType.Name: "Directory" } } => $"{host}.FileTests.IsDirectory({{0}})",
            IInvocationOperation { TargetMethod: { Name: "IsLinux", ContainingType.Name: "OperatingSystem" } } => $"{host}.Platform.Is(\"linux\")",
            IInvocationOperation { TargetMethod: { Name: "IsMacOS", ContainingType.Name: "OperatingSystem" } } => $"{host}.Platform.Is(\"macos\")",
            _ => null,
        };
        return right is null ? null : ImmutableDictionary<string, string?>.Empty.Add(Instead, right);
    }
}
