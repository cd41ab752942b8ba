using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using OpsMop.Generators;
using OpsMop.Parsing;

namespace OpsMop.Analyzers;

/// <summary>Constants that their domain type or a constraint of the property refuses.</summary>
internal sealed class InvalidValues : PolicyRule
{
    /// <summary>The text that a code fix writes instead.</summary>
    public const string Right = nameof(Right);

    public static readonly DiagnosticDescriptor Rule = Analyzers.Rule.Error(
        "OPM2004",
        Category.Policies,
        "A value is not valid",
        """
        A path that is not absolute, a mode with a nine in it, a port that does not exist: the value can be judged before anything runs, so it is.
        The message says what a valid one looks like.

        The rule checks every constant that becomes an `AbsolutePath`, `UnixMode`, `Port`, `Cidr`, `Duration`, `UnitName`, `CronSchedule`, `Sha256` or `SourceFile`, anywhere
        in the project, and what stands to the right of a path's `/`. It checks `[Range]`, `[Length]`, `[RegularExpression]`, `[AllowedValues]` and `[Url]` on
        properties of resources, of your own types too, and on variables: their defaults, and what is given where a role is added. It knows constants, `static readonly`
        fields, variables that are assigned once, both arms of `?:`, and what is put together from them. A command whose quoting is broken, or that names no program,
        is such a value too.

        What only the run knows is checked then, with the same words. A default of `""` is left alone: it stands for a value that somebody else has to give.
        """);

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Check(PolicyBody body, Report report)
    {
        HashSet<SyntaxNode>? reported = null;
        foreach (var conversion in body.OfKind<IConversionOperation>(OperationKind.Conversion))
        {
            if (conversion.OperatorMethod is { ContainingType: { IsValueType: true } type } && type.IsDomainValue() && !IsAskedForItsError(conversion) && !IsPrinted(conversion))
            {
                foreach (var (at, value) in Known(conversion.Operand, body, 8))
                {
                    if (DomainValues.FaultOf(type, value) is { } error && Add(at))
                    {
                        var right = value is string text && IsLiteral(at) ? DomainValues.RightForm(type, text) : null;
                        report.Add(Rule, at.Syntax.GetLocation(), Named(conversion, error, body), FixWith(right));
                    }
                }
            }
        }

        CheckBelow(body, report);
        foreach (var resource in body.Resources)
        {
            foreach (var (property, value) in resource.Values())
            {
                if (HasConstraints(property))
                {
                    foreach (var (at, constant) in Known(value, body, 8))
                    {
                        // That an argument is empty is OPM2002.
                        if (FaultOf(property, constant) is { } fault && !(property.IsArgument && constant is "") && Add(at))
                        {
                            report.Add(
                                Rule,
                                at.Syntax.GetLocation(),
                                $"{resource.Name}: {ValueFault.Violates(property.Name, fault)}",
                                FixWith(RightText(property, at, constant, fault)));
                        }
                    }
                }
            }
        }

        CheckVariables(body, report);

        bool Add(IOperation at) => (reported ??= []).Add(at.Syntax);
    }

    /// <summary><c>((UnixMode)"0999").Error</c>: a test of somebody's own asks what is wrong.</summary>
    private static bool IsAskedForItsError(IOperation value)
    {
        while (value.Parent is IParenthesizedOperation or IConversionOperation)
        {
            value = value.Parent;
        }

        return value.Parent is IPropertyReferenceOperation { Property.Name: "Error" or "IsGiven" };
    }

    /// <summary><c>$"{(isLink ? "" : mode)}"</c>: what becomes a part of a string is text again.</summary>
    private static bool IsPrinted(IOperation value)
    {
        var parent = value.Parent;
        while (parent is IConversionOperation or IParenthesizedOperation or IConditionalOperation or ICoalesceOperation or ISwitchExpressionArmOperation or ISwitchExpressionOperation)
        {
            parent = parent.Parent;
        }

        return parent is IInterpolationOperation;
    }

    /// <summary>What stands to the right of a path's slash.</summary>
    private static void CheckBelow(PolicyBody body, Report report)
    {
        foreach (var slash in body.OfKind<IBinaryOperation>(OperationKind.Binary))
        {
            if (slash is not { OperatorKind: BinaryOperatorKind.Divide, OperatorMethod.ContainingType: { } type } || !KnownTypes.Is(type, body.Types.AbsolutePath))
            {
                continue;
            }

            foreach (var (at, value) in Known(slash.RightOperand, body, 8))
            {
                if (value is string relative)
                {
                    var error = AbsolutePathParser.CheckBelow(body.Constants.TextOf(slash.LeftOperand) ?? slash.LeftOperand.Syntax.ToString(), relative)
                        ?? (AbsolutePathParser.TryParse("/" + relative, out _, out var wrong) ? null : wrong!.Replace($"'/{relative}'", $"'{relative}'"));
                    if (error is not null)
                    {
                        report.Add(
                            Rule,
                            at.Syntax.GetLocation(),
                            error,
                            FixWith(IsLiteral(at) && relative.TrimStart('/') is { Length: > 0 } below && below != relative && AbsolutePathParser.TryParse("/" + below, out _, out _) ? below : null));
                    }
                }
            }
        }
    }

    /// <summary>Constraints of variables: their defaults, and what is given to them from outside of their role.</summary>
    private static void CheckVariables(PolicyBody body, Report report)
    {
        foreach (var initializer in body.OfKind<IPropertyInitializerOperation>(OperationKind.PropertyInitializer))
        {
            foreach (var property in initializer.InitializedProperties)
            {
                Check(property, initializer.Value, isDefault: true);
            }
        }

        foreach (var assignment in body.OfKind<ISimpleAssignmentOperation>(OperationKind.SimpleAssignment))
        {
            if (assignment.Target is IPropertyReferenceOperation { Property: { } property, Instance: not IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } })
            {
                Check(property, assignment.Value, isDefault: false);
            }
        }

        void Check(IPropertySymbol property, IOperation value, bool isDefault)
        {
            if (body.Compilation.ConstraintsOf(property) is not { } variable)
            {
                return;
            }

            foreach (var (at, constant) in Known(value, body, 8))
            {
                if (FaultOf(variable, constant) is { } fault && !(isDefault && constant is ""))
                {
                    report.Add(
                        Rule,
                        at.Syntax.GetLocation(),
                        $"{property.ContainingType.Name}.{ValueFault.Violates(property.Name, fault)}",
                        FixWith(RightText(variable, at, constant, fault)));
                }
            }
        }
    }

    /// <summary>Whether a constraint of the property can be broken by one value.</summary>
    public static bool HasConstraints(PropertyInfo property) =>
        property.Range is not null || property.Length is not null || property.Pattern is not null || property.Allowed is not null || property.IsUrl;

    private static string? FaultOf(PropertyInfo property, object? value)
    {
        switch (value)
        {
            case string text:
                // The length of a list is that of all its items, and nobody knows here how many there are.
                var isText = property.Type.SpecialType == SpecialType.System_String;
                if (!isText && !IsListOfText(property.Type))
                {
                    return null;
                }

                return (isText && property.Length is { } length ? Constraints.CheckLength(text.Length, length.Minimum, length.Maximum) : null)
                    ?? (property.Allowed is { } allowed ? Constraints.CheckAllowed(text, allowed) : null)
                    ?? (property.Pattern is { } pattern ? Constraints.CheckPattern(text, pattern.Text, pattern.Explanation) : null)
                    ?? (property.IsUrl ? Constraints.CheckUrl(text) : null);
            case not null and not bool and not char when property.Range is { } range
                && property.Type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_Double:
                return value is IConvertible number ? Constraints.CheckRange(number.ToDouble(CultureInfo.InvariantCulture), range.Minimum, range.Maximum) : null;
            default:
                return null;
        }
    }

    private static bool IsListOfText(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_String }] }
            or IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String };

    /// <summary>The values that an expression can have, also through a variable that is assigned once.</summary>
    private static IEnumerable<(IOperation At, object? Value)> Known(IOperation operation, PolicyBody body, int depth)
    {
        foreach (var arm in ConstantReader.Arms(operation))
        {
            if (body.Constants.TryRead(arm, out var value))
            {
                yield return (arm, value);
            }
            else if (depth > 0 && arm is ILocalReferenceOperation local && body.Locals.ValueOf(local.Local) is { } assigned)
            {
                foreach (var known in Known(assigned, body, depth - 1))
                {
                    yield return known;
                }
            }
        }
    }

    /// <summary>The message with what the value is for before it, as the run time has it.</summary>
    private static string Named(IOperation conversion, string error, PolicyBody body)
    {
        for (IOperation child = conversion, parent = conversion.Parent!; parent is not null; child = parent, parent = parent.Parent!)
        {
            switch (parent)
            {
                case IConversionOperation or IParenthesizedOperation or IConditionalOperation or ICoalesceOperation or ISwitchExpressionArmOperation or ISwitchExpressionOperation
                    or IArrayInitializerOperation or IArrayCreationOperation:
                    continue;
                case IArgumentOperation { Parent: IInvocationOperation call } argument:
                    foreach (var resource in body.Resources)
                    {
                        if (resource.Call == call)
                        {
                            var property = resource.Type.Properties.FirstOrDefault(one => one.IsArgument && resource.Argument(one) == argument.Value);
                            return property is null ? error : $"{resource.Name}: {ValueFault.Invalid(property.Name, error)}";
                        }

                        if (resource.Settings.FirstOrDefault(setting => setting.Call == call) is { } used)
                        {
                            return $"{resource.Name}: {ValueFault.Invalid(used.Name, error)}";
                        }
                    }

                    return error;
                case IPropertyInitializerOperation { InitializedProperties: [var initialized, ..] } when IsVariable(initialized, body):
                    return $"{initialized.ContainingType.Name}.{ValueFault.Invalid(initialized.Name, error)}";
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { } assigned } } assignment when assignment.Value == child
                    && IsVariable(assigned, body):
                    return $"{assigned.ContainingType.Name}.{ValueFault.Invalid(assigned.Name, error)}";
                default:
                    return error;
            }
        }

        return error;
    }

    private static bool IsVariable(IPropertySymbol property, PolicyBody body) => body.Compilation.IsVariable(property);

    private static string? RightText(PropertyInfo property, IOperation at, object? value, string fault) =>
        value is string text && IsLiteral(at)
            && (text.Trim() is { Length: > 0 } trimmed && trimmed != text
                && FaultOf(property, trimmed) is null ? trimmed : DomainValues.Meant(fault)) is { } right
            && FaultOf(property, right) is null
            ? right
            : null;

    private static bool IsLiteral(IOperation at) => at.Syntax is LiteralExpressionSyntax;

    private static ImmutableDictionary<string, string?>? FixWith(string? right) => right is null ? null : ImmutableDictionary<string, string?>.Empty.Add(Right, right);
}
