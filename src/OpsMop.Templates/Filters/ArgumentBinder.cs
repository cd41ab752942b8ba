using OpsMop.Parsing;
using OpsMop.Templates.Syntax;

namespace OpsMop.Templates;

/// <summary>Puts what a call is given where a signature wants it.</summary>
internal static class ArgumentBinder
{
    /// <summary>One value per parameter, undefined where it is not given; then the rest, and the named ones, where the signature takes such.</summary>
    public static Value[] Bind(Signature signature, CallArguments arguments, RenderContext context, string kind)
    {
        int count = signature.Parameters.Count;
        ReadOnlySpan<Value> positional = arguments.Positional;
        var bound = new Value[count + (signature.TakesRest ? 1 : 0) + (signature.TakesNamed ? 1 : 0)];
        if (positional.Length > count && !signature.TakesRest)
        {
            string takes = count == 0 ? "no arguments" : signature.Required == count ? $"{Plural(count)}" : $"from {signature.Required} to {Plural(count)}";
            throw context.Fault($"{Name(signature, kind)} takes {takes} but {positional.Length} {(positional.Length == 1 ? "was" : "were")} given");
        }

        for (int i = 0; i < Math.Min(count, positional.Length); i++)
        {
            bound[i] = Given(positional[i]);
        }

        if (signature.TakesRest)
        {
            bound[count] = new ListValue(positional.Length > count ? [.. positional[count..]] : new List<Value>());
        }

        DictionaryValue? named = signature.TakesNamed ? new DictionaryValue() : null;
        foreach ((string name, Value value) in arguments.Keywords)
        {
            int at = Index(signature, name);
            if (at >= 0)
            {
                bound[at] = bound[at].IsNotGiven ? Given(value) : throw context.Fault($"{Name(signature, kind)} got multiple values for argument '{name}'");
            }
            else if (named is not null)
            {
                named.Set(name, value, context);
            }
            else
            {
                throw context.Fault($"{Name(signature, kind)} got an unexpected keyword argument '{name}'.{Suggestion.DidYouMean(name, signature.Parameters)}");
            }
        }

        if (named is not null)
        {
            bound[^1] = named;
        }

        for (int i = 0; i < signature.Required; i++)
        {
            if (bound[i].IsNotGiven)
            {
                throw context.Fault($"{Name(signature, kind)} is missing the argument '{signature.Parameters[i]}'");
            }
        }

        return bound;
    }

    // An argument that is given and not there is not the same as one that is not given.
    private static Value Given(Value value) => value.IsNotGiven ? new UndefinedValue(Operators.UndefinedMessage(value)) : value;

    private static int Index(Signature signature, string name)
    {
        for (int i = 0; i < signature.Parameters.Count; i++)
        {
            if (signature.Parameters[i] == name)
            {
                return i;
            }
        }

        return -1;
    }

    private static string Name(Signature signature, string kind) => kind is "filter" or "test" ? $"The {kind} '{signature.Name}'" : $"{signature.Name}()";

    private static string Plural(int count) => count == 1 ? "1 argument" : $"{count} arguments";
}
