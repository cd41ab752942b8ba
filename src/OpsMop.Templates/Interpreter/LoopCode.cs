namespace OpsMop.Templates.Interpreter;

/// <summary><c>for</c>.</summary>
internal sealed class LoopCode : StatementCode
{
    public required ExpressionCode Items { get; init; }

    public required TargetCode Target { get; init; }

    public required EntryCode Entry { get; init; }

    public required StatementCode[] Body { get; init; }

    public required EntryCode? ElseEntry { get; init; }

    public required StatementCode[] Else { get; init; }

    /// <summary>The slot of <c>loop</c>; -1 if nothing reads it.</summary>
    public required int LoopSlot { get; init; }

    public required LoopCondition? Condition { get; init; }

    /// <summary>The variables of a recursive loop; null if it is not one.</summary>
    public required Layout? Recursive { get; init; }

    public required Place Place { get; init; }

    public override Flow Run(Scope scope)
    {
        Value items = Items.Evaluate(scope);
        if (Recursive is null)
        {
            return Run(scope, items, scope, 0);
        }

        scope.At(Place);
        Recurse(items, scope, 0);
        return Flow.Next;
    }

    /// <summary>Runs a recursive loop, at the top or at a call of <c>loop</c>.</summary>
    public void Recurse(Value items, Scope defining, int depth)
    {
        defining.Rendering.Enter();
        Run(new Scope(Recursive!.Count, defining, defining.Variables), items, defining, depth);
        defining.Rendering.Leave();
    }

    private Flow Run(Scope scope, Value items, Scope defining, int depth)
    {
        bool completed = false;
        Flow leaving = Flow.Next;
        if (LoopSlot >= 0)
        {
            RenderContext context = scope.At(Items.Place);
            using IEnumerator<Value> source = Source(items, defining, context).GetEnumerator();
            var loop = new LoopValue(source, Condition is null ? items : default, this, defining, depth, scope.Rendering);
            while (loop.MoveNext(scope.At(Items.Place), out Value item))
            {
                context.Step();
                Target.Assign(scope, item);
                scope.Slots[LoopSlot] = loop;
                if (!RunBody(scope, ref completed, ref leaving))
                {
                    break;
                }
            }
        }
        else if (Condition is null && items.AsObject() is ListValue list)
        {
            // As in Python, what is appended while the loop runs is seen.
            List<Value> all = list.Mutable;
            for (int i = 0; i < all.Count; i++)
            {
                scope.Context.Step();
                Target.Assign(scope, all[i]);
                if (!RunBody(scope, ref completed, ref leaving))
                {
                    break;
                }
            }
        }
        else
        {
            foreach (Value item in Source(items, defining, scope.At(Items.Place)))
            {
                scope.Context.Step();
                Target.Assign(scope, item);
                if (!RunBody(scope, ref completed, ref leaving))
                {
                    break;
                }
            }
        }

        Entry.Leave(scope);
        if (!completed && ElseEntry is not null)
        {
            ElseEntry.Run(scope);
            leaving = Run(Else, scope);
            ElseEntry.Leave(scope);
        }

        return leaving;
    }

    /// <summary>Whether the loop goes on.</summary>
    private bool RunBody(Scope scope, ref bool completed, ref Flow leaving)
    {
        Entry.Run(scope);
        switch (Run(Body, scope))
        {
            case Flow.Next:
                // Only here, as in Jinja2: a loop whose every round ends with continue or break has its else run.
                completed = true;
                return true;
            case Flow.Continue:
                return true;
            default:
                return false;
        }
    }

    private IEnumerable<Value> Source(Value items, Scope defining, RenderContext context)
    {
        IEnumerable<Value> all = Operators.Iterate(items, context);
        return Condition is null ? all : Condition.Filter(all, defining);
    }
}

/// <summary>The <c>if</c> of a <c>for</c>.</summary>
internal sealed class LoopCondition(Layout layout, EntryCode entry, TargetCode target, ExpressionCode condition)
{
    public IEnumerable<Value> Filter(IEnumerable<Value> items, Scope defining)
    {
        var scope = new Scope(layout.Count, defining, defining.Variables);
        entry.Run(scope);
        foreach (Value item in items)
        {
            target.Assign(scope, item);
            if (condition.Test(scope))
            {
                yield return target.Read(scope);
            }
        }
    }
}
