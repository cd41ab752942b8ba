namespace OpsMop.Templates;

/// <summary>A macro of a compiled template, where it is a value: passed on, or called with arguments that only the run time knows.</summary>
internal sealed class CompiledMacro(string? name, string[] parameters, bool takesRest, bool takesNamed, bool takesCaller, Func<Value[], Value> body) : ValueObject
{
    /// <inheritdoc/>
    public override string TypeName => "Macro";

    /// <inheritdoc/>
    public override bool IsCallable => true;

    private string ShownName => name is null ? "None" : $"'{name}'";

    /// <inheritdoc/>
    public override Value Call(CallArguments arguments, RenderContext context)
    {
        var all = new Value[parameters.Length + (takesRest ? 1 : 0) + (takesNamed ? 1 : 0) + (takesCaller ? 1 : 0)];
        int given = Math.Min(parameters.Length, arguments.Positional.Length);
        arguments.Positional[..given].CopyTo(all);
        int next = parameters.Length;
        if (takesRest)
        {
            all[next++] = new TupleValue(arguments.Positional[given..].ToArray());
        }
        else if (arguments.Positional.Length > parameters.Length)
        {
            throw context.Fault($"macro {ShownName} takes not more than {parameters.Length} argument(s)");
        }

        Value caller = default;
        DictionaryValue? named = takesNamed ? new DictionaryValue() : null;
        foreach ((string keyword, Value value) in arguments.Keywords)
        {
            int index = Array.IndexOf(parameters, keyword);
            if (index >= 0 && all[index].IsNotGiven)
            {
                all[index] = value;
            }
            else if (takesCaller && keyword == "caller")
            {
                caller = value;
            }
            else if (named is not null)
            {
                named.Set(keyword, value, context);
            }
            else
            {
                throw context.Fault(keyword == "caller"
                    ? $"macro {ShownName} was invoked with two values for the special caller argument, or does not use its caller"
                    : $"macro {ShownName} takes no keyword argument '{keyword}'{Parsing.Suggestion.DidYouMean(keyword, parameters)}");
            }
        }

        if (named is not null)
        {
            all[next++] = named;
        }

        if (takesCaller)
        {
            all[next] = caller.IsNotGiven || caller.IsNone ? new UndefinedValue("No caller defined") : caller;
        }

        return body(all);
    }

    /// <inheritdoc/>
    public override bool TryGetAttribute(string attribute, RenderContext context, out Value value)
    {
        switch (attribute)
        {
            case "name":
                value = name;
                return true;
            case "arguments":
                value = new TupleValue([.. parameters.Select(static parameter => (Value)parameter)]);
                return true;
            case "catch_varargs":
                value = takesRest;
                return true;
            case "catch_kwargs":
                value = takesNamed;
                return true;
            case "caller":
                value = takesCaller;
                return true;
            default:
                value = default;
                return false;
        }
    }
}
