using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using OpsMop.Generators;

namespace OpsMop.Analyzers;

/// <summary>Values that differ in each run, where a policy says what should be.</summary>
internal sealed class RandomValues : PolicyRule
{
    public static readonly DiagnosticDescriptor Rule = Analyzers.Rule.Warning(
        "OPM3003",
        Category.Idempotence,
        "A value that differs in each run",
        """
        What the policy describes is another host in each run: a file with `Guid.NewGuid()` in it is rewritten each time, whatever it notifies is restarted each time,
        and a saved plan is refused because the policy that applies it is not the one that was planned.

        Make the value from what stays: the host's name, a fact, a variable. What must be random once and then stay belongs into a file that is written only if it is
        missing (`.Overwrite(false)`), or is made on the host by a command with `.Creates(…)`. `new Random(seed)` gives the same numbers each time and is fine; for
        experiments there is `host.Chaos`, which `--seed` repeats. The hash code of a string differs from process to process.

        The rule looks at `Define` and the methods that it calls, at lambdas there and in `Compose`, and at the defaults of variables; in `Compose` and in defaults, which
        run outside of `Define`, the clock is its matter too, unless it is only compared. Handlers, procedures and what stands behind `WhenChanged` are left out.
        """);

    private static readonly HashSet<string> s_types = new(
        ["Guid", "Random", "RandomNumberGenerator", "Path", "DateTime", "DateTimeOffset", "Environment", "Stopwatch", "String", "HashCode", "TimeProvider"]);

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Check(PolicyBody body, Report report)
    {
        var isDefault = IsDefaultOfVariable(body);
        if (body.Kind is not (BodyKind.Define or BodyKind.Compose) && !isDefault)
        {
            return;
        }

        var hasClock = body.Kind == BodyKind.Compose || isDefault;
        foreach (var (operation, what) in Find(body, hasClock))
        {
            if (!IsLeftOut(operation, body))
            {
                report.Add(
                    Rule,
                    operation.Syntax.GetLocation(),
                    $"{what} differs in each run, so that the policy describes another host each time. Make the value from what stays.");
            }
        }

        foreach (var call in body.Invocations)
        {
            if (Called(call.TargetMethod, body) is { } called && FindBelow(called, hasClock, [], 4) is { } what && !IsLeftOut(call, body))
            {
                report.Add(
                    Rule,
                    call.Syntax.GetLocation(),
                    $"{call.TargetMethod.Name} uses {what}, which differs in each run, so that the policy describes another host each time. Make the value from what stays.");
            }
        }
    }

    private static bool IsDefaultOfVariable(PolicyBody body) =>
        body.Owner is IPropertySymbol { IsStatic: false, DeclaredAccessibility: Accessibility.Public, SetMethod: not null } or IFieldSymbol { IsStatic: false }
        && body.Owner.ContainingType is { } type
        && (KnownTypes.IsOrDerivesFrom(type, body.Types.Role) || KnownTypes.IsOrDerivesFrom(type, body.Types.Policy));

    /// <summary>Handlers and the like; and functions that are only called when something has its turn, as those of <c>ChangedWhen</c> are.</summary>
    private static bool IsLeftOut(IOperation operation, PolicyBody body)
    {
        if (body.Kind != BodyKind.Define)
        {
            return false;
        }

        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation { Parent: IDelegateCreationOperation { Parent: IArgumentOperation { Parent: IInvocationOperation call } } } && body.Types.IsBuilder(call.TargetMethod.ContainingType))
            {
                return true;
            }

            if (parent is IInvocationOperation chained && body.Types.IsBuilder(chained.Type) && body.Resolve(chained) is { Count: > 0 } resources
                && resources.All(resource => resource.Has("WhenChanged")))
            {
                return true;
            }
        }

        return IsInHandler(operation);
    }

    private static bool IsInHandler(IOperation operation) => PolicyBlock.Around(operation, "Handler") is not null || PolicyBlock.Around(operation, "Rescue") is not null;

    private static PolicyBody? Called(IMethodSymbol method, PolicyBody body) =>
        method.MethodKind == MethodKind.Ordinary && method.DeclaringSyntaxReferences.Length > 0
            && !KnownTypes.IsOrDerivesFrom(method.ContainingType, body.Types.Procedure)
            ? body.Compilation.BodyOf(method)
            : null;

    /// <summary>What a method that is called uses, as far as it is seen.</summary>
    private static string? FindBelow(PolicyBody body, bool hasClock, HashSet<ISymbol> seen, int depth)
    {
        if (depth == 0 || body.Kind != BodyKind.Other || !seen.Add(body.Owner))
        {
            return null;
        }

        foreach (var (operation, what) in Find(body, hasClock))
        {
            if (!IsInHandler(operation))
            {
                return what;
            }
        }

        foreach (var call in body.Invocations)
        {
            if (Called(call.TargetMethod, body) is { } called && FindBelow(called, hasClock, seen, depth - 1) is { } below)
            {
                return below;
            }
        }

        return null;
    }

    private static IEnumerable<(IOperation Operation, string What)> Find(PolicyBody body, bool hasClock)
    {
        foreach (var call in body.Invocations)
        {
            var method = call.TargetMethod;
            if (s_types.Contains(method.ContainingType.Name) && IsSystem(method.ContainingType)
                && (IsRandom(method) || (hasClock && method is { Name: "GetTimestamp", ContainingType.Name: "Stopwatch" })))
            {
                yield return (call, $"{method.ContainingType.Name}.{method.Name}()");
            }
        }

        foreach (var creation in body.OfKind<IObjectCreationOperation>(OperationKind.ObjectCreation))
        {
            if (creation is { Arguments.IsEmpty: true, Type: { Name: "Random" } type } && type.IsSystemType("Random"))
            {
                yield return (creation, "new Random()");
            }
        }

        foreach (var reference in body.OfKind<IPropertyReferenceOperation>(OperationKind.PropertyReference))
        {
            var property = reference.Property;
            if (property.IsStatic && s_types.Contains(property.ContainingType.Name) && IsSystem(property.ContainingType)
                && (property is { Name: "Shared", ContainingType.Name: "Random" }
                    || (hasClock && (property.ContainingType.Name, property.Name) is ("DateTime" or "DateTimeOffset", "Now" or "UtcNow" or "Today") or ("Environment", "TickCount" or "TickCount64")))
                && !IsOnlyCompared(reference))
            {
                yield return (reference, $"{property.ContainingType.Name}.{property.Name}");
            }
        }
    }

    /// <summary>Whether the clock is only asked whether a time has come: <c>DateTime.UtcNow > expiry</c> says the same until then.</summary>
    private static bool IsOnlyCompared(IOperation clock)
    {
        for (IOperation child = clock, parent = clock.Parent!; parent is not null; child = parent, parent = parent.Parent!)
        {
            switch (parent)
            {
                case IIsPatternOperation:
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan
                    or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals }:
                    return true;
                case IConversionOperation or IParenthesizedOperation:
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract }:
                case IMemberReferenceOperation member when member.Instance == child:
                case IInvocationOperation call when call.Instance == child:
                    continue;
                default:
                    return false;
            }
        }

        return false;
    }

    private static bool IsRandom(IMethodSymbol method) => (method.ContainingType.Name, method.Name) switch
    {
        ("Guid", "NewGuid" or "CreateVersion7") => true,
        ("RandomNumberGenerator", "GetBytes" or "GetInt32" or "GetHexString" or "GetString" or "GetItems" or "Fill") => method.IsStatic,
        ("Path", "GetRandomFileName" or "GetTempFileName") => true,
        ("String", "GetHashCode") => true,
        ("HashCode", "Combine") => true,
        _ => false,
    };

    private static bool IsSystem(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace;
        while (space is { ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space.Name == "System";
    }
}
