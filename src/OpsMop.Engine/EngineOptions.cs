using System.Text.Json;
using OpsMop.Engine.Distribution;
using OpsMop.Engine.Events;
using OpsMop.Engine.Sources;
using OpsMop.Engine.Variables;

namespace OpsMop.Engine;

/// <summary>How a policy is run. The defaults run it on this machine as the command line does.</summary>
public sealed class EngineOptions
{
    /// <summary>What is managed; this machine where not set.</summary>
    public ISystem? System { get; init; }

    /// <summary>The host's name in events; the machine's own name where not set.</summary>
    public string? HostName { get; init; }

    /// <summary>The groups that the host is in.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>The data layers, lowest first: environment, groups, host.</summary>
    public IReadOnlyList<VariableLayer> Layers { get; init; } = [];

    /// <summary>What <c>--set</c> says, in order.</summary>
    public IReadOnlyList<VariableSetting> Settings { get; init; } = [];

    /// <summary>Only resources with one of these tags have their turn; all where empty.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>
    /// The roles to run, bound on a controller; <see langword="null"/> where the policy composes itself, as in a local run. The policy is then neither loaded nor composed, and its own
    /// variables are not bound: <see cref="Layers"/> and <see cref="Settings"/> count for roles that the given ones include.
    /// </summary>
    public IReadOnlyList<BoundRole>? Roles { get; init; }

    /// <summary>
    /// The names of all roles that the policy has for this host, where <see cref="Roles"/> are only some of them, as in a step of a push: what the others have pending
    /// stays so. The given roles are all where it is empty.
    /// </summary>
    public IReadOnlyList<string> PolicyRoles { get; init; } = [];

    /// <summary>Who takes the events.</summary>
    public IList<IEventSink> Sinks { get; init; } = [];

    /// <summary>Where runs, ledger and lock are kept; <c>/var/lib/opsmop</c> for root and below <c>$XDG_STATE_HOME</c> for others where not set.</summary>
    public string? StateDirectory { get; init; }

    /// <summary>Whether events carry the output of commands that succeeded.</summary>
    public bool Verbose { get; init; }

    /// <summary>The folder of the program, where files and templates of the policy are looked for; a test's own in tests.</summary>
    internal string ProgramDirectory { get; init; } = AppContext.BaseDirectory;

    /// <summary>Where the files are that travel with the policy; beside the program and its sources where not set.</summary>
    internal IPolicyFiles? Sources { get; init; }

    /// <summary>The controller's disk, as far as the host may write to it; <see langword="null"/> where this machine is the controller.</summary>
    internal IControllerFiles? Controller { get; init; }

    /// <summary>The seed of the chaos facts; a random one where not set.</summary>
    public int? ChaosSeed { get; init; }

    /// <summary>Ends the running change, group-wide, when it is cancelled. The token given to a run stops only after it.</summary>
    public CancellationToken Abort { get; init; }
}
