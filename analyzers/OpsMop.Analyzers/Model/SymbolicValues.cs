using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using OpsMop.Generators;
using OpsMop.Parsing;

namespace OpsMop.Analyzers;

/// <summary>
/// Tells whether two expressions of a body have one value although nobody knows which: <c>Folder / "a"</c> twice. A variable of the role, a parameter
/// and a local variable that is assigned once stand for themselves; what a method answers may be another thing each time.
/// </summary>
internal sealed class SymbolicValues(PolicyBody body)
{
    private const int Depth = 16;
    private readonly Dictionary<ISymbol, int> _symbols = new(SymbolEqualityComparer.Default);
    private HashSet<ISymbol>? _assigned;
    private HashSet<string>? _assignedElsewhere;

    /// <summary>A text that is the same for expressions of the same value; <see langword="null"/> where nothing is known.</summary>
    public string? Of(IOperation value)
    {
        if (body.Constants.TextOf(value) is { } constant)
        {
            return Normal(constant, value.Type);
        }

        return Read(value, Depth) is { } text ? Normal(text, value.Type) : null;
    }

    private string Normal(string text, ITypeSymbol? type) =>
        KnownTypes.Is(type, body.Types.AbsolutePath) && AbsolutePathParser.TryParse(text, out var path, out _) ? path
        : type.IsContract("UnitName") && UnitNameParser.TryParse(text, out var unit, out _) ? unit
        : text;

    private string? Read(IOperation value, int depth)
    {
        if (depth == 0)
        {
            return null;
        }

        if (body.Constants.TextOf(value) is { } constant)
        {
            return constant;
        }

        switch (value)
        {
            case IConversionOperation conversion when conversion.OperatorMethod is null || conversion.OperatorMethod.ContainingType.IsDomainValue():
                return Read(conversion.Operand, depth - 1);
            case IParenthesizedOperation parenthesized:
                return Read(parenthesized.Operand, depth - 1);
            case ILocalReferenceOperation local when body.Locals.ValuesOf(local.Local).Count == 1:
                return (body.Locals.ValueOf(local.Local) is { } assigned ? Read(assigned, depth - 1) : null) ?? Stand(local.Local);
            case IParameterReferenceOperation parameter when parameter.Parameter.RefKind == RefKind.None && !Assigned().Contains(parameter.Parameter):
                return Stand(parameter.Parameter);
            case IPropertyReferenceOperation { Instance: IInstanceReferenceOperation, Arguments.Length: 0 } property
                when IsVariable(property.Property) && !Assigned().Contains(property.Property) && !AssignedElsewhere().Contains(property.Property.Name):
                return Stand(property.Property);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum:
                return Join(Read(sum.LeftOperand, depth - 1), "", Read(sum.RightOperand, depth - 1));
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide, OperatorMethod: { } slash } path
                when KnownTypes.Is(slash.ContainingType, body.Types.AbsolutePath):
                return Join(Read(path.LeftOperand, depth - 1), "/", Read(path.RightOperand, depth - 1));
            case IInterpolatedStringOperation interpolated:
                string? text = "";
                foreach (var (literal, hole, isFormatted, _) in Interpolation.Parts(interpolated))
                {
                    text = Join(text, "", literal ?? (hole is null || isFormatted ? null : Read(hole, depth - 1)));
                }

                return text;
            default:
                return null;
        }
    }

    private static string? Join(string? left, string between, string? right) => left is null || right is null ? null : left + between + right;

    /// <summary>No text of a policy has these characters around it.</summary>
    private string Stand(ISymbol symbol)
    {
        if (!_symbols.TryGetValue(symbol, out var number))
        {
            _symbols.Add(symbol, number = _symbols.Count);
        }

        return $"\u0001{number.ToString(System.Globalization.CultureInfo.InvariantCulture)}\u0002";
    }

    /// <summary>A property that keeps what was put into it.</summary>
    private static bool IsVariable(IPropertySymbol property) =>
        property is { IsStatic: false, IsVirtual: false, IsOverride: false, IsAbstract: false, DeclaringSyntaxReferences: [var reference] }
        && reference.GetSyntax() is PropertyDeclarationSyntax { ExpressionBody: null, AccessorList: { } accessors }
        && accessors.Accessors.All(accessor => accessor is { Body: null, ExpressionBody: null });

    /// <summary>The names of what other methods of the class and of its bases assign: this body may call them.</summary>
    private HashSet<string> AssignedElsewhere()
    {
        if (_assignedElsewhere is null)
        {
            _assignedElsewhere = new HashSet<string>(StringComparer.Ordinal);
            for (var type = body.Owner.ContainingType; type is not null; type = type.BaseType)
            {
                foreach (var reference in type.DeclaringSyntaxReferences.Where(one => !one.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)))
                {
                    foreach (var member in ((reference.GetSyntax() as TypeDeclarationSyntax)?.Members ?? []).Where(one => one is MethodDeclarationSyntax or PropertyDeclarationSyntax))
                    {
                        _assignedElsewhere.UnionWith(member.DescendantNodes().SelectMany(Targets));
                    }
                }
            }
        }

        return _assignedElsewhere;
    }

    private static IEnumerable<string> Targets(Microsoft.CodeAnalysis.SyntaxNode node) => node switch
    {
        AssignmentExpressionSyntax { Left: TupleExpressionSyntax tuple } => tuple.Arguments.SelectMany(argument => NameOf(argument.Expression)),
        AssignmentExpressionSyntax { Parent: not InitializerExpressionSyntax } assignment => NameOf(assignment.Left),
        PrefixUnaryExpressionSyntax step => NameOf(step.Operand),
        PostfixUnaryExpressionSyntax step => NameOf(step.Operand),
        _ => [],
    };

    /// <summary>A member of this object; that of another one, as a lambda for a role that is included sets it, is another matter.</summary>
    private static IEnumerable<string> NameOf(ExpressionSyntax target) => target switch
    {
        IdentifierNameSyntax name => [name.Identifier.ValueText],
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name.Identifier.ValueText: var name } => [name],
        _ => [],
    };

    private HashSet<ISymbol> Assigned()
    {
        if (_assigned is null)
        {
            _assigned = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
            foreach (var target in body.OfKind<ISimpleAssignmentOperation>(OperationKind.SimpleAssignment).Select(one => one.Target)
                .Concat(body.OfKind<ICompoundAssignmentOperation>(OperationKind.CompoundAssignment).Select(one => one.Target))
                .Concat(body.OfKind<ICoalesceAssignmentOperation>(OperationKind.CoalesceAssignment).Select(one => one.Target))
                .Concat(body.OfKind<IIncrementOrDecrementOperation>(OperationKind.Increment).Select(one => one.Target))
                .Concat(body.OfKind<IIncrementOrDecrementOperation>(OperationKind.Decrement).Select(one => one.Target))
                .Concat(body.OfKind<IArgumentOperation>(OperationKind.Argument)
                    .Where(one => one.Parameter is { RefKind: RefKind.Ref or RefKind.Out }).Select(one => one.Value)))
            {
                _ = target switch
                {
                    IParameterReferenceOperation parameter => _assigned.Add(parameter.Parameter),
                    IPropertyReferenceOperation property => _assigned.Add(property.Property),
                    _ => false,
                };
            }
        }

        return _assigned;
    }
}
