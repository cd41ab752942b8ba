using System.Globalization;

namespace OpsMop.Generators;

/// <summary>Writes the checks of a resource: plain comparisons that allocate nothing where nothing is wrong.</summary>
internal static class ValidationWriter
{
    public static void Write(SourceWriter writer, ResourceModel model)
    {
        writer.Separate();
        writer.Line("/// <inheritdoc/>");
        writer.Open($"{model.OverrideAccessibility} override void Validate(global::OpsMop.Validation validation)");
        for (var i = 0; i < model.Properties.Count; i++)
        {
            WriteGiven(writer, model.Properties[i]);
            WriteValue(writer, model.Properties[i], i);
        }

        foreach (var oneOf in model.OneOfs)
        {
            var items = Known(model, oneOf.Properties).Select(property => $"({Literal.Of(property.Name)}, {Given(property)})");
            writer.Line($"validation.OneOf({Literal.Of(oneOf.IsOptional)}, [{string.Join(", ", items)}]);");
        }

        foreach (var property in model.Properties)
        {
            WriteRelations(writer, model, property);
        }

        writer.Line("this.ValidateMore(validation);");
        writer.Close();
    }

    /// <summary>Whether a property was given, as an expression.</summary>
    public static string Given(PropertyModel property) => property switch
    {
        { Kind: PropertyKind.Switch } => $"this.{property.Identifier}",
        { Kind: PropertyKind.Domain, IsNullable: true } or { Kind: PropertyKind.Domain, IsValueType: false } => $"this.{property.Identifier} is {{ IsGiven: true }}",
        { Kind: PropertyKind.Domain } => $"this.{property.Identifier}.IsGiven",
        { Kind: PropertyKind.List or PropertyKind.Dictionary } => $"this.{property.Identifier} is {{ Count: > 0 }}",
        { IsValueType: true, IsNullable: false } => "true",
        _ => $"this.{property.Identifier} is not null",
    };

    private static void WriteGiven(SourceWriter writer, PropertyModel property)
    {
        // A key that may be null is one of several, and stands for none of its kind.
        if (!property.IsRequired && !(property.IsKey && !(property.IsNullable && property.Kind == PropertyKind.String)))
        {
            return;
        }

        // An empty name is as good as none.
        var given = property.Kind == PropertyKind.String && (property.IsKey || !property.IsArgument) ? $"!string.IsNullOrEmpty(this.{property.Identifier})" : Given(property);
        if (given != "true" && !(property.IsArgument && property.Kind == PropertyKind.Switch))
        {
            writer.Line($"validation.{(property.IsArgument ? "Argument" : "Required")}({Literal.Of(property.Name)}, {given});");
        }
    }

    private static void WriteValue(SourceWriter writer, PropertyModel property, int index)
    {
        // A variable of a pattern in an if is seen after it too, so each has a name of its own.
        var number = index.ToString(CultureInfo.InvariantCulture);
        var name = Literal.Of(property.Name);
        var access = "this." + property.Identifier;
        var isPlain = property is { IsValueType: true, IsNullable: false };
        var checks = Checks(property, property.Kind, isPlain ? access : "value" + number).ToList();
        if (isPlain)
        {
            checks.ForEach(writer.Line);
        }
        else if (checks.Count > 0)
        {
            WriteIf(writer, $"{access} is {{ }} value{number}", checks);
        }

        if (property.Element is { } element)
        {
            var each = Checks(property, element.Kind, "item" + number).ToList();
            if (each.Count > 0)
            {
                writer.Open($"if ({access} is {{ }} values{number})");
                writer.Open($"foreach (var entry in values{number})");
                WriteIf(writer, $"entry{(property.Kind == PropertyKind.Dictionary ? ".Value" : "")} is {{ }} item{number}", each);
                writer.Close();
                writer.Close();
            }

            if (property.Constraints.Length is var (minimum, maximum))
            {
                WriteIf(writer, $"{access} is {{ Count: var count{number} }}", [$"validation.Length({name}, count{number}, {minimum}, {maximum});"]);
            }
        }

        if (property is { Kind: PropertyKind.Text, Constraints.ReadableBy: { } mode })
        {
            writer.Line($"validation.ReadableBy({name}, {access}, {Literal.Of(mode)}, this.{Identifier.Escape(mode)}{(property.IsReadableByNullable ? ".GetValueOrDefault()" : "")});");
        }
    }

    private static IEnumerable<string> Checks(PropertyModel property, PropertyKind kind, string value)
    {
        var name = Literal.Of(property.Name);
        var constraints = property.Constraints;
        switch (kind)
        {
            case PropertyKind.Domain:
                yield return $"validation.Valid({name}, {value});";
                break;
            case PropertyKind.Text:
                yield return $"validation.ValidText({name}, {value});";
                if (constraints.IsPrinted)
                {
                    yield return $"validation.NotSecret({name}, {value});";
                }

                break;
            case PropertyKind.Number when constraints.Range is var (minimum, maximum):
                yield return $"validation.Range({name}, (double){value}, {minimum}, {maximum});";
                break;
            case PropertyKind.String:
                if (constraints.Length is var (least, most) && property.Element is null)
                {
                    yield return $"validation.Length({name}, {value}.Length, {least}, {most});";
                }

                if (constraints.Allowed.Count > 0)
                {
                    var allowed = constraints.Allowed.Select(Literal.Of).ToList();
                    yield return $"if ({value} is not ({string.Join(" or ", allowed)})) validation.Allowed({name}, {value}, {string.Join(", ", allowed)});";
                }

                if (constraints.Pattern is { } pattern)
                {
                    yield return $"validation.Pattern({name}, {value}, {Literal.Of(pattern)}, {Literal.Of(constraints.PatternExplanation)});";
                }

                if (constraints.IsUrl)
                {
                    yield return $"validation.Url({name}, {value});";
                }

                break;
        }
    }

    private static void WriteRelations(SourceWriter writer, ResourceModel model, PropertyModel property)
    {
        var excluded = Known(model, property.Constraints.Excludes).Where(other => !IsSaidBefore(model, property, other)).ToList();
        var needed = Known(model, property.Constraints.Needs).ToList();
        if (excluded.Count == 0 && needed.Count == 0)
        {
            return;
        }

        writer.Open($"if ({Given(property)})");
        foreach (var other in excluded)
        {
            WriteIf(writer, Given(other), [$"validation.Excluded({Literal.Of(property.Name)}, {Literal.Of(other.Name)});"]);
        }

        if (needed.Count > 0)
        {
            WriteIf(
                writer,
                $"!({string.Join(" || ", needed.Select(Given))})",
                [$"validation.Missing({Literal.Of(property.Name)}, [{string.Join(", ", needed.Select(other => Literal.Of(other.Name)))}]);"]);
        }

        writer.Close();
    }

    /// <summary>Whether another constraint reports the same pair already.</summary>
    private static bool IsSaidBefore(ResourceModel model, PropertyModel property, PropertyModel other) =>
        model.OneOfs.Any(oneOf => oneOf.Properties.Contains(property.Name) && oneOf.Properties.Contains(other.Name))
        || model.Properties.TakeWhile(earlier => earlier.Name != property.Name).Any(earlier => earlier.Name == other.Name && earlier.Constraints.Excludes.Contains(property.Name));

    private static IEnumerable<PropertyModel> Known(ResourceModel model, EquatableArray<string> names) =>
        names.SelectMany(name => model.Properties.Where(property => property.Name == name)).Distinct();

    private static void WriteIf(SourceWriter writer, string condition, IReadOnlyList<string> lines)
    {
        writer.Open($"if ({condition})");
        foreach (var line in lines)
        {
            writer.Line(line);
        }

        writer.Close();
    }
}
