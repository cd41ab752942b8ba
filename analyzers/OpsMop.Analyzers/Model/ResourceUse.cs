using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace OpsMop.Analyzers;

/// <summary>A resource that a body declares: the call <c>host.File("/x")</c> and everything that is called on its builder, in a chain or through a variable.</summary>
internal sealed class ResourceUse
{
    private readonly List<Setting> _settings = [];
    private readonly PolicyBody _body;
    private string? _name;

    public ResourceUse(PolicyBody body, IInvocationOperation call, ResourceTypeInfo type)
    {
        _body = body;
        Call = call;
        Type = type;
        Conditions = Conditions.Of(call);
    }

    /// <summary>The call <c>host.File("/x")</c>.</summary>
    public IInvocationOperation Call { get; }

    /// <summary>Its type.</summary>
    public ResourceTypeInfo Type { get; }

    /// <summary>What is called on its builder, in the order of writing.</summary>
    public IReadOnlyList<Setting> Settings => _settings;

    /// <summary>Under which conditions it is declared, those of <c>.When(x)</c> aside.</summary>
    public Conditions Conditions { get; }

    /// <summary>
    /// Whether the builder goes where this body does not see it, so that more may be set there. Rules about what is missing leave such a resource to the run
    /// time.
    /// </summary>
    public bool IsOpen { get; set; }

    /// <summary>Whether it stands in a procedure.</summary>
    public bool IsInProcedure => KnownTypes.Is(Call.TargetMethod.Parameters[0].Type, _body.Types.Session);

    /// <summary>The name that people see, as at run time where the key is known: <c>File[/etc/motd]</c>; otherwise with the key's expression.</summary>
    public string Name => _name ??= Call.TargetMethod.Name + Identity();

    /// <summary>The line that declares it: the call, without what is chained to it.</summary>
    public Location Location
    {
        get
        {
            var start = Call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member }
                ? member.Expression.SpanStart
                : Call.Syntax.SpanStart;
            return Location.Create(Call.Syntax.SyntaxTree, TextSpan.FromBounds(start, Call.Syntax.Span.End));
        }
    }

    /// <summary>The arguments of a call that the author wrote: without the receiver of an extension method and what the compiler fills in.</summary>
    public static IEnumerable<IArgumentOperation> Arguments(IInvocationOperation call) => call.Arguments
        .Where(argument => argument.ArgumentKind != ArgumentKind.DefaultValue && !(call.TargetMethod.IsExtensionMethod && argument.Parameter?.Ordinal == 0));

    /// <summary>The value given for a property that is an argument of the call.</summary>
    public IOperation? Argument(PropertyInfo property)
    {
        var name = Generators.Identifier.Camel(property.Name);
        foreach (var argument in Call.Arguments)
        {
            if (argument.Parameter?.Name is { } parameter
                && (parameter == name || parameter.StartsWith(name, StringComparison.Ordinal) && int.TryParse(parameter.Substring(name.Length), out _)))
            {
                return argument.Value;
            }
        }

        return null;
    }

    /// <summary>The settings of one property.</summary>
    public IEnumerable<Setting> Of(string property) => _settings.Where(setting => setting.Property?.Name == property);

    /// <summary>Whether a method is called on the builder, whatever its conditions.</summary>
    public bool Has(string method) => _settings.Exists(setting => setting.Name == method);

    /// <summary>All properties that are given, with their values: arguments first.</summary>
    public IEnumerable<(PropertyInfo Property, IOperation Value)> Values()
    {
        foreach (var property in Type.Properties)
        {
            if (property.IsArgument && Argument(property) is { } value)
            {
                yield return (property, value);
            }
        }

        foreach (var setting in _settings)
        {
            if (setting.Property is { } property)
            {
                foreach (var value in setting.Values)
                {
                    yield return (property, value);
                }
            }
        }
    }

    /// <summary>The conditions of its declaration and those of <c>.When(…)</c>.</summary>
    public Conditions AllConditions()
    {
        var conditions = Conditions;
        foreach (var setting in _settings)
        {
            if (setting.Name is "When" or "WhenChanged")
            {
                conditions = conditions.And(setting.Call, setting.Name == "When" ? setting.Value : null);
            }
        }

        return conditions;
    }

    public void Add(Setting setting) => _settings.Add(setting);

    public void Sort() => _settings.Sort((left, right) => left.Call.Syntax.Span.End.CompareTo(right.Call.Syntax.Span.End));

    private string Identity()
    {
        var parts = new List<string>();
        foreach (var property in Type.Properties)
        {
            if ((property.IsKey || (Type.IsAction && property.IsArgument)) && Argument(property) is { } value)
            {
                parts.Add(_body.Constants.TextOf(value) ?? Shorten(value.Syntax.ToString()));
            }
        }

        return parts.Count == 0 ? "" : $"[{string.Join(", ", parts)}]";
    }

    private static string Shorten(string source)
    {
        var line = string.Join(" ", source.Split(['\n', '\r', ' '], StringSplitOptions.RemoveEmptyEntries));
        return line.Length > 60 ? line.Substring(0, 59) + "…" : line;
    }
}
