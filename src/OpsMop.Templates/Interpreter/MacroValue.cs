namespace OpsMop.Templates.Interpreter;

/// <summary>A macro, and the scope that it was defined in.</summary>
internal sealed class MacroValue(MacroBody macro, Scope defining) : ValueObject, IWritesItself
{
    public override string TypeName => "Macro";

    public override bool IsCallable => true;

    private string ShownName => macro.Name is null ? "None" : $"'{macro.Name}'";

    public override Value Call(CallArguments arguments, RenderContext context)
    {
        TemplateOutput output = defining.Output;
        int start = output.Length;
        CallAndWrite(arguments, output);
        return output.Cut(start);
    }

    public void CallAndWrite(CallArguments arguments, TemplateOutput output)
    {
        var scope = new Scope(macro.Layout.Count, defining, defining.Variables);
        Bind(arguments, scope);
        defining.Rendering.Enter();
        macro.Entry.Run(scope);
        for (int i = 0; i < macro.Slots.Length; i++)
        {
            if (scope.Slots[macro.Slots[i]].IsNotGiven)
            {
                scope.Slots[macro.Slots[i]] = macro.Defaults[i]?.Evaluate(scope) ?? new UndefinedValue($"parameter '{macro.Parameters[i]}' was not provided");
            }
        }

        StatementCode.Run(macro.Body, scope);
        defining.Rendering.Leave();
    }

    public override bool TryGetAttribute(string name, RenderContext context, out Value value)
    {
        switch (name)
        {
            case "name":
                value = macro.Name;
                return true;
            case "arguments":
                value = new TupleValue([.. macro.Parameters.Select(static parameter => (Value)parameter)]);
                return true;
            case "catch_kwargs":
                value = macro.KeywordsSlot >= 0;
                return true;
            case "catch_varargs":
                value = macro.RestSlot >= 0;
                return true;
            case "caller":
                value = macro.TakesCaller;
                return true;
            case "explicit_caller":
                value = macro.CallerIsParameter;
                return true;
            default:
                value = default;
                return false;
        }
    }

    private void Bind(CallArguments arguments, Scope scope)
    {
        RenderContext context = defining.Context;
        ReadOnlySpan<Value> positional = arguments.Positional;
        int count = macro.Parameters.Length;
        int given = Math.Min(positional.Length, count);
        for (int i = 0; i < given; i++)
        {
            scope.Slots[macro.Slots[i]] = positional[i];
        }

        if (arguments.Keywords.Length > 0 || macro.KeywordsSlot >= 0 || macro.CallerSlot >= 0)
        {
            BindKeywords(arguments, given, scope, context);
        }

        if (macro.RestSlot >= 0)
        {
            scope.Slots[macro.RestSlot] = new TupleValue(positional.Length > count ? positional[count..].ToArray() : []);
        }
        else if (positional.Length > count)
        {
            throw context.Fault($"macro {ShownName} takes not more than {count} argument(s)");
        }
    }

    private void BindKeywords(CallArguments arguments, int given, Scope scope, RenderContext context)
    {
        var keywords = new List<KeyValuePair<string, Value>>(arguments.Keywords.Length);
        keywords.AddRange(arguments.Keywords);
        bool foundCaller = given == macro.Parameters.Length && macro.CallerIsParameter;
        for (int i = given; i < macro.Parameters.Length; i++)
        {
            if (Pop(keywords, macro.Parameters[i], out Value value))
            {
                scope.Slots[macro.Slots[i]] = value;
            }

            foundCaller |= macro.Parameters[i] == "caller";
        }

        if (macro.TakesCaller && !foundCaller)
        {
            bool has = Pop(keywords, "caller", out Value caller) && !caller.IsNone;
            scope.Slots[macro.CallerSlot] = has ? caller : new UndefinedValue("No caller defined");
        }

        if (macro.KeywordsSlot >= 0)
        {
            var rest = new DictionaryValue();
            foreach ((string name, Value value) in keywords)
            {
                rest.Set(name, value, context);
            }

            scope.Slots[macro.KeywordsSlot] = rest;
        }
        else if (keywords.Count > 0)
        {
            string name = keywords[0].Key;
            throw context.Fault(keywords.Exists(static keyword => keyword.Key == "caller")
                ? $"macro {ShownName} was invoked with two values for the special caller argument, or does not use its caller"
                : $"macro {ShownName} takes no keyword argument '{name}'{Parsing.Suggestion.DidYouMean(name, macro.Parameters)}");
        }
    }

    private static bool Pop(List<KeyValuePair<string, Value>> keywords, string name, out Value value)
    {
        int index = keywords.FindIndex(keyword => keyword.Key == name);
        if (index < 0)
        {
            value = default;
            return false;
        }

        value = keywords[index].Value;
        keywords.RemoveAt(index);
        return true;
    }
}
