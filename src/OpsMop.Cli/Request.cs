using System.CommandLine;
using OpsMop.Push;
using OpsMop.Push.Agents;

namespace OpsMop.CommandLine;

/// <summary>What a command line asks for.</summary>
internal sealed record Request
{
    /// <summary>Whether events are written as JSON.</summary>
    public required bool IsJson { get; init; }

    /// <summary>Whether more is told.</summary>
    public required bool Verbose { get; init; }

    /// <summary>Whether colours are kept away.</summary>
    public required bool NoColour { get; init; }

    /// <summary>What <c>--set</c> says, as written, in order.</summary>
    public required IReadOnlyList<string> Settings { get; init; }

    /// <summary>The tags.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The image or chroot directory; <see langword="null"/> for this machine.</summary>
    public required string? Root { get; init; }

    /// <summary>The state directory; <see langword="null"/> for the usual one.</summary>
    public required string? State { get; init; }

    /// <summary>The seed of the chaos facts.</summary>
    public required int? Seed { get; init; }

    /// <summary>Whether a plan with changes exits with 2.</summary>
    public required bool DetailedExitCode { get; init; }

    /// <summary>What a graph is drawn as.</summary>
    public required string Format { get; init; }

    /// <summary>The types whose reference is asked for.</summary>
    public required IReadOnlyList<string> Types { get; init; }

    /// <summary>Where reference pages or an agent are written; <see langword="null"/> for the standard output and for the usual place.</summary>
    public required string? Out { get; init; }

    /// <summary>Where the examples of reference pages are; <see langword="null"/> for none.</summary>
    public required string? Examples { get; init; }

    /// <summary>The file that a plan is saved in, or that holds the one to apply, as written; <see langword="null"/> for none.</summary>
    public string? PlanFile { get; init; }

    /// <summary>Whether nothing is asked.</summary>
    public bool Yes { get; init; }

    /// <summary>What <c>push</c> and <c>exec</c> are to do; <see langword="null"/> for other verbs.</summary>
    public PushRequest? Push { get; init; }

    /// <summary>The platforms that agents are published for.</summary>
    public IReadOnlyList<string> Platforms { get; init; } = [];

    /// <summary>Whether an agent is published although there is one.</summary>
    public bool Again { get; init; }

    /// <summary>The pattern of hosts that the verb is for; <see langword="null"/> for all.</summary>
    public required string? Pattern { get; init; }

    /// <summary>The inventories, as written; empty for the usual places.</summary>
    public required IReadOnlyList<string> Inventories { get; init; }

    /// <summary>The pattern that limits the hosts; <see langword="null"/> for none.</summary>
    public required string? Limit { get; init; }

    /// <summary>Reads a command line that has no fault.</summary>
    /// <param name="tree">The verbs and options.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="command">The command of <c>exec</c>.</param>
    /// <param name="currentDirectory">The directory that paths are relative to.</param>
    public static Request Of(CommandTree tree, ParseResult parsed, IReadOnlyList<string>? command, string currentDirectory)
    {
        var request = Of(tree, parsed);
        return parsed.CommandResult.Command == tree.Push || parsed.CommandResult.Command == tree.Exec
            ? request with { Push = PushOf(request, tree, parsed, command, currentDirectory) }
            : request;
    }

    private static PushRequest PushOf(Request request, CommandTree tree, ParseResult parsed, IReadOnlyList<string>? command, string currentDirectory)
    {
        var isExec = parsed.CommandResult.Command == tree.Exec;
        return new PushRequest
        {
            Verb = isExec ? PushVerb.Exec : parsed.GetValue(tree.PlanOption) ? PushVerb.Plan : PushVerb.Apply,
            Inventories = request.Inventories,
            CurrentDirectory = currentDirectory,
            Hosts = isExec ? parsed.GetValue(tree.HostsArgument) : null,
            Limit = request.Limit,
            Command = command ?? [],
            Batches = isExec ? [.. (parsed.GetValue(tree.SerialOption) ?? []).SelectMany(sizes => sizes.Split(','))] : [],
            SavePlansTo = isExec ? null : Full(parsed.GetValue(tree.PlansOption)),
            PlansFrom = isExec ? null : Full(parsed.GetValue(tree.PlansArgument)),
            Forks = parsed.GetValue(tree.ForksOption),
            FailFast = parsed.GetValue(tree.FailFastOption),
            Agents = [.. (parsed.GetValue(tree.AgentOption) ?? []).Select(agent => GivenAgent.Parse(agent, currentDirectory))],
            Connection = new ConnectionSettings
            {
                User = parsed.GetValue(tree.UserOption),
                Sudo = parsed.GetValue(tree.SudoOption) ? true : parsed.GetValue(tree.NoSudoOption) ? false : null,
                Password = parsed.GetValue(tree.AskPasswordOption) ? PasswordSource.Prompt : null,
                SudoPassword = parsed.GetValue(tree.AskSudoPasswordOption) ? PasswordSource.Prompt : null,
                Timeout = parsed.GetValue(tree.TimeoutOption),
                Agentless = parsed.GetValue(tree.AgentlessOption) ? true : null,
            },
            Tags = request.Tags,
            StateDirectory = request.State,
            ChaosSeed = request.Seed,
            Verbose = request.Verbose,
        };

        string? Full(string? path) => path is null ? null : Path.GetFullPath(path, currentDirectory);
    }

    private static Request Of(CommandTree tree, ParseResult parsed) => new()
    {
        IsJson = parsed.GetValue(tree.OutputOption) == "json",
        Verbose = parsed.GetValue(tree.VerboseOption),
        Yes = parsed.GetValue(tree.YesOption),
        NoColour = parsed.GetValue(tree.NoColourOption),
        Settings = parsed.GetValue(tree.SetOption) ?? [],
        Tags = [.. (parsed.GetValue(tree.TagsOption) ?? []).SelectMany(tags => tags.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
        Root = parsed.GetValue(tree.RootOption),
        State = parsed.GetValue(tree.StateOption),
        Seed = parsed.GetValue(tree.SeedOption),
        DetailedExitCode = (parsed.CommandResult.Command == tree.Plan || parsed.CommandResult.Command == tree.Push) && parsed.GetValue(tree.DetailedExitCodeOption),
        Types = parsed.CommandResult.Command == tree.Docs ? parsed.GetValue(tree.TypesArgument) ?? [] : [],
        Out = parsed.CommandResult.Command == tree.Docs ? parsed.GetValue(tree.OutOption)
            : parsed.CommandResult.Command == tree.Publish ? parsed.GetValue(tree.AgentOutOption)
            : null,
        PlanFile = parsed.CommandResult.Command == tree.Plan ? parsed.GetValue(tree.PlanFileOption)
            : parsed.CommandResult.Command == tree.Apply ? parsed.GetValue(tree.PlanFileArgument)
            : null,
        Platforms = parsed.CommandResult.Command == tree.Publish ? parsed.GetValue(tree.PlatformOption) ?? [] : [],
        Again = parsed.CommandResult.Command == tree.Publish && parsed.GetValue(tree.AgainOption),
        Examples = parsed.CommandResult.Command == tree.Docs ? parsed.GetValue(tree.ExamplesOption) : null,
        Pattern = parsed.CommandResult.Command == tree.Inventory ? parsed.GetValue(tree.PatternArgument) : null,
        Inventories = parsed.GetValue(tree.InventoryOption) ?? [],
        Limit = parsed.GetValue(tree.LimitOption),
        Format = parsed.CommandResult.Command == tree.Graph ? parsed.GetValue(tree.FormatOption)! : "text",
    };
}
