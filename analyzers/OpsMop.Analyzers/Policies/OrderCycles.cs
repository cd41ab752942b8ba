using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using OpsMop.Parsing;

namespace OpsMop.Analyzers;

/// <summary>Resources that wait for each other, and handlers that notify each other.</summary>
internal sealed class OrderCycles : PolicyRule
{
    public static readonly DiagnosticDescriptor Rule = Analyzers.Rule.Error(
        "OPM2007",
        Category.Policies,
        "The order has a cycle",
        """
        Resources wait for each other, so none of them could be first: `a` stands after `b`, and `b` after `a`. Or handlers notify each other, and would
        never come to an end.
        Remove one of the edges. The rule shows it at the one that closes the cycle, the last of them.

        It follows `After`, `Before`, `WhenChanged`, `RestartOn`, `ReloadOn` and properties that take another resource, through variables and across
        blocks: a block stays together, so two blocks whose
        resources wait for each other are a cycle too. The order of writing is no edge: `After` a resource that stands below only moves. Edges that never
        meet,
        as in the two branches of an `if`, close no cycle; what goes through lists, fields and methods the model check sees.
        """);

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Check(PolicyBody body, Report report)
    {
        List<Edge>? edges = null;
        var notifies = false;
        Dictionary<IInvocationOperation, ResourceUse>? declared = null;
        foreach (var resource in body.Resources)
        {
            foreach (var setting in resource.Settings)
            {
                notifies |= setting.Name == "Notifies";
                if (resource.IsInProcedure || !IsEdge(setting, body.Types))
                {
                    continue;
                }

                declared ??= body.Resources.ToDictionary(one => one.Call);
                if (Certain(Receiver(setting.Call), body, declared, 32) != resource)
                {
                    continue;
                }

                foreach (var other in Others(setting))
                {
                    if (Certain(other, body, declared, 32) is { } one)
                    {
                        (edges ??= []).Add(setting.Name == "Before" ? new Edge(resource, one, setting) : new Edge(one, resource, setting));
                    }
                }
            }
        }

        if (edges is not null)
        {
            CheckOrder(edges, report);
        }

        if (notifies)
        {
            CheckNotifications(body, report);
        }
    }

    private static bool IsEdge(Setting setting, KnownTypes types) => setting.Name is "After" or "Before" or "WhenChanged" or "RestartOn" or "ReloadOn"
        ? setting.Property is null
        : setting.Property is { } property && KnownTypes.IsOrDerivesFrom(property.Type, types.Resource);

    private static IEnumerable<IOperation> Others(Setting setting)
    {
        foreach (var value in setting.Values)
        {
            if (value is IArrayCreationOperation { Initializer: { } initializer })
            {
                foreach (var element in initializer.ElementValues)
                {
                    yield return element;
                }
            }
            else
            {
                yield return value;
            }
        }
    }

    private static IOperation? Receiver(IInvocationOperation call) =>
        call.Instance ?? (call.TargetMethod.IsExtensionMethod ? call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value : null);

    /// <summary>The one resource that a builder certainly is: through chains and variables that are assigned once.</summary>
    private static ResourceUse? Certain(IOperation? builder, PolicyBody body, Dictionary<IInvocationOperation, ResourceUse> declared, int depth) =>
        depth == 0 ? null : builder switch
    {
        IInvocationOperation call when declared.TryGetValue(call, out var resource) => resource,
        IInvocationOperation call when body.Types.IsBuilder(call.Type) && Receiver(call) is { } receiver
            && body.Types.IsBuilder(receiver.Type) => Certain(receiver, body, declared, depth - 1),
        IConversionOperation { OperatorMethod: null } conversion => Certain(conversion.Operand, body, declared, depth - 1),
        IParenthesizedOperation parenthesized => Certain(parenthesized.Operand, body, declared, depth - 1),
        ILocalReferenceOperation local => Certain(body.Locals.ValueOf(local.Local), body, declared, depth - 1),
        _ => null,
    };

    private static void CheckOrder(List<Edge> edges, Report report)
    {
        edges.Sort((left, right) => left.Setting.Location.SourceSpan.Start.CompareTo(right.Setting.Location.SourceSpan.Start));
        var kept = new List<(Edge Edge, object First, object Second)>();
        foreach (var edge in edges)
        {
            if (edge.From == edge.To)
            {
                report.Add(Rule, edge.Setting.Location, ModelFaults.AfterItself(edge.To.Name));
                continue;
            }

            if (Lift(edge.From.Call, edge.To.Call) is not var (first, second))
            {
                continue;
            }

            if (Path(kept, second, first, edge.Setting.Conditions, []) is { } path)
            {
                var members = path.Select(one => one.Edge).Append(edge).SelectMany(one => new[] { one.From, one.To }).Distinct()
                    .OrderBy(one => one.Call.Syntax.SpanStart).Select(one => one.Name);
                report.Add(
                    Rule,
                    edge.Setting.Location,
                    ModelFaults.OrderCycle(string.Join(", ", members)),
                    others: path.Select(one => one.Edge.Setting.Location));
            }
            else
            {
                kept.Add((edge, first, second));
            }
        }
    }

    /// <summary>A way from one to another over edges that are there whenever the one that would close the cycle is.</summary>
    private static List<(Edge Edge, object First, object Second)>? Path(
        List<(Edge Edge, object First, object Second)> edges, object from, object to, Conditions conditions, HashSet<object> visited)
    {
        if (!visited.Add(from))
        {
            return null;
        }

        foreach (var edge in edges)
        {
            if (!edge.First.Equals(from) || edge.Edge.Setting.Conditions.Excludes(conditions))
            {
                continue;
            }

            // Either holds whenever the other does; the narrower of the two is what the rest of the way must go with.
            Conditions narrower;
            if (edge.Edge.Setting.Conditions.FollowFrom(conditions))
            {
                narrower = conditions;
            }
            else if (conditions.FollowFrom(edge.Edge.Setting.Conditions))
            {
                narrower = edge.Edge.Setting.Conditions;
            }
            else
            {
                continue;
            }

            if (edge.Second.Equals(to))
            {
                return [edge];
            }

            if (Path(edges, edge.Second, to, narrower, visited) is { } rest)
            {
                rest.Insert(0, edge);
                return rest;
            }
        }

        return null;
    }

    /// <summary>
    /// The children of the innermost common block that hold the two; <see langword="null"/> where the edge decides nothing, or the blocks are not known.
    /// </summary>
    private static (object First, object Second)? Lift(IOperation from, IOperation to)
    {
        var (mine, theirs) = (Chain(from), Chain(to));
        for (var i = 0; ; i++)
        {
            var (one, other) = (mine[i], theirs[i]);
            if (one.Node.Equals(other.Node))
            {
                continue;
            }

            return one.IsOrdered && other.IsOrdered ? (one.Node, other.Node) : null;
        }
    }

    /// <summary>The blocks around an operation, outermost first, and itself at the end.</summary>
    private static List<(object Node, bool IsOrdered)> Chain(IOperation operation)
    {
        var chain = new List<(object, bool)> { (operation, true) };
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IAnonymousFunctionOperation function when PolicyBlock.Of(function) is { } block:
                    if (block.Name is "Try" or "Rescue" or "Always")
                    {
                        // The parts have an order of their own; the whole stands where its Try stands.
                        IOperation? whole = block.Call;
                        while (whole is IInvocationOperation { TargetMethod.Name: not "Try", Instance: { } inner })
                        {
                            whole = inner;
                        }

                        chain.Insert(0, (function, false));
                        chain.Insert(0, (whole!, whole is IInvocationOperation { TargetMethod.Name: "Try" }));
                    }
                    else
                    {
                        chain.Insert(0, (function, block.Name != "Handler"));
                    }

                    break;
                case IAnonymousFunctionOperation or ILocalFunctionOperation:
                    chain.Insert(0, (parent, false));
                    break;
            }
        }

        return chain;
    }

    private static void CheckNotifications(PolicyBody body, Report report)
    {
        var handlers = new HandlerUses(body);
        if (handlers.All.Count == 0)
        {
            return;
        }

        var edges = new List<(IInvocationOperation From, IInvocationOperation To, Setting Setting)>();
        foreach (var setting in body.Resources.SelectMany(resource => resource.Settings).Where(setting => setting.Name == "Notifies"))
        {
            // Through a variable a resource of a handler can be told outside of it whom it notifies.
            if (body.Resolve(setting.Call) is [var resource] && PolicyBlock.Around(resource.Call, "Handler")?.Call is { } from)
            {
                foreach (var value in Others(setting))
                {
                    if (handlers.Resolve(value) is { } to)
                    {
                        edges.Add((from, to, setting));
                    }
                }
            }
        }

        edges.Sort((left, right) => left.Setting.Location.SourceSpan.Start.CompareTo(right.Setting.Location.SourceSpan.Start));
        for (var i = 0; i < edges.Count; i++)
        {
            var (from, to, setting) = edges[i];
            if (from == to)
            {
                report.Add(Rule, setting.Location, ModelFaults.NotifiesItself(handlers.NameOf(from)));
            }
            else if (edges.Take(i).FirstOrDefault(one => one.From == to && one.To == from
                && !one.Setting.Conditions.Excludes(setting.Conditions)) is { Setting: { } other })
            {
                var names = string.Join(", ", new[] { to, from }.Select(one => $"'{handlers.NameOf(one)}'"));
                report.Add(Rule, setting.Location, ModelFaults.NotificationCycle(names), others: [other.Location]);
            }
        }
    }

    private sealed class Edge(ResourceUse from, ResourceUse to, Setting setting)
    {
        /// <summary>What comes first.</summary>
        public ResourceUse From { get; } = from;

        public ResourceUse To { get; } = to;

        public Setting Setting { get; } = setting;
    }
}
