namespace OpsMop.Generators.Templates;

/// <summary>What the body of one method is compiled from, and nothing else: an edit of another template leaves it equal.</summary>
/// <param name="Method">The method.</param>
/// <param name="Files">The template and those that it reaches.</param>
internal sealed record TemplateUnit(TemplateMethodModel Method, TemplateFiles Files)
{
    /// <summary>What the registry says of its files. A file that is not below the project's folder is not copied with it either, and its path is nobody's business.</summary>
    public EquatableArray<TemplateFileModel> Registered => Files.InProject.Select(static file => new TemplateFileModel(file.Name, file.File.Sha256())).ToEquatableArray();

    /// <summary>The unit of a method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="all">All files of the project.</param>
    public static TemplateUnit Of(TemplateMethodModel method, TemplateFiles all) => new(method, all.Only(all.Closure(method.Path, method.Options)));
}
