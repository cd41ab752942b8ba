namespace OpsMop;

/// <summary>A template lies on the controller and has not been brought over yet.</summary>
/// <param name="path">The template.</param>
internal sealed class TemplateNotHereException(string path) : Exception($"{path} is not in memory.")
{
    /// <summary>The template.</summary>
    public string Path { get; } = path;
}
