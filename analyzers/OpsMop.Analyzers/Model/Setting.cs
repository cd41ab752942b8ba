using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace OpsMop.Analyzers;

/// <summary>A call on a builder: <c>.Content("…")</c>, <c>.Running()</c>, <c>.When(x)</c>.</summary>
internal sealed class Setting
{
    public Setting(IInvocationOperation call, PropertyInfo? property, IFieldSymbol? verb, bool isShared = false)
    {
        IsShared = isShared;
        Call = call;
        Property = property;
        Verb = verb;
        Conditions = Conditions.Of(call);
    }

    /// <summary>The call.</summary>
    public IInvocationOperation Call { get; }

    /// <summary>Whether it is called on a builder that may be another resource's: on <c>?:</c>, on a variable that is assigned twice.</summary>
    public bool IsShared { get; }

    /// <summary>The method's name.</summary>
    public string Name => Call.TargetMethod.Name;

    /// <summary>The property of the resource that it sets; <see langword="null"/> for what every resource has, and for methods written by hand.</summary>
    public PropertyInfo? Property { get; }

    /// <summary>The member of the enum where the method is a verb.</summary>
    public IFieldSymbol? Verb { get; }

    /// <summary>Under which conditions it is called.</summary>
    public Conditions Conditions { get; }

    /// <summary>What is given for the property, without the line that the compiler fills in; empty for a verb and a switch.</summary>
    public IEnumerable<IOperation> Values => ResourceUse.Arguments(Call).Select(argument => argument.Value);

    /// <summary>The one value that is given; <see langword="null"/> where there is none, or more.</summary>
    public IOperation? Value => Values.Take(2).ToArray() is [var value] ? value : null;

    /// <summary>The call in its chain, from the method's name to the closing bracket: the line that is wrong when the setting is.</summary>
    public Location Location
    {
        get
        {
            var start = Call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } ? member.Name.SpanStart : Call.Syntax.SpanStart;
            return Location.Create(Call.Syntax.SyntaxTree, TextSpan.FromBounds(start, Call.Syntax.Span.End));
        }
    }
}
