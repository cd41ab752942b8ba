using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using OpsMop.Generators;

namespace OpsMop.Analyzers;

/// <summary>What a body does while a provider plans, the actions that it adds to the plan aside.</summary>
internal sealed class PlanningWalk
{
    private const string Mend = "Ask plan.System for what is there, and change it in the action given to plan.Change(…).";
    private const string Cast = $"makes an ISystem of the reader that it plans with, and could change the host with it. {Mend}";
    private const string NotPlanned = "while it plans: that is the machine that it runs on, not the system that it plans for";

    private readonly PolicyBody _body;
    private readonly HashSet<IMethodSymbol> _local = new(SymbolEqualityComparer.Default);

    public PlanningWalk(PolicyBody body)
    {
        _body = body;
        foreach (var block in body.Blocks)
        {
            Visit(block);
        }
    }

    /// <summary>The methods that are called.</summary>
    public List<IMethodSymbol> Called { get; } = [];

    /// <summary>What a plan must not do: where, and what, as a sentence that the name of the provider begins.</summary>
    public List<(IOperation At, string What)> Effects { get; } = [];

    private static bool IsSystem(ITypeSymbol? type) => type.IsContract("ISystem");

    private static bool IsActionParameter(IParameterSymbol parameter) => IsSystem(parameter.Type);

    private void Visit(IOperation operation)
    {
        switch (operation)
        {
            case IAnonymousFunctionOperation function when function.Symbol.Parameters.Any(IsActionParameter):
                VisitAction(function);
                return;
            case IAnonymousFunctionOperation function when !RunsHere(function):
                return;
            case ILocalFunctionOperation:
                // It runs where it is called.
                return;
            case IInvocationOperation call:
                VisitCall(call);
                break;
            case IObjectCreationOperation { Constructor: { } constructor } creation:
                if (OpensFile(constructor))
                {
                    Effects.Add((creation, $"uses new {constructor.ContainingType.Name}(…) {NotPlanned}. {Mend}"));
                }
                else
                {
                    Call(constructor);
                }

                break;
            case IPropertyReferenceOperation { Property.GetMethod: { } getter }:
                Call(getter);
                break;
            case IConversionOperation { IsImplicit: false } conversion when IsSystem(conversion.Type) && !IsSystem(conversion.Operand.Type)
                && IsReader(conversion.Operand.Type):
                Effects.Add((conversion, Cast));
                break;
            case IIsTypeOperation test when IsSystem(test.TypeOperand) && IsReader(test.ValueOperand.Type):
                Effects.Add((test, Cast));
                break;
            case IPatternOperation { NarrowedType: var narrowed, InputType: var input } pattern when IsSystem(narrowed) && !IsSystem(input) && IsReader(input):
                Effects.Add((pattern, Cast));
                return;
        }

        foreach (var child in operation.ChildOperations)
        {
            Visit(child);
        }
    }

    /// <summary>The system that an action gets is for that action: kept in a field or variable it would be at hand in the next planning.</summary>
    private void VisitAction(IAnonymousFunctionOperation action)
    {
        foreach (var operation in action.Body.Descendants())
        {
            if (operation is ISimpleAssignmentOperation assignment
                && IsSystem(assignment.Target.Type)
                && IsSystem(assignment.Value.Type)
                && (assignment.Target is IFieldReferenceOperation or IPropertyReferenceOperation
                    || (assignment.Target is ILocalReferenceOperation { Local: var local } && !Declares(action, local))))
            {
                Effects.Add((assignment, "keeps the system that an action gets. It is for that action only: in the next planning it would be a way to change the host."));
            }
        }
    }

    private static bool Declares(IAnonymousFunctionOperation function, ILocalSymbol local) =>
        local.DeclaringSyntaxReferences.All(reference => reference.SyntaxTree == function.Syntax.SyntaxTree && function.Syntax.Span.Contains(reference.Span));

    private void VisitCall(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        var type = method.ContainingType;
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            if (!method.Parameters.Any(IsActionParameter)
                && _local.Add(method)
                && _body.OfKind<ILocalFunctionOperation>(OperationKind.LocalFunction).FirstOrDefault(one => SymbolEqualityComparer.Default.Equals(one.Symbol, method)) is { Body: { } block })
            {
                Visit(block);
            }
        }
        else if (type is { Name: "File" or "Directory" } && IsIn(type, "IO"))
        {
            Effects.Add((call, $"uses {type.Name}.{method.Name} {NotPlanned}. {Mend}"));
        }
        else if (type is { Name: "Path" } && method.Name is "GetTempFileName" or "Exists" && IsIn(type, "IO"))
        {
            Effects.Add((call, $"uses Path.{method.Name} {NotPlanned}. {Mend}"));
        }
        else if (type is { Name: "Process" } && method.Name == "Start" && IsIn(type, "Diagnostics"))
        {
            Effects.Add((
                call,
                "starts a process while it plans. Ask with plan.System.QueryAsync(…), and run what changes something in the action given to plan.Change(…)."));
        }
        else
        {
            Call(method);
        }
    }

    /// <summary>Notes a method of the project. One that takes a system is for actions.</summary>
    private void Call(IMethodSymbol method)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        if (method.DeclaringSyntaxReferences.Length > 0 && !method.Parameters.Any(IsActionParameter))
        {
            Called.Add(method);
        }
    }

    /// <summary>Whether a lambda runs while the body does: what the reader's own methods, LINQ and tasks take. Of others nobody knows when they run.</summary>
    private static bool RunsHere(IAnonymousFunctionOperation function)
    {
        var parent = function.Parent;
        while (parent is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
        {
            parent = parent.Parent;
        }

        return parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ContainingType: { } taker } }
            && (taker.IsContract("ISystemReader") || taker is { Name: "Enumerable" or "Task" or "Parallel" or "List" or "Array" });
    }

    private static bool OpensFile(IMethodSymbol constructor) =>
        IsIn(constructor.ContainingType, "IO")
        && (constructor.ContainingType.Name is "FileStream" or "FileInfo" or "DirectoryInfo" or "DriveInfo" or "FileSystemWatcher"
            || (constructor.ContainingType.Name is "StreamReader" or "StreamWriter" && constructor.Parameters is [{ Type.SpecialType: SpecialType.System_String }, ..]));

    private static bool IsIn(INamedTypeSymbol type, string space) =>
        type.ContainingNamespace is { ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } own && own.Name == space;

    private static bool IsReader(ITypeSymbol? type) => type.IsContract("ISystemReader") || type?.AllInterfaces.Any(one => one.IsContract("ISystemReader")) == true;
}
