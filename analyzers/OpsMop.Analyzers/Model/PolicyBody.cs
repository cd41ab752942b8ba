using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OpsMop.Analyzers;

/// <summary>
/// A method, or the value of a member, as the rules see it: the resources that it declares, its variables, its operations by kind. It is read once, for all rules.
/// </summary>
internal sealed class PolicyBody
{
    private readonly Dictionary<OperationKind, List<IOperation>> _operations = [];
    private readonly Dictionary<IInvocationOperation, ResourceUse> _declarations = [];
    private readonly List<ResourceUse> _resources = [];
    private IReadOnlyList<CommandUse>? _commands;

    public PolicyBody(PolicyCompilation compilation, ISymbol owner, IReadOnlyList<IOperation> blocks)
    {
        Compilation = compilation;
        Owner = owner;
        Blocks = blocks;
        Locals = new LocalUses();
        Constants = new ConstantReader(compilation, Locals);
        Kind = KindOf(owner, compilation.Types);
        foreach (var block in blocks)
        {
            Collect(block);
        }

        ReadResources();
    }

    public PolicyCompilation Compilation { get; }

    public KnownTypes Types => Compilation.Types;

    /// <summary>The method or member.</summary>
    public ISymbol Owner { get; }

    public BodyKind Kind { get; }

    /// <summary>The operations at its top.</summary>
    public IReadOnlyList<IOperation> Blocks { get; }

    public LocalUses Locals { get; }

    /// <summary>Reads constants, the body's own variables among them.</summary>
    public ConstantReader Constants { get; }

    /// <summary>The resources that are declared here, in the order of writing.</summary>
    public IReadOnlyList<ResourceUse> Resources => _resources;

    /// <summary>The commands that are written here or given to its resources.</summary>
    public IReadOnlyList<CommandUse> Commands => _commands ??= CommandUse.Find(this);

    /// <summary>All operations of a kind, in the order of writing, those in lambdas and local functions among them.</summary>
    public IEnumerable<T> OfKind<T>(OperationKind kind)
        where T : class, IOperation => _operations.TryGetValue(kind, out var found) ? found.Cast<T>() : [];

    /// <summary>All calls.</summary>
    public IEnumerable<IInvocationOperation> Invocations => OfKind<IInvocationOperation>(OperationKind.Invocation);

    /// <summary>
    /// The resources that a builder stands for: one behind a chain or a variable assigned once, several behind <c>?:</c> or a variable assigned twice;
    /// none where it comes from elsewhere.
    /// </summary>
    public IReadOnlyList<ResourceUse> Resolve(IOperation? builder) => Resolve(builder, 32);

    private static BodyKind KindOf(ISymbol owner, KnownTypes types) => owner is not IMethodSymbol { IsOverride: true } method ? BodyKind.Other : method.Name switch
    {
        "Define" when KnownTypes.IsOrDerivesFrom(method.ContainingType, types.Role) => BodyKind.Define,
        "RunAsync" when KnownTypes.IsOrDerivesFrom(method.ContainingType, types.Procedure) => BodyKind.Procedure,
        "Compose" when KnownTypes.IsOrDerivesFrom(method.ContainingType, types.Policy) => BodyKind.Compose,
        _ => BodyKind.Other,
    };

    private void Collect(IOperation operation)
    {
        if (!_operations.TryGetValue(operation.Kind, out var list))
        {
            _operations.Add(operation.Kind, list = []);
        }

        list.Add(operation);
        Locals.Note(operation);
        foreach (var child in operation.ChildOperations)
        {
            Collect(child);
        }
    }

    private void ReadResources()
    {
        List<IInvocationOperation>? settings = null;
        foreach (var call in Invocations)
        {
            if (Declared(call) is { } type)
            {
                var resource = new ResourceUse(this, call, type);
                _declarations.Add(call, resource);
                _resources.Add(resource);
            }
            else if (Receiver(call) is { } receiver && Types.IsBuilder(receiver.Type))
            {
                (settings ??= []).Add(call);
            }
        }

        if (_resources.Count == 0)
        {
            return;
        }

        _resources.Sort((left, right) => left.Call.Syntax.SpanStart.CompareTo(right.Call.Syntax.SpanStart));
        foreach (var call in settings ?? [])
        {
            var resources = Resolve(Receiver(call));
            foreach (var resource in resources)
            {
                var (property, verb) = resource.Type.FindSetter(call.TargetMethod.Name);
                resource.Add(new Setting(call, property, verb, isShared: resources.Count > 1));

                // Which of several it is, nobody knows here; nor what a method sets that an author wrote by hand.
                resource.IsOpen |= resources.Count > 1 || (property is null && !IsOfTheLanguage(call.TargetMethod));
            }
        }

        foreach (var resource in _resources)
        {
            resource.Sort();
            resource.IsOpen |= Escapes(resource.Call, 32);
        }
    }

    /// <summary>The type of resource that a call such as <c>host.File("/x")</c> declares.</summary>
    private ResourceTypeInfo? Declared(IInvocationOperation call) =>
        call.TargetMethod is { IsExtensionMethod: true, Parameters: [{ Type: var host }, ..] } method
        && (KnownTypes.Is(host, Types.Host) || KnownTypes.Is(host, Types.Session))
        && Types.ResourceOf(method.ReturnType) is { } resource
        && IsGenerated(method)
            ? Compilation.InfoOf(resource)
            : null;

    /// <summary>A method of the user's own that takes a host and gives a builder is no declaration: the one inside it is.</summary>
    public static bool IsGenerated(IMethodSymbol method)
    {
        foreach (var attribute in method.ContainingType.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == "GeneratedCodeAttribute")
            {
                return true;
            }
        }

        return false;
    }

    private static IOperation? Receiver(IInvocationOperation call) =>
        call.Instance ?? (call.TargetMethod.IsExtensionMethod && call.Arguments.Length > 0 ? call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value : null);

    private IReadOnlyList<ResourceUse> Resolve(IOperation? builder, int depth)
    {
        if (depth == 0)
        {
            return [];
        }

        switch (builder)
        {
            case IInvocationOperation call when _declarations.TryGetValue(call, out var declared):
                return [declared];
            case IInvocationOperation call when Receiver(call) is { } receiver && Types.IsBuilder(receiver.Type) && Types.IsBuilder(call.Type):
                return Resolve(receiver, depth - 1);
            case IConversionOperation conversion:
                return Resolve(conversion.Operand, depth - 1);
            case IParenthesizedOperation parenthesized:
                return Resolve(parenthesized.Operand, depth - 1);
            case ISimpleAssignmentOperation assignment:
                return Resolve(assignment.Value, depth - 1);
            case IConditionalOperation { WhenFalse: { } otherwise } conditional:
                return [.. Resolve(conditional.WhenTrue, depth - 1), .. Resolve(otherwise, depth - 1)];
            case ILocalReferenceOperation local:
                return [.. Locals.ValuesOf(local.Local).SelectMany(value => Resolve(value, depth - 1)).Distinct()];
            default:
                return [];
        }
    }

    /// <summary>Whether a builder goes where this body does not see what is called on it.</summary>
    private bool Escapes(IOperation builder, int depth)
    {
        if (depth == 0)
        {
            return true;
        }

        switch (builder.Parent)
        {
            case IExpressionStatementOperation or IAwaitOperation or null:
                return false;
            case IConversionOperation or IParenthesizedOperation or IConditionalOperation:
                return Escapes(builder.Parent, depth - 1);
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                return Locals.ValuesOf(declarator.Symbol).Count != 1 || Locals.ReadsOf(declarator.Symbol).Any(read => Escapes(read, depth - 1));
            case ISimpleAssignmentOperation { Target: IDiscardOperation }:
                return false;
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } assignment when assignment.Value == builder:
                return Locals.ValuesOf(local).Count != 1 || Locals.ReadsOf(local).Any(read => Escapes(read, depth - 1));
            case IInvocationOperation call when call.Instance == builder:
                // A setting gives the builder back; what else is called on it sees no settings.
                return Types.IsBuilder(call.Type) && Escapes(call, depth - 1);
            case IArgumentOperation { Parent: IInvocationOperation call }:
                return EscapesInto(call, builder, depth);
            case IArrayInitializerOperation { Parent: IArrayCreationOperation { IsImplicit: true, Parent: IArgumentOperation { Parent: IInvocationOperation call } } }:
                return EscapesInto(call, builder, depth);
            case IReturnOperation { Parent: IBlockOperation { Parent: IAnonymousFunctionOperation { Symbol.ReturnsVoid: true } } }:
                return false;
            default:
                return true;
        }
    }

    /// <summary>An argument of the language itself, such as that of <c>.After(x)</c>, is only pointed to; an extension method of builders is a setting.</summary>
    private bool EscapesInto(IInvocationOperation call, IOperation builder, int depth)
    {
        var isReceiver = call.TargetMethod.IsExtensionMethod && call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value == builder;
        var isKnown = IsGenerated(call.TargetMethod) || Types.IsBuilder(call.TargetMethod.ContainingType) || IsOfTheLanguage(call.TargetMethod);
        return !isKnown || (isReceiver && Types.IsBuilder(call.Type) && Escapes(call, depth - 1));
    }

    /// <summary>
    /// A method of OpsMop itself: it sets what its name says, and points to what it is given. Authors write theirs in the same namespace, so that all policies
    /// find them.
    /// </summary>
    private bool IsOfTheLanguage(IMethodSymbol method) =>
        SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, Types.Host.ContainingAssembly) || method.ContainingAssembly?.Name == "OpsMop.Resources";
}
