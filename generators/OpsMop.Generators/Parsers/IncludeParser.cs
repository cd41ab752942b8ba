using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OpsMop.Parsing;

namespace OpsMop.Generators;

/// <summary>
/// Reads which roles a role may include, by which a controller knows whose data its hosts may need. A host comes to a role as a parameter of its methods and goes on by
/// name, so that it is enough to see that each use of such a name is a call on the host, or hands it to a method that is read too. Whatever else is done with it, what is
/// included cannot be told. The compiler is asked about names, once for all roles that see the same, and about bodies only where names do not say enough: to have it bind
/// all bodies would cost a good part of what compiling them costs.
/// </summary>
internal sealed class IncludeParser
{
    private const string Include = "Include";

    /// <summary>What a call on the host is, by what is in scope and by the call's name: no body has to do with it.</summary>
    private static readonly ConditionalWeakTable<World, ConcurrentDictionary<(string Scope, string Call), CallKind>> Known = new();

    private readonly CancellationToken _cancel;
    private readonly SemanticModel _entry;
    private readonly HashSet<INamedTypeSymbol> _classes = new(SymbolEqualityComparer.Default);
    private readonly HashSet<IncludeModel> _includes = [];
    private readonly HashSet<string> _openCalls = new(StringComparer.Ordinal);
    private readonly HashSet<string> _calls = new(StringComparer.Ordinal);
    private TypeDeclarationSyntax? _part;
    private string? _scope;
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

        _calls.Clear();
        (_part, _scope) = (part, ScopeOf(part));
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
                    ReadInclude(name, hosts, child, model);
                }
                else if (hosts.Contains(name.Identifier.ValueText))
                {
                    ReadUse(name, child, model);
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
            IMethodSymbol? method = null;
            for (var i = 0; i < (parameters?.Parameters.Count ?? 0); i++)
            {
                // Another's type that is called so is taken for ours, which is on the safe side.
                var parameter = parameters!.Parameters[i];
                if (parameter.Type is IdentifierNameSyntax { Identifier.ValueText: "Host" }
                    || (parameter.Type is not PredefinedTypeSyntax
                        && (method ??= model.GetDeclaredSymbol(declaration, _cancel) as IMethodSymbol)?.Parameters.ElementAtOrDefault(i)?.Type.IsContract("Host") == true))
                {
                    hosts.Add(parameter.Identifier.ValueText);
                }
            }
        }
    }

    /// <summary>What decides which extension methods a class sees; <see langword="null"/> where that is more than others may share.</summary>
    private static string? ScopeOf(TypeDeclarationSyntax part)
    {
        var scope = new List<string>();
        for (var outer = part.Parent; outer is not null; outer = outer.Parent)
        {
            switch (outer)
            {
                case TypeDeclarationSyntax type:
                    scope.Add(type.Identifier.ValueText + type.TypeParameterList);
                    break;
                case BaseNamespaceDeclarationSyntax space when !space.Members.Any(IsFileLocal):
                    scope.Add($"{space.Name}{{{space.Externs}{space.Usings}");
                    break;
                case CompilationUnitSyntax unit when !unit.Members.Any(IsFileLocal):
                    scope.Add($"{unit.Externs}{unit.Usings}");
                    break;
                default:
                    return null;
            }
        }

        return string.Join("\n", scope);

        static bool IsFileLocal(MemberDeclarationSyntax member) => member.Modifiers.Any(SyntaxKind.FileKeyword);
    }

    private void ReadUse(SimpleNameSyntax name, SyntaxNode member, SemanticModel model)
    {
        if (name.Parent is NameColonSyntax || (name.Parent is MemberAccessExpressionSyntax other && other.Name == name))
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
            MemberAccessExpressionSyntax access when access.Expression == use => access.Name.Identifier.ValueText is var call && call != Include && _calls.Add(call) && MayHandOn(call, model),
            ArgumentSyntax argument => !IsReadToo(argument, member, model),
            _ => true,
        };
    }

    /// <summary>Whether a call on the host may hand it to code that is not read here. What is generated for a type of resource does not.</summary>
    private bool MayHandOn(string call, SemanticModel model)
    {
        var kind = KindOf(call, model);
        if (kind == CallKind.Unknown)
        {
            _openCalls.Add(call);
        }

        return kind == CallKind.Others;
    }

    private CallKind KindOf(string call, SemanticModel model)
    {
        if (_scope is null)
        {
            return Look(call);
        }

        var known = Known.GetValue(World.Of(model.Compilation), static _ => new ConcurrentDictionary<(string Scope, string Call), CallKind>());
        return known.TryGetValue((_scope, call), out var kind) ? kind : known[(_scope, call)] = Look(call);

        CallKind Look(string call)
        {
            var host = model.Compilation.GetTypeByMetadataName("OpsMop.Host");
            var members = model.LookupSymbols(_part!.OpenBraceToken.Span.End, host, call, includeReducedExtensionMethods: true);
            return host is null || members.IsEmpty ? CallKind.Unknown
                : members.All(static member => member is IMethodSymbol { ReducedFrom: { } extension } ? IsGenerated(extension.ContainingType) : IsHarmless(member)) ? CallKind.Harmless
                : CallKind.Others;
        }
    }

    private static bool IsHarmless(ISymbol member) =>
        IsOfHost(member.ContainingType) && (member is not IMethodSymbol method || !method.Parameters.Any(static parameter => TakesHost(parameter.Type)));

    private static bool IsGenerated(INamedTypeSymbol type) => type.GetAttributes().Any(static attribute =>
        attribute.AttributeClass?.Name == "GeneratedCodeAttribute" && attribute.ConstructorArguments is [{ Value: "OpsMop.Generators" }, ..]);

    private static bool IsOfHost(INamedTypeSymbol type) => type.SpecialType == SpecialType.System_Object || type.IsContract("Host") || type.IsContract("HostContext");

    /// <summary>Whether something is a lambda that is given a host: its names are not followed.</summary>
    private static bool TakesHost(ITypeSymbol type) =>
        type is INamedTypeSymbol { DelegateInvokeMethod: { } invoke } && invoke.Parameters.Any(static parameter => parameter.Type.IsContract("Host") || parameter.Type.IsContract("HostContext"));

    /// <summary>Whether the host is handed to a method of the class or to a local function.</summary>
    private bool IsReadToo(ArgumentSyntax argument, SyntaxNode member, SemanticModel model)
    {
        if (argument.Parent is not ArgumentListSyntax { Parent: InvocationExpressionSyntax { Expression: var called } } arguments)
        {
            return false;
        }

        if (called is IdentifierNameSyntax { Identifier.ValueText: "nameof" })
        {
            return true;
        }

        var name = called is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax } access ? access.Name : called as SimpleNameSyntax;
        if (name is null)
        {
            return false;
        }

        // Nothing in the member hides the methods of the class where only names that are used have that name.
        var text = name.Identifier.ValueText;
        List<ISymbol> methods = [.. _classes.SelectMany(current => current.GetMembers(text))];
        if (methods.Count == 0 || member.DescendantTokens().Any(token => token.ValueText == text && token.Parent is not (SimpleNameSyntax or BaseMethodDeclarationSyntax)))
        {
            // Where other arguments are of types that are not generated yet, there are only candidates.
            var found = model.GetSymbolInfo(called, _cancel);
            methods = found.Symbol is { } one ? [one] : [.. found.CandidateSymbols];
        }

        return methods.Count > 0 && methods.All(symbol =>
            symbol is IMethodSymbol method
            && (method.MethodKind == MethodKind.LocalFunction || (method.MethodKind == MethodKind.Ordinary && _classes.Contains(method.ContainingType.OriginalDefinition)))
            && (!method.IsPartialDefinition || method.PartialImplementationPart is not null || method.Attribute("TemplateAttribute") is not null)
            && ParameterOf(argument, arguments, method.OriginalDefinition) is { IsParams: false } parameter
            && parameter.Type.IsContract("Host"));
    }

    private void ReadInclude(SimpleNameSyntax name, HashSet<string> hosts, SyntaxNode member, SemanticModel model)
    {
        if (PlainlyIncluded(name, hosts, member, model) is { } plain)
        {
            Add(name, plain, model);
            return;
        }

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

        Add(name, type, model);
    }

    private void Add(SimpleNameSyntax name, INamedTypeSymbol type, SemanticModel model)
    {
        var (start, ending) = NameOf(name, type, model);
        _includes.Add(new IncludeModel(type.ToNameModel().MetadataName, start, ending));
    }

    /// <summary>The class of <c>host.Include&lt;Nginx&gt;(…)</c>, for which the body need not be bound; <see langword="null"/> where it says something else.</summary>
    private INamedTypeSymbol? PlainlyIncluded(SimpleNameSyntax name, HashSet<string> hosts, SyntaxNode member, SemanticModel model) =>
        name is GenericNameSyntax { TypeArgumentList.Arguments: [var type], Parent: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var host } } }
        && hosts.Contains(host)
        && KindOf(Include, model) == CallKind.Harmless
        && !(type is IdentifierNameSyntax simple && member.DescendantNodes().OfType<TypeParameterSyntax>().Any(parameter => parameter.Identifier.ValueText == simple.Identifier.ValueText))
        && model.GetSpeculativeSymbolInfo(_part!.OpenBraceToken.Span.End, type, SpeculativeBindingOption.BindAsTypeOrNamespace).Symbol is INamedTypeSymbol { TypeKind: TypeKind.Class } found
            ? found
            : null;

    /// <summary>What is known of the name that an included role gets.</summary>
    private (string Start, string? Ending) NameOf(SimpleNameSyntax name, INamedTypeSymbol type, SemanticModel model)
    {
        var called = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : (SyntaxNode?)(name.Parent as MemberBindingExpressionSyntax) ?? name;
        if (called.Parent is not InvocationExpressionSyntax { ArgumentList: var arguments } invocation || invocation.Expression != called)
        {
            // It is made a delegate, and called elsewhere.
            return ("", "");
        }

        // The first parameter configures the role, the second is the name.
        var given = arguments.Arguments.FirstOrDefault(argument => argument.NameColon is { Name.Identifier.ValueText: var parameter } ? parameter == "name" : arguments.Arguments.IndexOf(argument) == 1)?.Expression;
        if (given is null || ConstantOf(given, model) is { HasValue: true, Value: null })
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

        if (ConstantOf(text, model) is { HasValue: true, Value: var constant })
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
                    parts.Add(ConstantOf(hole.Expression, model) is { HasValue: true, Value: string known } ? known : null);
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

    /// <summary>The value of a constant. Of what is commonly written there the compiler need not be asked.</summary>
    private Optional<object?> ConstantOf(ExpressionSyntax expression, SemanticModel model) => expression switch
    {
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression or (int)SyntaxKind.NullLiteralExpression, Token.Value: var value } => new Optional<object?>(value),
        IdentifierNameSyntax { Identifier.ValueText: "RoleName" } => default,
        InterpolatedStringExpressionSyntax { Contents: var contents } when contents.Any(static content => content is InterpolationSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "RoleName" } }) => default,
        _ => model.GetConstantValue(expression, _cancel),
    };

    private static IParameterSymbol? ParameterOf(ArgumentSyntax argument, ArgumentListSyntax arguments, IMethodSymbol method) => argument.NameColon is { Name.Identifier.ValueText: var name }
        ? method.Parameters.FirstOrDefault(parameter => parameter.Name == name)
        : method.Parameters.ElementAtOrDefault(arguments.Arguments.IndexOf(argument));

    private enum CallKind
    {
        /// <summary>It is of the host itself, or generated.</summary>
        Harmless,

        /// <summary>It is somebody's who may do anything with the host.</summary>
        Others,

        /// <summary>The compiler does not know it.</summary>
        Unknown,
    }
}
