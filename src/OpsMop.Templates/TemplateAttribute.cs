namespace OpsMop;

/// <summary>
/// The body of this partial method is a template of Jinja2's language, compiled: <c>[Template("templates/nginx.conf.j2")] private partial Text NginxConf(…);</c>
/// Names in it are the method's parameters and the members of its class; one that is wrong is an error of the build, at its place in the template.
/// The method returns a <see cref="Text"/>, or a <see cref="string"/> where no secret can be in it.
/// </summary>
/// <param name="path">The template, relative to the project. Templates that it includes or imports are found relative to it.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TemplateAttribute(string path) : TemplateSyntaxAttribute
{
    /// <summary>The template, relative to the project.</summary>
    public string Path { get; } = path;
}
