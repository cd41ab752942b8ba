namespace OpsMop.Generators;

/// <summary>
/// Writes the builders of a type of resource: what they share, one for <c>Host</c> and an awaitable one for <c>Session</c>.
/// </summary>
internal static class BuilderWriter
{
    private const string Line = "[global::System.Runtime.CompilerServices.CallerLineNumber] int line = 0";
    private const string LineDocumentation = "Set by the compiler.";
    private const string Return = "return global::System.Runtime.CompilerServices.Unsafe.As<TSelf>(this);";

    public static void Write(SourceWriter writer, ResourceModel model)
    {
        WriteBase(writer, model);
        WriteSealed(writer, model, model.BuilderName, "global::OpsMop.Host", "a role");
        WriteSealed(writer, model, model.SessionBuilderName, "global::OpsMop.Session", "a procedure; await it");
    }

    /// <summary>The type in which an argument or setter takes a property.</summary>
    public static string ValueType(PropertyModel property) => property.Kind switch
    {
        PropertyKind.Resource => $"global::OpsMop.IBuilder<{property.BareType}>{(property.IsArgument ? "" : "?")}",
        PropertyKind.List => $"global::System.Collections.Generic.IEnumerable<{property.Element!.Type}>",
        PropertyKind.Dictionary => $"global::System.Collections.Generic.IReadOnlyDictionary<string, {property.Element!.Type}>",

        // Who must give it gives something.
        _ when property is { IsArgument: true, IsRequired: true } => property.BareType,
        _ => property.Type,
    };

    /// <summary>The documentation of the parameter that takes a property.</summary>
    public static string ValueSummary(PropertyModel property) => property.Summary.Length > 0 ? property.Summary : $"The value of <c>{property.Name}</c>.";

    private static void WriteBase(SourceWriter writer, ResourceModel model)
    {
        writer.Separate();
        writer.Summary($"Describes a resource of type <c>{model.Name}</c>, whoever declares it.");
        writer.Line("/// <typeparam name=\"TSelf\">The builder that derives from this class.</typeparam>");
        writer.Line(TypeFrame.GeneratedCode);
        writer.Line($"{model.Accessibility} abstract partial class {model.BuilderBaseName}<TSelf> : global::OpsMop.ResourceBuilder<TSelf>, global::OpsMop.IBuilder<{model.Type.FullName}>");
        writer.Indented($"where TSelf : {model.BuilderBaseName}<TSelf>");
        writer.Open();
        foreach (var property in model.Properties)
        {
            writer.Line($"private {(property.IsArgument ? "readonly " : "")}{FieldType(property)} {property.Field};");
            if (!property.IsArgument)
            {
                writer.Line($"private int {property.Field}Line;");
            }
        }

        writer.Separate();
        writer.Line($"private protected {model.BuilderBaseName}(global::OpsMop.HostContext context, global::OpsMop.SourceLocation location{Parameters(model)})");
        writer.Indented(": base(context, location)");
        writer.Open();
        foreach (var property in model.Arguments)
        {
            writer.Line($"this.{property.Field} = {(property.Kind is PropertyKind.List ? $"[.. {property.Parameter}]" : property.Parameter)};");
        }

        foreach (var property in model.Settable.Where(property => property.FromScope is not null))
        {
            var value = $"this.{property.FromScope}";
            writer.Line(property is { Kind: PropertyKind.Domain, IsNullable: true }
                ? $"this.{property.Field} = {value}.IsGiven ? {value} : null;"
                : $"this.{property.Field} = {value};");
        }

        writer.Close();
        writer.Separate();
        writer.Line($"{model.Type.FullName} global::OpsMop.IBuilder<{model.Type.FullName}>.Resource => ({model.Type.FullName})this.Finished;");
        foreach (var property in model.Settable)
        {
            WriteSetters(writer, property);
        }

        WriteBuild(writer, model);
        WriteLineOf(writer, model);
        writer.Close();
    }

    private static string Parameters(ResourceModel model) => string.Concat(model.Arguments.Select(property => $", {ValueType(property)} {property.Parameter}"));

    private static string FieldType(PropertyModel property) => property switch
    {
        { Kind: PropertyKind.List } => $"global::System.Collections.Generic.List<{property.Element!.Type}>{(property.IsArgument ? "" : "?")}",
        { Kind: PropertyKind.Dictionary, IsArgument: false } => $"global::System.Collections.Generic.Dictionary<string, {property.Element!.Type}>?",
        { IsArgument: true } => ValueType(property),
        { Kind: PropertyKind.Resource } => ValueType(property),
        { Kind: PropertyKind.Switch } => "bool",
        { Kind: PropertyKind.Domain, IsValueType: true, HasInitializer: false } => property.Type,
        _ => property.BareType + "?",
    };

    private static void WriteSetters(SourceWriter writer, PropertyModel property)
    {
        switch (property.Kind)
        {
            case PropertyKind.Switch:
                WriteSetter(writer, property, "", [], $"this.{property.Field} = true;");
                break;
            case PropertyKind.Toggle:
                WriteSetter(writer, property, "bool? value = true, ", [("value", "Whether it is so; <see langword=\"null\"/> leaves it alone.")], $"this.{property.Field} = value;");
                break;
            case PropertyKind.List:
                WriteListSetters(writer, property);
                break;
            case PropertyKind.Dictionary:
                WriteDictionarySetters(writer, property);
                break;
            default:
                WriteSetter(writer, property, $"{ValueType(property)} value, ", [("value", "The value.")], $"this.{property.Field} = value;");
                foreach (var verb in property.Verbs)
                {
                    WriteVerb(writer, property, verb);
                }

                break;
        }
    }

    private static void WriteVerb(SourceWriter writer, PropertyModel property, VerbModel verb)
    {
        writer.Separate();
        writer.Summary(verb.Summary.Length > 0 ? verb.Summary : $"Sets <c>{property.Name}</c> to <c>{verb.Name.TrimStart('@')}</c>.");
        writer.Parameter("line", LineDocumentation);
        writer.Line("/// <returns>This builder.</returns>");
        writer.Line($"public TSelf {verb.Name}({Line}) => this.{property.Identifier}({verb.Value}, line);");
    }

    // [CallerLineNumber] cannot stand after params. So that a list has the line too, up to four items are parameters of their own; more
    // are taken without a line (a fault in them is reported at the resource), or with one as a collection: .Groups([a, b, c, d, e]).
    // Where an integer converts to an item, .Ports(80, 443) would take 443 for the line, and only params and the collection are safe.
    private static void WriteListSetters(SourceWriter writer, PropertyModel property)
    {
        var item = property.Element!.Type;
        var list = $"global::System.Collections.Generic.List<{item}>";
        var field = $"this.{property.Field}";
        if (!property.Element.IsConvertibleFromInteger)
        {
            for (var count = 1; count <= 4; count++)
            {
                var names = Enumerable.Range(1, count).Select(i => count == 1 ? "value" : "value" + i).ToList();
                WriteSetter(
                    writer,
                    property,
                    string.Concat(names.Select(name => $"{item} {name}, ")),
                    names.Select(name => (name, "A value to add.")).ToList(),
                    [$"{list} values = {field} ??= [];", .. names.Select(name => $"values.Add({name});")]);
            }
        }

        WriteSetter(writer, property, $"params {item}[] values", [("values", "The values to add.")], [$"({field} ??= []).AddRange(values);"], hasLine: false);
        WriteSetter(writer, property, $"global::System.ReadOnlySpan<{item}> values, ", [("values", "The values to add.")], $"({field} ??= []).AddRange(values.ToArray());");
        WriteSetter(writer, property, $"global::System.Collections.Generic.IEnumerable<{item}> values, ", [("values", "The values to add.")], $"({field} ??= []).AddRange(values);");
    }

    private static void WriteDictionarySetters(SourceWriter writer, PropertyModel property)
    {
        var value = property.Element!.Type;
        var ensure = $"this.{property.Field} ??= new global::System.Collections.Generic.Dictionary<string, {value}>(global::System.StringComparer.Ordinal);";
        WriteSetter(
            writer,
            property,
            $"string name, {value} value, ",
            [("name", "The name of the value to add."), ("value", "The value.")],
            [ensure, $"this.{property.Field}[name] = value;"]);
        WriteSetter(
            writer,
            property,
            $"{ValueType(property)} values, ",
            [("values", "The values to add by their names.")],
            [ensure, "foreach (var item in values)", "{", $"    this.{property.Field}[item.Key] = item.Value;", "}"]);
    }

    private static void WriteSetter(SourceWriter writer, PropertyModel property, string parameters, IReadOnlyList<(string Name, string Text)> documented, params string[] body) =>
        WriteSetter(writer, property, parameters, documented, body, hasLine: true);

    private static void WriteSetter(SourceWriter writer, PropertyModel property, string parameters, IReadOnlyList<(string Name, string Text)> documented, string[] body, bool hasLine)
    {
        writer.Separate();
        writer.Summary(property.Summary.Length > 0 ? property.Summary : $"Sets <c>{property.Name}</c>.");
        foreach (var (name, text) in documented)
        {
            writer.Parameter(name, text);
        }

        if (hasLine)
        {
            writer.Parameter("line", LineDocumentation);
        }

        writer.Line("/// <returns>This builder.</returns>");
        WriteRemarks(writer, property.Remarks);
        writer.Open($"public TSelf {property.Identifier}({parameters}{(hasLine ? Line : "")})");
        foreach (var line in body)
        {
            writer.Line(line);
        }

        if (hasLine)
        {
            writer.Line($"this.{property.Field}Line = line;");
        }

        writer.Line(Return);
        writer.Close();
    }

    public static void WriteRemarks(SourceWriter writer, string remarks)
    {
        if (remarks.Length > 0)
        {
            writer.Line("/// <remarks>");
            writer.Lines("/// " + remarks.Replace("\n", "\n/// "));
            writer.Line("/// </remarks>");
        }
    }

    private static void WriteBuild(SourceWriter writer, ResourceModel model)
    {
        writer.Separate();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"protected override global::OpsMop.Resource Build() => new {model.Type.FullName}(this{string.Concat(model.Properties.Select(property => ", " + Value(property)))});");
    }

    private static string Value(PropertyModel property)
    {
        var field = "this." + property.Field;
        return property switch
        {
            { Kind: PropertyKind.Resource, IsArgument: true, IsNullable: false } => $"{field}.Resource",
            { Kind: PropertyKind.Resource } => $"{field}?.Resource",
            { IsArgument: true } => field,
            { Kind: PropertyKind.List, IsNullable: false, HasInitializer: false } => $"{field} ?? []",
            { Kind: PropertyKind.Dictionary, IsNullable: false, HasInitializer: false } => $"{field} ?? new global::System.Collections.Generic.Dictionary<string, {property.Element!.Type}>()",

            // Required and not given: validation reports it before anybody reads it.
            { IsValueType: false, IsNullable: false, HasInitializer: false } => field + "!",
            _ => field,
        };
    }

    private static void WriteLineOf(SourceWriter writer, ResourceModel model)
    {
        writer.Separate();
        writer.Line("/// <inheritdoc/>");
        var settable = model.Settable.ToList();
        if (settable.Count == 0)
        {
            writer.Line($"{model.OverrideAccessibility} override int LineOf(string property) => 0;");
            return;
        }

        writer.Open($"{model.OverrideAccessibility} override int LineOf(string property) => property switch");
        foreach (var property in settable)
        {
            writer.Line($"{Literal.Of(property.Name)} => this.{property.Field}Line,");
        }

        writer.Line("_ => 0,");
        writer.Close("};");
    }

    private static void WriteSealed(SourceWriter writer, ResourceModel model, string name, string context, string who)
    {
        writer.Separate();
        writer.Summary($"Describes a resource of type <c>{model.Name}</c> in {who}.");
        writer.Line(TypeFrame.GeneratedCode);
        writer.Open($"{model.Accessibility} sealed class {name} : {model.BuilderBaseName}<{name}>");
        writer.Line($"internal {name}({context} host, global::OpsMop.SourceLocation location{Parameters(model)})");
        writer.Indented($": base(host, location{string.Concat(model.Arguments.Select(property => ", " + property.Parameter))})");
        writer.Open();
        writer.Close();
        if (name == model.SessionBuilderName)
        {
            writer.Separate();
            writer.Summary("Plans and applies the resource.");
            writer.Line("/// <returns>What the compiler needs to await it; the result is what became of the resource.</returns>");
            writer.Line("public global::System.Runtime.CompilerServices.TaskAwaiter<global::OpsMop.Outcome> GetAwaiter() => ((global::OpsMop.Session)this.Context).Await(this);");
        }

        writer.Close();
    }
}
