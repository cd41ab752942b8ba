namespace OpsMop.Generators;

/// <summary>Opens the namespace and the types that a type is nested in.</summary>
internal static class TypeFrame
{
    public const string GeneratedCode = "[global::System.CodeDom.Compiler.GeneratedCode(\"OpsMop.Generators\", \"1\")]";

    public static void OpenNamespace(SourceWriter writer, TypeNameModel type)
    {
        if (type.Namespace.Length > 0)
        {
            writer.Open($"namespace {type.Namespace}");
        }
    }

    public static void OpenContainers(SourceWriter writer, TypeNameModel type)
    {
        foreach (var container in type.Containers)
        {
            writer.Open(container.Declaration);
        }
    }

    public static void CloseContainers(SourceWriter writer, TypeNameModel type)
    {
        for (var i = 0; i < type.Containers.Count; i++)
        {
            writer.Close();
        }
    }
}
