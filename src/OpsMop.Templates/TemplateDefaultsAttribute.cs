namespace OpsMop;

/// <summary>How the compiled templates of an assembly are read where their <see cref="TemplateAttribute"/> does not say: <c>[assembly: TemplateDefaults(TrimBlocks = true)]</c>.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class TemplateDefaultsAttribute : TemplateSyntaxAttribute;
