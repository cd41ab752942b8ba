using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OpsMop.Parsing;

namespace OpsMop.Generators;

/// <summary>
/// Reads which roles a role may include, by which a controller knows whose data its hosts may need. A host comes to a role as a parameter of its methods and goes on by
/// name, so that it is enough to see that each use of such a name is a call on the host, or hands it to a method that is read too. Whatever else is done with it, what is
/// included cannot be told. The compiler is asked about names, and about bodies only where a role is included or the host handed on: to have it bind all bodies would
/// double what a build costs.
/// </summary>
internal sealed class IncludeParser
{
    private const string Include = "Include";

    private readonly CancellationToken _cancel;
    private readonly SemanticModel _entry;
    private readonly HashSet<INamedTypeSymbol> _classes = new(SymbolEqualityComparer.Default);
    private readonly HashSet<IncludeModel> _includes = [];
    private readonly HashSet<string> _openCalls = new(StringComparer.Ordinal);
    private readonly HashSet<string> _calls = new(StringComparer.Ordinal);
    private INamedTypeSymbol? _host;
    private bool _isOpen;

    private IncludeParser(SemanticModel entry, CancellationToken cancel) => (_entry, _cancel) = (entry, cancel);

    /// <summary>The roles that a role may include; <see langword="null"/> where that cannot be told; and the calls on its host that <see cref="Finish"/> looks up.</summary>
    /// <param name="type">The class of the role.</param>
    /// <param name="model">The compilation that it stands in, by one of its files.</param>
    /// <param name="cancel">Cancels the reading.</param>
    public static (EquatableArray<IncludeModel>? Includes, EquatableArray<string> OpenCalls) Parse(INamedTypeSymbol type, SemanticModel model, CancellationToken cancel)
    {
        if (type.DerivesFrom("Procedure"))
        {
            // It gets a session, which includes nothing.
            return (EquatableArray<IncludeModel>.Empty, EquatableArray<string>.Empty);
        }

        var parser = new IncludeParser(model, cancel);
        parser.Read(type);
        return parser._isOpen
            ? (null, EquatableArray<string>.Empty)
            : (
                parser._includes
                    .OrderBy(static include => include.MetadataName, StringComparer.Ordinal)
                    .ThenBy(static include => include.Name, StringComparer.Ordinal)
                    .ThenBy(static include => include.Ending, StringComparer.Ordinal)
                    .ToEquatableArray(),
                parser._openCalls.OrderBy(static name => name, StringComparer.Ordinal).ToEquatableArray());
    }

    /// <summary>Looks up the calls that the compiler did not know: one that is none of the methods that are generated here is of somebody who may do anything with the host.</summary>
    /// <param name="entry">The role.</param>
    /// <param name="generated">The methods that are generated in this assembly.</param>
    public static RoleEntryModel Finish(RoleEntryModel entry, EquatableArray<string> generated) => entry with
    {
        Includes = entry.OpenCalls.All(call => generated.Contains(call)) ? entry.Includes : null,
        OpenCalls = EquatableArray<string>.Empty,
    };

    private void Read(INamedTypeSymbol type)
    {
        foreach (var current in RoleEntryParser.Chain(type).TakeWhile(static current => !current.IsContract("Role")))
        {
            if (!SymbolEqualityComparer.Default.Equals(current.ContainingAssembly, _entry.Compilation.Assembly))
            {
                _isOpen = true;
                return;
            }

            _classes.Add(current.OriginalDefinition);
        }

        // Another generator may write it, and nobody sees what.
        _isOpen = !_classes.Any(static current => current.GetMembers("Define").Any(static member => member.IsOverride));
        foreach (var reference in _classes.SelectMany(static current => current.DeclaringSyntaxReferences))
        {
            if (!_isOpen && reference.GetSyntax(_cancel) is TypeDeclarationSyntax part)
            {
                ReadPart(part);
            }
        }
    }

    private void ReadPart(TypeDeclarationSyntax part)
    {
        var model = part.SyntaxTree == _entry.SyntaxTree ? _entry : _entry.Compilation.GetSemanticModel(part.SyntaxTree);

        // What an extension method is depends on the usings of the file.
        _calls.Clear();
        foreach (var child in part.ChildNodes())
        {
            // A class in the class gets the host only by being handed it.
            if (child is BaseTypeDeclarationSyntax)
            {
                continue;
            }

            var hosts = Hosts(child, model);
            foreach (var name in child.DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (name.Identifier.ValueText == Include)
                {
                    ReadInclude(name, model);
                }
                else if (hosts.Contains(name.Identifier.ValueText))
                {
                    ReadUse(name, model, part.OpenBraceToken.Span.End);
                }

                if (_isOpen)
                {
                    return;
                }
            }
        }
    }

    /// <summary>The names that the host has in a member.</summary>
    private HashSet<string> Hosts(SyntaxNode member, SemanticModel model)
    {
        var hosts = new HashSet<string>(StringComparer.Ordinal);
        Add((member as BaseMethodDeclarationSyntax)?.ParameterList, member);
        if (hosts.Count > 0)
        {
            // A local function that is not in the reach of a host gets none.
            foreach (var local in member.DescendantNodes().OfType<LocalFunctionStatementSyntax>())
            {
                Add(local.ParameterList, local);
            }
        }

        return hosts;

        void Add(ParameterListSyntax? parameters, SyntaxNode declaration)
        {
            if (parameters?.Parameters.Any(static parameter => parameter.Type is not PredefinedTypeSyntax) == true && model.GetDeclaredSymbol(declaration, _cancel) is IMethodSymbol method)
            {
                foreach (var parameter in method.Parameters.Where(static parameter => parameter.Type.IsContract("Host")))
                {
                    _host = (INamedTypeSymbol)parameter.Type;
                    hosts.Add(parameter.Name);
                }
            }
        }
    }

    private void ReadUse(SimpleNameSyntax name, SemanticModel model, int position)
    {
        if (name.Parent is NameColonSyntax || (name.Parent is MemberAccessExpressionSyntax member && member.Name == name))
        {
            return;
        }

        ExpressionSyntax use = name;
        while (use.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression })
        {
            use = (ExpressionSyntax)use.Parent;
        }

        _isOpen |= use.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Expression == use => access.Name.Identifier.ValueText is var call && call != Include && _calls.Add(call) && MayHandOn(call, model, position),
            ArgumentSyntax argument => !IsReadToo(argument, model),
            _ => true,
        };
    }

    /// <summary>Whether a call on the host may hand it to code that is not read here. What is generated for a type of resource does not.</summary>
    private bool MayHandOn(string call, SemanticModel model, int position)
    {
        var members = model.LookupSymbols(position, _host, call, includeReducedExtensionMethods: true);
        if (members.IsEmpty)
        {
            _openCalls.Add(call);
        }

        return members.Any(static member => member is IMethodSymbol { ReducedFrom: { } extension }
            ? !IsGenerated(extension.ContainingType)
            : !IsOfHost(member.ContainingType) || (member is IMethodSymbol method && method.Parameters.Any(static parameter => TakesHost(parameter.Type))));
    }

    private static bool IsGenerated(INamedTypeSymbol type) => type.GetAttributes().Any(static attribute =>
        attribute.AttributeClass?.Name == "GeneratedCodeAttribute" && attribute.ConstructorArguments is [{ Value: "OpsMop.Generators" }, ..]);

    private static bool IsOfHost(INamedTypeSymbol type) => type.SpecialType == SpecialType.System_Object || type.IsContract("Host") || type.IsContract("HostContext");

    /// <summary>Whether something is a lambda that is given a host: its names are not followed.</summary>
    private static bool TakesHost(ITypeSymbol type) =>
        type is INamedTypeSymbol { DelegateInvokeMethod: { } invoke } && invoke.Parameters.Any(static parameter => parameter.Type.IsContract("Host") || parameter.Type.IsContract("HostContext"));

    /// <summary>Whether the host is handed to a method of the class or to a local function.</summary>
    private bool IsReadToo(ArgumentSyntax argument, SemanticModel model)
    {
        if (argument.Parent is not ArgumentListSyntax { Parent: InvocationExpressionSyntax { Expression: var called } } arguments)
        {
            return false;
        }

        if (called is IdentifierNameSyntax { Identifier.ValueText: "nameof" })
        {
            return true;
        }

        if (called is not (SimpleNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax }))
        {
            return false;
        }

        // Where other arguments are of types that are not generated yet, there are only candidates.
        var found = model.GetSymbolInfo(called, _cancel);
        List<ISymbol> methods = found.Symbol is { } one ? [one] : [.. found.CandidateSymbols];
        return methods.Count > 0 && methods.All(symbol =>
            symbol is IMethodSymbol method
            && (method.MethodKind == MethodKind.LocalFunction || (method.MethodKind == MethodKind.Ordinary && _classes.Contains(method.ContainingType.OriginalDefinition)))
            && (!method.IsPartialDefinition || method.PartialImplementationPart is not null || method.Attribute("TemplateAttribute") is not null)
            && ParameterOf(argument, arguments, method.OriginalDefinition) is { IsParams: false } parameter
            && parameter.Type.IsContract("Host"));
    }

    private void ReadInclude(SimpleNameSyntax name, SemanticModel model)
    {
        if (model.GetSymbolInfo(name, _cancel).Symbol is not { } symbol)
        {
            _isOpen = true;
            return;
        }

        if (symbol is not IMethodSymbol method || !method.ContainingType.IsContract("Host"))
        {
            // Another's method of the name counts if it is called on a host.
            _isOpen |= name.Parent is MemberAccessExpressionSyntax access && access.Name == name && model.GetTypeInfo(access.Expression, _cancel).Type.IsContract("Host");
            return;
        }

        if (method is not { DeclaredAccessibility: Accessibility.Public, TypeArguments: [INamedTypeSymbol { TypeKind: TypeKind.Class } type] })
        {
            _isOpen = true;
            return;
        }

        var (start, ending) = NameOf(name, method, type, model);
        _includes.Add(new IncludeModel(type.ToNameModel().MetadataName, start, ending));
    }

    /// <summary>What is known of the name that an included role gets.</summary>
    private (string Start, string? Ending) NameOf(SimpleNameSyntax name, IMethodSymbol method, INamedTypeSymbol type, SemanticModel model)
    {
        var called = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : (SyntaxNode?)(name.Parent as MemberBindingExpressionSyntax) ?? name;
        if (called.Parent is not InvocationExpressionSyntax { ArgumentList: var arguments } invocation || invocation.Expression != called)
        {
            // It is made a delegate, and called elsewhere.
            return ("", "");
        }

        var given = arguments.Arguments.FirstOrDefault(argument => ParameterOf(argument, arguments, method) is { Name: "name" })?.Expression;
        if (given is null || model.GetConstantValue(given, _cancel) is { HasValue: true, Value: null })
        {
            return (KebabName.Of(type.MetadataName), null);
        }

        var parts = new List<string?>();
        AddParts(given, parts, model);
        var first = parts.IndexOf(null);
        return first < 0
            ? (string.Concat(parts), null)
            : (string.Concat(parts.Take(first)), string.Concat(parts.Skip(parts.LastIndexOf(null) + 1)));
    }

    /// <summary>Adds the parts that a text is put together from, with <see langword="null"/> for what is not constant.</summary>
    private void AddParts(ExpressionSyntax text, List<string?> parts, SemanticModel model)
    {
        while (text is ParenthesizedExpressionSyntax inner)
        {
            text = inner.Expression;
        }

        if (model.GetConstantValue(text, _cancel) is { HasValue: true, Value: var constant })
        {
            parts.Add(constant as string);
        }
        else if (text is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum
            && model.GetSymbolInfo(sum, _cancel).Symbol is IMethodSymbol { MethodKind: MethodKind.BuiltinOperator, ReturnType.SpecialType: SpecialType.System_String })
        {
            AddParts(sum.Left, parts, model);
            AddParts(sum.Right, parts, model);
        }
        else if (text is InterpolatedStringExpressionSyntax interpolated)
        {
            foreach (var content in interpolated.Contents)
            {
                if (content is InterpolationSyntax { AlignmentClause: null, FormatClause: null } hole)
                {
                    parts.Add(model.GetConstantValue(hole.Expression, _cancel) is { HasValue: true, Value: string known } ? known : null);
                }
                else
                {
                    // Where it says the same as it stands for, there is nothing in it that would have to be unescaped.
                    parts.Add(content is InterpolatedStringTextSyntax { TextToken: var token } && token.Text.All(static c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.') ? token.Text : null);
                }
            }
        }
        else
        {
            parts.Add(null);
        }
    }

    private static IParameterSymbol? ParameterOf(ArgumentSyntax argument, ArgumentListSyntax arguments, IMethodSymbol method) => argument.NameColon is { Name.Identifier.ValueText: var name }
        ? method.Parameters.FirstOrDefault(parameter => parameter.Name == name)
        : method.Parameters.ElementAtOrDefault(arguments.Arguments.IndexOf(argument));
}
