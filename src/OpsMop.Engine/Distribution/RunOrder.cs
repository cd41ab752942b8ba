using System.Text.Json.Serialization;
using OpsMop.Engine.Events;
using OpsMop.Engine.Sources;
using OpsMop.Engine.Variables;

namespace OpsMop.Engine.Distribution;

/// <summary>One run of an agent: roles for a host, and how they are run there. It is sent over the connection and nowhere else, as secrets are in it as they are.</summary>
public sealed record RunOrder
{
    /// <summary>What is done.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required RunVerb Verb { get; init; }

    /// <summary>The host's name in the inventory: <c>host.Name</c>.</summary>
    public required string HostName { get; init; }

    /// <summary>The groups that the host is in.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>The roles of this run, in their order.</summary>
    public required IReadOnlyList<BoundRole> Roles { get; init; }

    /// <summary>The names of all roles that the policy has for this host, those of other runs among them: what those have pending is theirs (see <see cref="EngineOptions.PolicyRoles"/>).</summary>
    public IReadOnlyList<string> PolicyRoles { get; init; } = [];

    /// <summary>The layers of data, with what is for roles that the roles may include.</summary>
    public IReadOnlyList<VariableLayer> Layers { get; init; } = [];

    /// <summary>What <c>--set</c> says, for roles that the roles may include.</summary>
    public IReadOnlyList<VariableSetting> Settings { get; init; } = [];

    /// <summary>Only resources with one of these tags have their turn; all where empty.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whether events carry the output of commands that succeeded.</summary>
    public bool Verbose { get; init; }

    /// <summary>Whether the controller wants to hear of each resource, also where nothing is to be done.</summary>
    public bool TellsUnchanged { get; init; }

    /// <summary>The seed of the chaos facts; a random one where not set.</summary>
    public int? Seed { get; init; }

    /// <summary>Whether the plan is sent back, to be applied later.</summary>
    public bool SavesPlan { get; init; }

    /// <summary>The saved plan to apply, as <see cref="Plans.SavedPlan.ToBytes"/> gives it; empty where the roles are applied as they are.</summary>
    public ReadOnlyMemory<byte> SavedPlan { get; init; }

    /// <summary>How the agent runs it.</summary>
    /// <param name="sinks">Who takes the events.</param>
    /// <param name="abort">Ends the running change when it is cancelled.</param>
    /// <param name="stateDirectory">Where runs, ledger and lock are kept; as <see cref="EngineOptions.StateDirectory"/> says where not given.</param>
    /// <param name="system">What is managed; the machine itself where not given.</param>
    public EngineOptions ToOptions(IList<IEventSink> sinks, CancellationToken abort, string? stateDirectory = null, ISystem? system = null) =>
        ToOptions(sinks, abort, stateDirectory, system, null, null);

    /// <summary>How the agent runs it, with files that are on the controller.</summary>
    internal EngineOptions ToOptions(
        IList<IEventSink> sinks,
        CancellationToken abort,
        string? stateDirectory,
        ISystem? system,
        IPolicyFiles? sources,
        IControllerFiles? controller) => new()
    {
        Sources = sources,
        Controller = controller,
        System = system,
        HostName = HostName,
        Groups = Groups,
        Layers = Layers,
        Settings = Settings,
        Tags = Tags,
        Roles = Roles,
        PolicyRoles = PolicyRoles,
        Sinks = sinks,
        StateDirectory = stateDirectory,
        Verbose = Verbose,
        ChaosSeed = Seed,
        Abort = abort,
    };

    /// <summary>Whom it is for: what it holds may be secret.</summary>
    public override string ToString() => $"{Verb} {string.Join(", ", Roles.Select(role => role.Name))} on {HostName}";
}
