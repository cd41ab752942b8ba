using System.CommandLine;
using OpsMop.Engine.Variables;

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

    /// <summary>Where reference pages are written; <see langword="null"/> for the standard output.</summary>
    public required string? Out { get; init; }

    /// <summary>Where the examples of reference pages are; <see langword="null"/> for none.</summary>
    public required string? Examples { get; init; }

    /// <summary>The pattern of hosts that the verb is for; <see langword="null"/> for all.</summary>
    public required string? Pattern { get; init; }

    /// <summary>The inventories, as written; empty for the usual places.</summary>
    public required IReadOnlyList<string> Inventories { get; init; }

    /// <summary>The pattern that limits the hosts; <see langword="null"/> for none.</summary>
    public required string? Limit { get; init; }

    /// <summary>Reads a command line that has no fault.</summary>
    /// <param name="tree">The verbs and options.</param>
    /// <param name="parsed">The command line.</param>
    public static Request Of(CommandTree tree, ParseResult parsed) => new()
    {
        IsJson = parsed.GetValue(tree.OutputOption) == "json",
        Verbose = parsed.GetValue(tree.VerboseOption),
        NoColour = parsed.GetValue(tree.NoColourOption),
        Settings = parsed.GetValue(tree.SetOption) ?? [],
        Tags = [.. (parsed.GetValue(tree.TagsOption) ?? []).SelectMany(tags => tags.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
        Root = parsed.GetValue(tree.RootOption),
        State = parsed.GetValue(tree.StateOption),
        Seed = parsed.GetValue(tree.SeedOption),
        DetailedExitCode = parsed.CommandResult.Command == tree.Plan && parsed.GetValue(tree.DetailedExitCodeOption),
        Types = parsed.CommandResult.Command == tree.Docs ? parsed.GetValue(tree.TypesArgument) ?? [] : [],
        Out = parsed.CommandResult.Command == tree.Docs ? parsed.GetValue(tree.OutOption) : null,
        Examples = parsed.CommandResult.Command == tree.Docs ? parsed.GetValue(tree.ExamplesOption) : null,
        Pattern = parsed.CommandResult.Command == tree.Inventory ? parsed.GetValue(tree.PatternArgument) : null,
        Inventories = parsed.GetValue(tree.InventoryOption) ?? [],
        Limit = parsed.GetValue(tree.LimitOption),
        Format = parsed.CommandResult.Command == tree.Graph ? parsed.GetValue(tree.FormatOption)! : "text",
    };
}
