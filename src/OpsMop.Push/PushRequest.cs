using OpsMop.Engine.Variables;
using OpsMop.Push.Agents;

namespace OpsMop.Push;

/// <summary>What a push is asked to do.</summary>
internal sealed record PushRequest
{
    /// <summary>So many hosts are worked on at the same time unless something else is asked for. Most of the time they are waited for; beyond some dozens the handshakes of ssh are the limit.</summary>
    public const int UsualForks = 32;

    /// <summary>What is done.</summary>
    public required PushVerb Verb { get; init; }

    /// <summary>The folder that inventories are looked for in.</summary>
    public required string CurrentDirectory { get; init; }

    /// <summary>The inventories as written: files, folders, or hosts with commas; empty for the policy's own or the usual place.</summary>
    public IReadOnlyList<string> Inventories { get; init; } = [];

    /// <summary>The hosts that a command runs on.</summary>
    public HostPattern Hosts { get; init; }

    /// <summary>Hosts that this does not select are left alone; not given for all.</summary>
    public HostPattern Limit { get; init; }

    /// <summary>The command: one word is a line for <c>sh</c>, several are a program and its arguments, which arrive as they are.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>The sizes of the batches of a command, as counts or percentages, the last of which repeats; empty for all hosts at once.</summary>
    public IReadOnlyList<string> Batches { get; init; } = [];

    /// <summary>The folder that the plan of each host is written to; <see langword="null"/> where none is saved.</summary>
    public string? SavePlansTo { get; init; }

    /// <summary>The folder with the plans to apply; <see langword="null"/> where the policy is applied.</summary>
    public string? PlansFrom { get; init; }

    /// <summary>How many hosts are worked on at the same time.</summary>
    public int Forks { get; init; } = UsualForks;

    /// <summary>Whether no further host is begun when one has failed or cannot be reached.</summary>
    public bool FailFast { get; init; }

    /// <summary>Agents to use for their platforms; for others they are looked for and published as usual.</summary>
    public IReadOnlyList<GivenAgent> Agents { get; init; } = [];

    /// <summary>What the command line says about connections; it wins over all that the inventory says.</summary>
    public ConnectionSettings Connection { get; init; } = new();

    /// <summary>What <c>--set</c> says, in order.</summary>
    public IReadOnlyList<VariableSetting> Settings { get; init; } = [];

    /// <summary>Only resources with one of these tags have their turn; all where empty.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The state directory on the hosts; <see langword="null"/> for the usual one.</summary>
    public string? StateDirectory { get; init; }

    /// <summary>The seed of the chaos facts; <see langword="null"/> for a random one.</summary>
    public int? ChaosSeed { get; init; }

    /// <summary>Whether events carry the output of commands that succeeded.</summary>
    public bool Verbose { get; init; }

    /// <summary>Asks whether to go on with these hosts, before the first of them is contacted. Where the answer is no, nothing is done.</summary>
    public Func<PushScope, CancellationToken, ValueTask<bool>> ConfirmAsync { get; init; } = static (_, _) => new(true);
}
