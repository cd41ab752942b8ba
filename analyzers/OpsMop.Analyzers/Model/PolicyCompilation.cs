using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OpsMop.Analyzers;

/// <summary>What the rules know of a compilation as a whole. Everything is read when it is first asked for, and once.</summary>
internal sealed class PolicyCompilation
{
    private readonly ConcurrentDictionary<INamedTypeSymbol, ResourceTypeInfo> _resourceTypes = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, IOperation?> _initializers = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, PolicyBody?> _bodies = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, Declarations?> _declarations = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IPropertySymbol, PropertyInfo?> _variables = new(SymbolEqualityComparer.Default);
    private readonly Lazy<PlanningReach> _planning;
    private readonly Lazy<ProjectFiles?> _projectFiles;
    private readonly Lazy<MachineReads> _machineReads;
    private readonly Lazy<ProjectWords> _words;
    private readonly Lazy<ScopedRoles> _scopedRoles;
    private readonly Lazy<TypesForCommands> _typesForCommands;
    private readonly Lazy<ReproducibleRoles> _reproducibleRoles;
    private readonly Lazy<TemplateSecrets> _templateSecrets;
    private readonly CancellationToken _cancel;

    public PolicyCompilation(Compilation compilation, KnownTypes types, AnalyzerOptions options, CancellationToken cancel)
    {
        Compilation = compilation;
        Types = types;
        Options = options;
        Constants = new ConstantReader(this, null);
        Catalogue = new Catalogue(compilation, cancel);
        _planning = Once(() => new PlanningReach(this));
        _projectFiles = Once(() => ProjectFiles.Read(options, cancel));
        _machineReads = Once(() => new MachineReads(this));
        _words = Once(() => new ProjectWords(compilation, cancel));
        _scopedRoles = Once(() => new ScopedRoles(compilation, cancel));
        _typesForCommands = Once(() => Analyzers.TypesForCommands.Read(this, cancel));
        _reproducibleRoles = Once(() => Analyzers.ReproducibleRoles.Read(this, cancel));
        _templateSecrets = Once(() => new TemplateSecrets(options, cancel));
        _cancel = cancel;
    }

    public Compilation Compilation { get; }

    public KnownTypes Types { get; }

    public AnalyzerOptions Options { get; }

    /// <summary>Reads constants outside of a body.</summary>
    public ConstantReader Constants { get; }

    /// <summary>The types and providers that the project can use.</summary>
    public Catalogue Catalogue { get; }

    /// <summary>The methods of the project that run while a provider plans.</summary>
    public PlanningReach Planning => _planning.Value;

    /// <summary>The files that travel with the project's roles; <see langword="null"/> where the build does not say.</summary>
    public ProjectFiles? ProjectFiles => _projectFiles.Value;

    /// <summary>Where code of the project reads the machine that it runs on.</summary>
    public MachineReads MachineReads => _machineReads.Value;

    /// <summary>The words of all texts of the project. They are read when they are first asked for, which takes a walk over the project.</summary>
    public ProjectWords Words => _words.Value;

    /// <summary>
    /// The roles that a <c>With</c> of their includer may reach. They are looked for when they are first asked for, which takes a walk over the project.
    /// </summary>
    public ScopedRoles ScopedRoles => _scopedRoles.Value;

    /// <summary>Which types stand in for which commands.</summary>
    public TypesForCommands TypesForCommands => _typesForCommands.Value;

    /// <summary>Which roles shall give the same host next year.</summary>
    public ReproducibleRoles ReproducibleRoles => _reproducibleRoles.Value;

    /// <summary>Which compiled templates write secrets.</summary>
    public TemplateSecrets TemplateSecrets => _templateSecrets.Value;

    /// <summary>What the attributes of a type say.</summary>
    public ResourceTypeInfo InfoOf(INamedTypeSymbol resource) => _resourceTypes.GetOrAdd(resource, static type => new ResourceTypeInfo(type));

    /// <summary>Whether a property is a variable of a role or policy.</summary>
    public bool IsVariable(IPropertySymbol property) =>
        property is { IsStatic: false, SetMethod.DeclaredAccessibility: Accessibility.Public, DeclaredAccessibility: Accessibility.Public }
        && (KnownTypes.IsOrDerivesFrom(property.ContainingType, Types.RoleBase) || KnownTypes.IsOrDerivesFrom(property.ContainingType, Types.Policy));

    /// <summary>The constraints of a variable; <see langword="null"/> where it has none, or the property is no variable.</summary>
    public PropertyInfo? ConstraintsOf(IPropertySymbol property) => _variables.GetOrAdd(
        property.OriginalDefinition,
        one => !one.GetAttributes().IsEmpty && IsVariable(one) && new PropertyInfo(one, isAction: false) is var info && InvalidValues.HasConstraints(info) ? info : null);

    /// <summary>The value that a field or property is declared with, wherever in the project; <see langword="null"/> where there is none to be seen.</summary>
    public IOperation? InitializerOf(ISymbol member) => _initializers.GetOrAdd(member, FindInitializer);

    /// <summary>The body of a method of the project; <see langword="null"/> where there is none to be seen.</summary>
    public PolicyBody? BodyOf(IMethodSymbol method) => _bodies.GetOrAdd(method.OriginalDefinition, FindBody);

    /// <summary>
    /// What a method of the project declares of which there may be one, with what it calls; <see langword="null"/> where it is not to be seen.
    /// </summary>
    /// <param name="method">The method.</param>
    /// <param name="depth">How many calls deep to look.</param>
    public Declarations? DeclaredIn(IMethodSymbol method, int depth)
    {
        if (!_declarations.TryGetValue(method.OriginalDefinition, out var known))
        {
            known = BodyOf(method) is { } body ? Declarations.Of(body, depth) : null;
            _declarations.TryAdd(method.OriginalDefinition, known);
        }

        return known;
    }

    /// <summary>The body that the compiler is asking the analyzers about.</summary>
    public PolicyBody BodyOf(ISymbol owner, IReadOnlyList<IOperation> blocks) => new(this, owner, blocks);

    /// <summary>Read when it is first asked for. A cancelled reading must not be remembered as the answer.</summary>
    private static Lazy<T> Once<T>(Func<T> read) => new(read, LazyThreadSafetyMode.PublicationOnly);

    private PolicyBody? FindBody(IMethodSymbol method)
    {
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            var syntax = reference.GetSyntax(_cancel);
            SyntaxNode? body = syntax switch
            {
                BaseMethodDeclarationSyntax declared => (SyntaxNode?)declared.Body ?? declared.ExpressionBody,
                LocalFunctionStatementSyntax local => (SyntaxNode?)local.Body ?? local.ExpressionBody,
                ArrowExpressionClauseSyntax getter => getter,
                AccessorDeclarationSyntax accessor => (SyntaxNode?)accessor.Body ?? accessor.ExpressionBody,
                _ => null,
            };
            if (body is not null && OperationOf(body) is { } operation)
            {
                return new PolicyBody(this, method, [operation]);
            }
        }

        return null;
    }

    private IOperation? FindInitializer(ISymbol member)
    {
        foreach (var reference in member.DeclaringSyntaxReferences)
        {
            var value = reference.GetSyntax(_cancel) switch
            {
                VariableDeclaratorSyntax { Initializer.Value: { } given } => given,
                PropertyDeclarationSyntax { Initializer.Value: { } given } => given,
                PropertyDeclarationSyntax { ExpressionBody.Expression: { } given } => given,
                _ => null,
            };
            if (value is null)
            {
                continue;
            }

            // The conversion to the member's type belongs to the value: "static readonly UnixMode Private = "0600"".
            var operation = OperationOf(value);
            return operation?.Parent is Microsoft.CodeAnalysis.Operations.IConversionOperation { IsImplicit: true } conversion ? conversion : operation;
        }

        return null;
    }

    private IOperation? OperationOf(SyntaxNode node) => Compilation.GetSemanticModel(node.SyntaxTree).GetOperation(node, _cancel);
}
