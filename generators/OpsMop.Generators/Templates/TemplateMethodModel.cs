using OpsMop.Templates.Syntax;

namespace OpsMop.Generators.Templates;

/// <summary>A method whose body is a template.</summary>
/// <param name="Type">The class that it stands in.</param>
/// <param name="ClassKeyword"><c>class</c>, <c>record</c>, <c>struct</c>…</param>
/// <param name="Name">Its name.</param>
/// <param name="Signature">Its declaration without attributes and semicolon: <c>private partial global::OpsMop.Text NginxConf(int port)</c>.</param>
/// <param name="Id">What tells it from its overloads: its name and the types of its parameters.</param>
/// <param name="Returns">Whether it returns a <c>Text</c>, a <c>string</c>, or something else.</param>
/// <param name="Path">The template's path, as the attribute has it.</param>
/// <param name="Options">How the template is read.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Members">The members of its class.</param>
/// <param name="Shapes">All types that the template can reach; the others name them by index.</param>
internal sealed record TemplateMethodModel(
    TypeNameModel Type,
    string ClassKeyword,
    string Name,
    string Signature,
    string Id,
    TemplateResult Returns,
    string Path,
    SyntaxOptions Options,
    EquatableArray<TemplateParameter> Parameters,
    EquatableArray<ShapeMember> Members,
    EquatableArray<Shape> Shapes);

/// <summary>A parameter of a method whose body is a template.</summary>
/// <param name="Name">Its name, without the <c>@</c> of a keyword.</param>
/// <param name="Code">Its name in code.</param>
/// <param name="Shape">The index of its type.</param>
/// <param name="IsCancellation">Whether it cancels the rendering.</param>
internal sealed record TemplateParameter(string Name, string Code, int Shape, bool IsCancellation);

/// <summary>What a method whose body is a template returns.</summary>
internal enum TemplateResult
{
    Text,
    String,
    Other,
}
