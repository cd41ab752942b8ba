using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OpsMop.Analyzers;

/// <summary>Checks policies, roles and procedures: each body is read once, and every rule looks at what was read.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PolicyAnalyzer : DiagnosticAnalyzer
{
    internal static readonly IReadOnlyList<PolicyRule> Rules =
    [
        new Duplicates(),
        new ExclusiveProperties(),
        new OrderCycles(),
        new RequiredProperties(),
        new RequiredVariables(),
        new UnusedHandlers(),
        new SecretFlows(),
        new SecretLiterals(),
        new PermissiveModes(),
        new Downloads(),
        new RecursiveChanges(),
        new PlanningEffects(),
        new PlatformSupport(),
        new NeededProperties(),
        new InvalidValues(),
        new MissingSourceFiles(),
        new AwaitedResources(),
        new LostResources(),
        new ForgottenServices(),
        new ImperativeStates(),
        new MachineFacts(),
        new MissingModes(),
        new CommandFaults(),
        new UnguardedCommands(),
        new CommandsInsteadOfTypes(),
        new RandomValues(),
        new UnpinnedVersions(),
        new NeedlessShell(),
        new LostFailures(),
        new UncheckedPeers(),
        new PastTheQuoting(),
        new PredictableNames(),
    ];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.CreateRange(
        Rules.SelectMany(rule => rule.Descriptors).Distinct());

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (KnownTypes.Find(start.Compilation) is not { } types)
            {
                return;
            }

            var compilation = new PolicyCompilation(start.Compilation, types, start.Options, start.CancellationToken);
            start.RegisterOperationBlockAction(block =>
            {
                var body = compilation.BodyOf(block.OwningSymbol, block.OperationBlocks);
                var report = new Report(block.ReportDiagnostic, block.CancellationToken);
                foreach (var rule in Rules)
                {
                    rule.Check(body, report);
                }
            });
        });
    }
}
