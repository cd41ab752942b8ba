using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using OpsMop.Parsing;

namespace OpsMop.Analyzers;

/// <summary>What a body declares of which there may be one, with what the methods and roles of the project declare that it calls and includes.</summary>
internal sealed class Declarations
{
    /// <summary>What the keys of handlers begin with.</summary>
    public const string Handler = "handler:";

    /// <summary>What the keys of roles of a policy begin with.</summary>
    public const string Added = "role:";

    /// <summary>What the keys of included roles begin with.</summary>
    public const string Included = "include:";

    private readonly List<(Declaration What, Conditions Conditions, IOperation Via)> _all = [];
    private readonly PolicyBody _body;
    private readonly Dictionary<ResourceTypeInfo, string> _types = [];
    private SymbolicValues? _values;

    private Declarations(PolicyBody body, int depth)
    {
        _body = body;
        foreach (var resource in body.Resources)
        {
            if (!resource.Type.IsAction && !resource.IsInProcedure && !resource.IsOpen && !resource.Has("When")
                && !Places.IsAlternative(resource.Call) && Read(resource) is { } declaration)
            {
                _all.Add((declaration, resource.Conditions, resource.Call));
            }
        }

        foreach (var call in body.Invocations)
        {
            ReadCall(call, depth);
        }

        _all.Sort((left, right) => left.Via.Syntax.SpanStart.CompareTo(right.Via.Syntax.SpanStart));
    }

    /// <summary>All in the order of writing. What comes from elsewhere stands where it is called.</summary>
    public IReadOnlyList<(Declaration What, Conditions Conditions, IOperation Via)> All => _all;

    /// <summary>What a body declares.</summary>
    /// <param name="body">The body.</param>
    /// <param name="depth">How many calls deep to look.</param>
    public static Declarations Of(PolicyBody body, int depth = 8) => new(body, depth);

    private Declaration? Read(ResourceUse resource)
    {
        _values ??= new SymbolicValues(_body);
        if (!_types.TryGetValue(resource.Type, out var key))
        {
            _types.Add(resource.Type, key = resource.Type.Symbol.ToDisplayString());
        }

        var claims = new List<string>();
        foreach (var property in resource.Type.Properties)
        {
            if (property.IsKey)
            {
                if (resource.Argument(property) is not { } value || _values.Of(value) is not { } text)
                {
                    return null;
                }

                key += "|" + text;
            }

            if (property.Claim is { } claim and not "Part" && (property.IsArgument ? resource.Argument(property)
                : resource.Of(property.Name).FirstOrDefault()?.Value) is { } claimed && _values.Of(claimed) is { Length: > 0 } name)
            {
                claims.Add($"{claim}:{name}");
            }
        }

        return new Declaration(key, resource.Type, claims, IsAbsent(resource), () => resource.Name, () => resource.Location);
    }

    private bool? IsAbsent(ResourceUse resource)
    {
        bool? isAbsent = false;
        foreach (var setting in resource.Settings)
        {
            if (setting.Property?.Has("AbsenceAttribute") == true && !Presence.IsAbsent(setting, _body))
            {
                if (setting.Conditions.FollowFrom(resource.Conditions) && Presence.IsCertain(setting, _body) && setting.Value is null)
                {
                    return true;
                }

                isAbsent = null;
            }
        }

        return isAbsent;
    }

    private void ReadCall(IInvocationOperation call, int depth)
    {
        var method = call.TargetMethod;
        if (KnownTypes.Is(method.ContainingType, _body.Types.Host))
        {
            if (method.Name == "Handler" && Text(call, "name") is { } handler)
            {
                Add(new Declaration(Handler + handler, null, [], false, () => handler, call.Syntax.GetLocation), call);
            }
            else if (method is { Name: "Include", TypeArguments: [INamedTypeSymbol role] }
                && (Text(call, "name", KebabName.Of(role.MetadataName)) is { } included))
            {
                Add(new Declaration(Included + included, null, [], false, () => included, call.Syntax.GetLocation), call);
            }

            if (method is { Name: "Include", TypeArguments: [INamedTypeSymbol type] } && DefineOf(type) is { } define)
            {
                AddAll(define, call, depth, isRole: true);
            }
        }
        else if (KnownTypes.Is(method.ContainingType, _body.Types.Roles) && method.Name == "Add")
        {
            var role = method.TypeArguments is [{ } layered] ? layered
                : (Bare(call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "role")?.Value) as IObjectCreationOperation)?.Type;
            if (role is INamedTypeSymbol && Text(call, "name", KebabName.Of(role.MetadataName)) is { } name)
            {
                Add(new Declaration(Added + name.ToUpperInvariant(), null, [], false, () => name, call.Syntax.GetLocation), call);
            }
        }
        else if (method.MethodKind == MethodKind.Ordinary && (!call.IsVirtual || method.ContainingType.IsSealed) && !method.IsAbstract
            && !method.DeclaringSyntaxReferences.IsEmpty
            && call.Arguments.Any(argument => KnownTypes.Is(argument.Parameter?.Type, _body.Types.Host)
                || KnownTypes.Is(argument.Parameter?.Type, _body.Types.Roles)))
        {
            AddAll(method, call, depth, isRole: false);
        }
    }

    /// <summary>What another body declares in every case, and of which the names are known without its parameters.</summary>
    private void AddAll(IMethodSymbol method, IInvocationOperation call, int depth, bool isRole)
    {
        if (depth == 0 || Places.IsAlternative(call) || Places.FunctionAround(call) is not null
            || _body.Compilation.DeclaredIn(method.PartialImplementationPart ?? method, depth - 1) is not { } others)
        {
            return;
        }

        var leaves = others._body.OfKind<IReturnOperation>(OperationKind.Return).Where(one => !one.IsImplicit)
            .Select(one => one.Syntax.SpanStart).DefaultIfEmpty(int.MaxValue).Min();
        foreach (var (what, conditions, via) in others._all)
        {
            // A handler and an included role belong to the role that declares them.
            if (conditions.IsEmpty && !(leaves < via.Syntax.SpanStart) && !what.Key.Contains('\u0001') && !(isRole && what.Type is null)
                && Places.FunctionAround(via) is null)
            {
                _all.Add((what, Conditions.Of(call), call));
            }
        }
    }

    private void Add(Declaration declaration, IInvocationOperation call)
    {
        // In a loop it is declared as often as the loop goes round; that is once or not at all for all that is known here.
        if (!Places.IsAlternative(call))
        {
            _all.Add((declaration, Conditions.Of(call), call));
        }
    }

    /// <summary>The text of an argument; the other where it is left out; <see langword="null"/> where it is not known.</summary>
    private string? Text(IInvocationOperation call, string parameter, string? otherwise = null)
    {
        var argument = call.Arguments.FirstOrDefault(one => one.Parameter?.Name == parameter);
        return argument is null || (_body.Constants.TryRead(argument.Value, out var value) && value is null) ? otherwise
            : _body.Constants.TextOf(argument.Value);
    }

    private static IOperation? Bare(IOperation? value) => value is IConversionOperation conversion ? Bare(conversion.Operand) : value;

    private static IMethodSymbol? DefineOf(INamedTypeSymbol role)
    {
        for (var type = role; type is not null; type = type.BaseType)
        {
            foreach (var member in type.GetMembers("Define"))
            {
                if (member is IMethodSymbol { IsOverride: true } define)
                {
                    return define.DeclaringSyntaxReferences.IsEmpty ? null : define;
                }
            }
        }

        return null;
    }
}
