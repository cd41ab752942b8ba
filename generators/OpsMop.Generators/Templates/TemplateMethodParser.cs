using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OpsMop.Templates.Syntax;

namespace OpsMop.Generators.Templates;

/// <summary>Reads a method whose body is a template.</summary>
internal static class TemplateMethodParser
{
    /// <summary>Whether the other half of a method can be written: it is partial and has no body, and all around it is partial.</summary>
    public static bool IsWritable(IMethodSymbol method, CancellationToken cancel)
    {
        if (!method.IsPartialDefinition || HasOwnBody(method) || method.IsGenericMethod || method.Parameters.Any(static p => p.RefKind != RefKind.None))
        {
            return false;
        }

        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            if (!PartialTypes.IsPartial(type, cancel) || type.IsFileLocal)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether somebody has written the other half of a method. Analyzers see the half that the generator has written.</summary>
    public static bool HasOwnBody(IMethodSymbol method) => method.PartialImplementationPart is { } other
        && !other.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "GeneratedCodeAttribute"
            && attribute.ConstructorArguments is [{ Value: "OpsMop.Generators" }, ..]);

    /// <summary>What a method returns, as a template can be.</summary>
    public static TemplateResult ResultOf(IMethodSymbol method) =>
        method.ReturnType.IsContract("Text") ? TemplateResult.Text : method.ReturnType.SpecialType == SpecialType.System_String ? TemplateResult.String : TemplateResult.Other;

    /// <summary>The model of a method; null where nothing can be written for it, which an analyzer reports.</summary>
    public static TemplateMethodModel? Parse(IMethodSymbol method, AttributeData attribute, CancellationToken cancel)
    {
        if (!IsWritable(method, cancel) || attribute.ConstructorArguments is not [{ Value: string path }])
        {
            return null;
        }

        var type = method.ContainingType;
        var reader = new ShapeReader(type);
        var parameters = method.Parameters
            .Select(p => new TemplateParameter(p.Name, Identifier.Escape(p.Name), reader.Read(p.Type), p.Type.Name == "CancellationToken"))
            .ToEquatableArray();
        var members = reader.MembersOfClass(method);
        return new TemplateMethodModel(
            type.ToNameModel(),
            type.Keyword(),
            method.Name,
            Signature(method, cancel),
            method.Name + "(" + string.Join(", ", method.Parameters.Select(static p => p.Type.Bare())) + ")",
            ResultOf(method),
            path,
            OptionsOf(method, attribute),
            parameters,
            members,
            reader.Shapes);
    }

    /// <summary>How a method's template is read: as its attribute says, else the assembly's, else by default.</summary>
    private static SyntaxOptions OptionsOf(IMethodSymbol method, AttributeData attribute)
    {
        var options = SyntaxOptions.Default;
        foreach (var defaults in method.ContainingAssembly.GetAttributes())
        {
            if (defaults.AttributeClass.IsContract("TemplateDefaultsAttribute"))
            {
                options = With(options, defaults);
            }
        }

        return With(options, attribute);
    }

    private static SyntaxOptions With(SyntaxOptions options, AttributeData attribute)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            var flag = argument.Value.Value is true;
            var text = argument.Value.Value as string;
            options = argument.Key switch
            {
                "TrimBlocks" => options with { TrimBlocks = flag },
                "LstripBlocks" => options with { LstripBlocks = flag },
                "KeepTrailingNewline" => options with { KeepTrailingNewline = flag },
                "LineStatementPrefix" => options with { LineStatementPrefix = text },
                "LineCommentPrefix" => options with { LineCommentPrefix = text },
                "BlockStart" => options with { BlockStart = text ?? options.BlockStart },
                "BlockEnd" => options with { BlockEnd = text ?? options.BlockEnd },
                "VariableStart" => options with { VariableStart = text ?? options.VariableStart },
                "VariableEnd" => options with { VariableEnd = text ?? options.VariableEnd },
                "CommentStart" => options with { CommentStart = text ?? options.CommentStart },
                "CommentEnd" => options with { CommentEnd = text ?? options.CommentEnd },
                _ => options,
            };
        }

        return options;
    }

    private static string Signature(IMethodSymbol method, CancellationToken cancel)
    {
        var text = new StringBuilder();
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            // The two halves must say the same.
            if (reference.GetSyntax(cancel) is MethodDeclarationSyntax declaration)
            {
                foreach (var modifier in declaration.Modifiers.Where(static modifier => !modifier.IsKind(SyntaxKind.PartialKeyword)))
                {
                    text.Append(modifier.Text).Append(' ');
                }

                break;
            }
        }

        text.Append("partial ").Append(method.ReturnType.Qualified()).Append(' ').Append(Identifier.Escape(method.Name)).Append('(');
        for (var i = 0; i < method.Parameters.Length; i++)
        {
            var parameter = method.Parameters[i];
            text.Append(i > 0 ? ", " : "").Append(parameter.IsParams ? "params " : "").Append(parameter.Type.Qualified()).Append(' ').Append(Identifier.Escape(parameter.Name));
        }

        return text.Append(')').ToString();
    }
}
