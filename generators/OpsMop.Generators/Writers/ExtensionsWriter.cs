namespace OpsMop.Generators;

/// <summary>Writes the methods that declare a resource on a <c>Host</c> and on a <c>Session</c>.</summary>
internal static class ExtensionsWriter
{
    public static void Write(SourceWriter writer, ResourceModel model)
    {
        writer.Separate();
        writer.Summary($"Adds <c>{model.MethodName}</c> to hosts.");
        writer.Line(TypeFrame.GeneratedCode);
        writer.Open($"{model.Accessibility} static partial class {model.ExtensionsName}");
        foreach (var (context, builder) in Contexts(model))
        {
            WriteMethod(writer, model, model.MethodName, model.Accessibility, builder, context);
            writer.Indented($"new {builder}(host, new global::OpsMop.SourceLocation(callerFile, callerLine){string.Concat(model.Arguments.Select(property => ", " + property.Parameter))});");
        }

        writer.Close();
    }

    /// <summary>Writes the methods under another name: they call the type's own, since its builders can be made by its assembly only.</summary>
    public static void WriteAlias(SourceWriter writer, ResourceModel model, string method)
    {
        foreach (var (context, builder) in Contexts(model))
        {
            WriteMethod(writer, model, method, "internal", builder, context);
            writer.Indented($"{model.ExtensionsFullName}.{model.MethodName}(host{string.Concat(model.Arguments.Select(property => ", " + property.Parameter))}, callerFile, callerLine);");
        }
    }

    private static IEnumerable<(string Context, string Builder)> Contexts(ResourceModel model)
    {
        var container = model.Type.FullName.Substring(0, model.Type.FullName.Length - model.Type.Name.Length);
        yield return ("global::OpsMop.Host", container + model.BuilderName);
        yield return ("global::OpsMop.Session", container + model.SessionBuilderName);
    }

    private static void WriteMethod(SourceWriter writer, ResourceModel model, string method, string accessibility, string builder, string context)
    {
        writer.Separate();
        writer.Summary((model.Summary.Length > 0 ? model.Summary : $"Declares a resource of type <c>{model.Name}</c>.") + Required(model));
        writer.Parameter("host", "The host.");
        foreach (var property in model.Arguments)
        {
            writer.Parameter(property.Parameter, BuilderWriter.ValueSummary(property));
        }

        writer.Parameter("callerFile", "Set by the compiler.");
        writer.Parameter("callerLine", "Set by the compiler.");
        writer.Line("/// <returns>The builder, on which the rest is set.</returns>");
        BuilderWriter.WriteRemarks(writer, model.Remarks);
        writer.Line($"{accessibility} static {builder} {method}(");
        writer.Indented($"this {context} host,");
        foreach (var property in model.Arguments)
        {
            writer.Indented($"{BuilderWriter.ValueType(property)} {property.Parameter},");
        }

        writer.Indented("[global::System.Runtime.CompilerServices.CallerFilePath] string callerFile = \"\",");
        writer.Indented("[global::System.Runtime.CompilerServices.CallerLineNumber] int callerLine = 0) =>");
    }

    /// <summary>What must be set on the builder, for who reads the list of types in the editor: the signature does not show it.</summary>
    private static string Required(ResourceModel model)
    {
        var alone = model.Settable.Where(property => property.IsRequired).Select(property => $" Required: <c>.{property.Name}(…)</c>.");
        var choices = model.OneOfs.Where(choice => !choice.IsOptional).Select(choice => $" Required: one of {string.Join(", ", choice.Properties.Select(property => $"<c>.{property}(…)</c>"))}.");
        return string.Concat(alone.Concat(choices));
    }
}
