using Microsoft.CodeAnalysis.Text;

namespace OpsMop.Generators;

/// <summary>Writes what a type of resource gets: the other half of its class, its builders and its methods on hosts.</summary>
internal static class ResourceWriter
{
    public static SourceText Write(ResourceModel model)
    {
        var writer = new SourceWriter();
        if (!model.IsUnusable)
        {
            TypeFrame.OpenNamespace(writer, model.Type);
            TypeFrame.OpenContainers(writer, model.Type);
            WriteClass(writer, model);
            BuilderWriter.Write(writer, model);
            TypeFrame.CloseContainers(writer, model.Type);
            ExtensionsWriter.Write(writer, model);
        }

        return writer.ToSourceText();
    }

    private static void WriteClass(SourceWriter writer, ResourceModel model)
    {
        writer.Open($"partial class {model.Type.Name}");
        writer.Line("/// <summary>Makes the resource that a builder has described.</summary>");
        writer.Line("/// <param name=\"builder\">The builder; the resource keeps its place in the policy and its common settings.</param>");
        foreach (var property in model.Properties)
        {
            writer.Parameter(property.Parameter, $"The value of <c>{property.Name}</c>.");
        }

        if (model.HasRefused)
        {
            // A property that is refused gets no value; why it is refused is said at its own line.
            writer.Line("#pragma warning disable CS8618");
        }

        writer.Line(TypeFrame.GeneratedCode);
        writer.Line($"internal {model.Type.Name}(global::OpsMop.ResourceBuilder builder{string.Concat(model.Properties.Select(property => $", {ParameterType(property)} {property.Parameter}"))})");
        writer.Indented(": base(builder)");
        writer.Open();
        foreach (var property in model.Properties)
        {
            if (property.HasInitializer)
            {
                // What the class itself gives stands where the policy gives nothing.
                writer.Open($"if ({(property.Kind == PropertyKind.Switch ? property.Parameter : $"{property.Parameter} is not null")})");
                writer.Line($"this.{property.Identifier} = {property.Parameter}{(property.IsValueType && !property.IsNullable && property.Kind != PropertyKind.Switch ? ".Value" : "")};");
                writer.Close();
            }
            else
            {
                writer.Line($"this.{property.Identifier} = {property.Parameter};");
            }
        }

        writer.Close();
        WriteDescriptor(writer, model);
        WriteIdentity(writer, model);
        ValidationWriter.Write(writer, model);
        WriteClaims(writer, model);
        WriteAbsence(writer, model);
        WriteEdges(writer, model);
        writer.Separate();
        writer.Line("/// <summary>Checks what no attribute can say. Implement it where there is such a thing; it is called when the attributes have been checked.</summary>");
        writer.Line("/// <param name=\"validation\">Takes the reports.</param>");
        writer.Line("partial void ValidateMore(global::OpsMop.Validation validation);");
        writer.Separate();
        writer.Line("/// <summary>Claims what follows from several properties, such as the path of a file that is named after the key. Implement it where there is such a thing.</summary>");
        writer.Line("/// <param name=\"claims\">Takes the claims.</param>");
        writer.Line("partial void ClaimMore(global::OpsMop.ClaimSet claims);");
        writer.Close();
    }

    /// <summary>The type of the constructor's parameter: a property with an initializer is set only where something was given.</summary>
    private static string ParameterType(PropertyModel property) =>
        property is { HasInitializer: true, IsNullable: false, Kind: not PropertyKind.Switch } ? property.Type + "?" : property.Type;

    private static void WriteDescriptor(SourceWriter writer, ResourceModel model)
    {
        var quotes = new string('"', Math.Max(3, LongestRunOfQuotes(model.JsonSchema) + 1));
        writer.Separate();
        writer.Line("/// <summary>What is known of the type without an instance.</summary>");
        writer.Line(TypeFrame.GeneratedCode);
        writer.Line("public static global::OpsMop.ResourceDescriptor TypeDescriptor { get; } = new global::OpsMop.ResourceDescriptor(");
        writer.Indented($"{Literal.Of(model.Name)},");
        writer.Indented($"{Literal.Of(model.MethodName)},");
        writer.Indented($"typeof({model.Type.FullName}),");
        writer.Indented($"{Literal.Of(model.IsAction)},");
        writer.Indented($"{Literal.Of(model.PlainSummary)},");
        writer.Line("    !global::OpsMop.ResourceDescriptor.HasSchemas ? \"\" :");
        writer.Verbatim($"{quotes}\n{model.JsonSchema}\n{quotes});");
        writer.Separate();
        writer.Line("/// <inheritdoc/>");
        writer.Line("public override global::OpsMop.ResourceDescriptor Descriptor => TypeDescriptor;");
    }

    private static void WriteIdentity(SourceWriter writer, ResourceModel model)
    {
        var keys = model.Properties.Where(property => property.IsKey).Select(IdentityOf).ToList();
        writer.Separate();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"public override string Identity => {(keys.Count == 0 ? "\"\"" : string.Join(" + \"|\" + ", keys))};");
    }

    private static string IdentityOf(PropertyModel property) => property switch
    {
        { Kind: PropertyKind.String } => $"(this.{property.Identifier} ?? \"\")",
        { Kind: PropertyKind.Switch } => $"(this.{property.Identifier} ? \"true\" : \"false\")",
        { Kind: PropertyKind.Number, IsNullable: true } => $"(this.{property.Identifier}?.ToString(global::System.Globalization.CultureInfo.InvariantCulture) ?? \"\")",
        { Kind: PropertyKind.Number } => $"this.{property.Identifier}.ToString(global::System.Globalization.CultureInfo.InvariantCulture)",
        { IsNullable: true } or { IsValueType: false } => $"(this.{property.Identifier}?.ToString() ?? \"\")",
        _ => $"this.{property.Identifier}.ToString()",
    };

    private static void WriteClaims(SourceWriter writer, ResourceModel model)
    {
        var claiming = model.Properties.Where(property => property.Constraints.Claim is not null
            && (property.Kind is PropertyKind.Domain or PropertyKind.String || property.Element is { Kind: PropertyKind.Domain or PropertyKind.String })).ToList();
        writer.Separate();
        writer.Line("/// <inheritdoc/>");
        writer.Open($"{model.OverrideAccessibility} override void AddClaims(global::OpsMop.ClaimSet claims)");
        for (var i = 0; i < claiming.Count; i++)
        {
            var property = claiming[i];
            var number = i.ToString(System.Globalization.CultureInfo.InvariantCulture);
            var isList = property.Kind == PropertyKind.List;
            var isDomain = (property.Element?.Kind ?? property.Kind) == PropertyKind.Domain;
            var pattern = isDomain ? $"{{ IsGiven: true, Error: null }} value{number}" : $"{{ }} value{number}";
            if (isList)
            {
                writer.Open($"if (this.{property.Identifier} is {{ }} values{number})");
                writer.Open($"foreach (var item in values{number})");
            }

            writer.Open($"if ({(isList ? "item" : "this." + property.Identifier)} is {pattern})");
            writer.Line($"claims.Add(global::OpsMop.Claim.{property.Constraints.Claim}, value{number}{(isDomain ? ".ToString()" : "")});");
            writer.Close();
            if (isList)
            {
                writer.Close();
                writer.Close();
            }
        }

        writer.Line("this.ClaimMore(claims);");
        writer.Close();
    }

    private static void WriteAbsence(SourceWriter writer, ResourceModel model)
    {
        var given = model.Properties.Where(property => property.Constraints.IsAbsence).Select(ValidationWriter.Given).ToList();
        if (given.Count > 0)
        {
            writer.Separate();
            writer.Line("/// <inheritdoc/>");
            writer.Line($"{model.OverrideAccessibility} override bool IsToBeGone => {string.Join(" || ", given)};");
        }
    }

    private static void WriteEdges(SourceWriter writer, ResourceModel model)
    {
        var edges = model.Properties.Where(property => property.Kind == PropertyKind.Resource).ToList();
        if (edges.Count == 0)
        {
            return;
        }

        writer.Separate();
        writer.Line("/// <inheritdoc/>");
        writer.Open($"{model.OverrideAccessibility} override void AddEdges(global::System.Collections.Generic.ICollection<global::OpsMop.Resource> resources)");
        for (var i = 0; i < edges.Count; i++)
        {
            var number = i.ToString(System.Globalization.CultureInfo.InvariantCulture);
            writer.Open($"if (this.{edges[i].Identifier} is {{ }} resource{number})");
            writer.Line($"resources.Add(resource{number});");
            writer.Close();
        }

        writer.Close();
    }

    private static int LongestRunOfQuotes(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text)
        {
            run = c == '"' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
