namespace OpsMop.Templates.Interpreter;

/// <summary>Finds the templates that a template names.</summary>
internal static class TemplateNames
{
    /// <summary>The template of a name.</summary>
    public static Unit One(Value name, Scope scope, Place place)
    {
        RenderContext context = scope.At(place);
        string text = Text(name, context);
        return scope.Rendering.Library.Find(text, place.File, context)
            ?? throw context.Fault($"There is no template '{text}'.{scope.Rendering.Library.WhereSearched(text, place.File)}");
    }

    /// <summary>The template of a name, or the first of a list of names that is there.</summary>
    /// <returns>Null if there is none, and that is to be ignored.</returns>
    public static Unit? OneOrSeveral(Value name, bool ignoreMissing, Scope scope, Place place)
    {
        RenderContext context = scope.At(place);
        Library library = scope.Rendering.Library;
        if (name.IsUndefined || name.IsText || name.AsObject() is null)
        {
            string text = Text(name, context);
            Unit? unit = library.Find(text, place.File, context);
            return unit ?? (ignoreMissing ? null : throw context.Fault($"There is no template '{text}'.{library.WhereSearched(text, place.File)}"));
        }

        var names = new List<string>();
        foreach (Value item in Operators.Iterate(name, context))
        {
            if (item.IsUndefined)
            {
                continue;
            }

            string text = Text(item, context);
            if (library.Find(text, place.File, context) is { } unit)
            {
                return unit;
            }

            names.Add($"'{text}'");
        }

        return ignoreMissing
            ? null
            : throw context.Fault(names.Count == 0 ? "The list of templates is empty." : $"None of these templates is there: {string.Join(", ", names)}.");
    }

    private static string Text(Value name, RenderContext context)
    {
        if (name.TryGetString(out string? text))
        {
            return text;
        }

        if (name.IsUndefined)
        {
            throw context.Fault(name.AsObject() is UndefinedValue undefined ? undefined.Message : "The name of the template is undefined.");
        }

        throw context.Fault(name.Kind == ValueKind.Secret ? "The name of a template cannot be secret." : "The name of a template is a text.");
    }
}
