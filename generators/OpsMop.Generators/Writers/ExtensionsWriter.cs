namespace OpsMop.Generators;

/// <summary>Writes the methods that declare a resource on a <c>Host</c> and on a <c>Session</c>.</summary>
internal static class ExtensionsWriter
{
    public static void Write(SourceWriter writer, ResourceModel model)
    {
        var name = string.Concat(model.Type.Containers.Select(container => container.Declaration.Split(' ').Last() + "_")) + model.Type.Name.TrimStart('@') + "Extensions";
        writer.Separate();
        writer.Summary($"Adds <c>{model.MethodName}</c> to hosts.");
        writer.Line(TypeFrame.GeneratedCode);
        writer.Open($"{model.Accessibility} static partial class {name.Replace("@", "")}");
        WriteMethods(writer, model, model.MethodName, model.Accessibility);
        writer.Close();
    }

    public static void WriteMethods(SourceWriter writer, ResourceModel model, string method, string accessibility)
    {
        WriteMethod(writer, model, method, accessibility, model.BuilderName, "global::OpsMop.Host");
        WriteMethod(writer, model, method, accessibility, model.SessionBuilderName, "global::OpsMop.Session");
    }

    private static void WriteMethod(SourceWriter writer, ResourceModel model, string method, string accessibility, string builder, string context)
    {
        var full = model.Type.FullName.Substring(0, model.Type.FullName.Length - model.Type.Name.Length) + builder;
        writer.Separate();
        writer.Summary(model.Summary.Length > 0 ? model.Summary : $"Declares a resource of type <c>{model.Name}</c>.");
        writer.Parameter("host", "The host.");
        foreach (var property in model.Arguments)
        {
            writer.Parameter(property.Parameter, BuilderWriter.ValueSummary(property));
        }

        writer.Parameter("callerFile", "Set by the compiler.");
        writer.Parameter("callerLine", "Set by the compiler.");
        writer.Line("/// <returns>The builder, on which the rest is set.</returns>");
        BuilderWriter.WriteRemarks(writer, model.Remarks);
        writer.Line($"{accessibility} static {full} {method}(");
        writer.Indented($"this {context} host,");
        foreach (var property in model.Arguments)
        {
            writer.Indented($"{BuilderWriter.ValueType(property)} {property.Parameter},");
        }

        writer.Indented("[global::System.Runtime.CompilerServices.CallerFilePath] string callerFile = \"\",");
        writer.Indented("[global::System.Runtime.CompilerServices.CallerLineNumber] int callerLine = 0) =>");
        writer.Indented($"new {full}(host, new global::OpsMop.SourceLocation(callerFile, callerLine){string.Concat(model.Arguments.Select(property => ", " + property.Parameter))});");
    }
}
