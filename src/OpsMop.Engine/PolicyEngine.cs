using OpsMop.Engine.Events;
using OpsMop.Engine.Model;

namespace OpsMop.Engine;

/// <summary>Plans and applies a policy on one host.</summary>
/// <param name="policy">The policy.</param>
/// <param name="options">How it is run.</param>
public sealed class PolicyEngine(Policy policy, EngineOptions? options = null)
{
    private readonly EngineOptions _options = options ?? new EngineOptions();

    /// <summary>Checks the policy without touching anything.</summary>
    public Task<IReadOnlyList<Finding>> ValidateAsync(CancellationToken cancel = default) => throw new NotSupportedException(policy + _options.ToString());

    /// <summary>Says what an apply would do. Nothing is changed.</summary>
    public Task<RunFinished> PlanAsync(CancellationToken stop = default) => throw new NotSupportedException();

    /// <summary>Brings the host to what the policy declares.</summary>
    public Task<RunFinished> ApplyAsync(CancellationToken stop = default) => throw new NotSupportedException();

    /// <summary>The graph of the host.</summary>
    public Task<PolicyGraph> GraphAsync(CancellationToken cancel = default) => throw new NotSupportedException();
}
