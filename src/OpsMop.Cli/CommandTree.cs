using System.CommandLine;
using System.CommandLine.Parsing;
using OpsMop.Parsing;

namespace OpsMop.CommandLine;

/// <summary>The verbs and options of the command line: one place for their names, their help and the check of their values.</summary>
internal sealed class CommandTree
{
    private static readonly string[] Outputs = ["text", "json"];
    private static readonly string[] Formats = ["text", "mermaid", "dot"];

    public CommandTree()
    {
        SetOption = new Option<string[]>("--set")
        {
            Description = "Set a variable of a role or of the policy; repeatable, a later one wins. @file.yaml sets all that the file names.",
            HelpName = "role.name=value | @file",
            Arity = ArgumentArity.OneOrMore,
        };
        OutputOption = OneOf("--output", "How to tell what happens: text for people, json for programs (one event a line).", Outputs);
        FormatOption = OneOf("--format", "What to draw: text, mermaid for Markdown pages, dot for Graphviz.", Formats);
        NotEmpty(RootOption, "a folder");
        NotEmpty(StateOption, "a folder");
        Plan.Add(DetailedExitCodeOption);
        Graph.Add(FormatOption);
        Docs.Add(TypesArgument);
        Docs.Add(OutOption);
        Docs.Add(ExamplesOption);
        Inventory.Add(PatternArgument);
        Inventory.Add(InventoryOption);
        Inventory.Add(LimitOption);
        NotEmpty(InventoryOption, "a file, a folder, or hosts with commas");
        NotEmpty(LimitOption, "a pattern of hosts");
        NotEmpty(OutOption, "a folder");
        NotEmpty(ExamplesOption, "a folder");
        foreach (var verb in Verbs)
        {
            Root.Add(verb);
        }

        foreach (var option in (ReadOnlySpan<Option>)[SetOption, TagsOption, OutputOption, RootOption, StateOption, SeedOption, VerboseOption, NoColourOption, HelpOption])
        {
            option.Recursive = true;
            Root.Add(option);
        }

        Root.Add(VersionOption);
    }

    public Command Root { get; } = new("policy");

    public Command Validate { get; } = new("validate", "Check the policy. Nothing is changed.");

    public Command Plan { get; } = new("plan", "Say what apply would do. Nothing is changed.");

    public Command Apply { get; } = new("apply", "Bring this host to what the policy declares.");

    public Command Graph { get; } = new("graph", "Draw the resources, in the order of their turns, with what waits for what.");

    public Command Facts { get; } = new("facts", "Show what is known of this host.");

    public Command Inventory { get; } = new("inventory", "Show the hosts that a pattern selects, and what the inventory says of each.");

    public Command Docs { get; } = new("docs", "Show the reference of the types of resources that the policy knows.");

    public IReadOnlyList<Command> Verbs => [Validate, Plan, Apply, Graph, Facts, Inventory, Docs];

    public Argument<string[]> TypesArgument { get; } = new("type") { Description = "The types, such as file; all of them in a list where none is named.", Arity = ArgumentArity.ZeroOrMore };

    public Argument<string> PatternArgument { get; } = new("pattern") { Description = "The hosts, such as web:&berlin:!web03; all of them where it is left out.", Arity = ArgumentArity.ZeroOrOne };

    public Option<string[]> InventoryOption { get; } = new("--inventory", "-i")
    {
        Description = "Take the hosts from a file, a folder, a program, or from the command line (web1,web2); repeatable.",
        HelpName = "PATH",
        Arity = ArgumentArity.OneOrMore,
    };

    public Option<string> LimitOption { get; } = new("--limit", "-l") { Description = "Only these hosts, of those that are selected.", HelpName = "PATTERN" };

    public Option<string> OutOption { get; } = new("--out") { Description = "Write a page for each type, and an index, into DIR.", HelpName = "DIR" };

    public Option<string> ExamplesOption { get; } = new("--examples") { Description = "Take the examples from the files NameExample.cs below DIR.", HelpName = "DIR" };

    public Option<string[]> SetOption { get; }

    public Option<string[]> TagsOption { get; } = new("--tags") { Description = "Only resources with one of these tags have their turn.", HelpName = "a,b", Arity = ArgumentArity.OneOrMore };

    public Option<string> OutputOption { get; }

    public Option<string> FormatOption { get; }

    public Option<string> RootOption { get; } = new("--root") { Description = "Manage the image or chroot directory DIR instead of this machine.", HelpName = "DIR" };

    public Option<string> StateOption { get; } = new("--state") { Description = "Keep locks, pending handlers and backups in DIR.", HelpName = "DIR" };

    public Option<int?> SeedOption { get; } = new("--seed") { Description = "Seed the chaos facts, to repeat a run.", HelpName = "N" };

    public Option<bool> VerboseOption { get; } = new("--verbose", "-v") { Description = "Show what is in order too, and what commands print." };

    public Option<bool> NoColourOption { get; } = new("--no-color") { Description = "No colours; NO_COLOR in the environment says the same." };

    public Option<bool> HelpOption { get; } = new("--help", "-h", "-?") { Description = "Show help, for a verb too." };

    public Option<bool> VersionOption { get; } = new("--version") { Description = "Show the version." };

    public Option<bool> DetailedExitCodeOption { get; } = new("--detailed-exitcode") { Description = "Exit with 2 where changes are pending." };

    /// <summary>Parses a command line.</summary>
    /// <param name="args">The arguments.</param>
    public ParseResult Parse(IReadOnlyList<string> args) => CommandLineParser.Parse(Root, args, new ParserConfiguration
    {
        EnablePosixBundling = false,
        // --set @file is ours.
        ResponseFileTokenReplacer = null,
    });

    /// <summary>What is wrong with a command line, for the person who wrote it; <see langword="null"/> if nothing is.</summary>
    /// <param name="parsed">The command line.</param>
    public string? Fault(ParseResult parsed)
    {
        var verb = parsed.CommandResult.Command;
        foreach (var token in parsed.UnmatchedTokens)
        {
            if (token.StartsWith('-') && token.Length > 1)
            {
                var name = token.Split('=', ':')[0];
                var known = Root.Options.Concat(verb.Options).SelectMany(option => option.Aliases.Append(option.Name)).Distinct().ToList();
                var elsewhere = Verbs.FirstOrDefault(other => other != verb && other.Options.Any(option => option.Name == name));
                var hint = elsewhere is not null ? $" It belongs to {elsewhere.Name}." : Suggestion.DidYouMean(name, known);
                return $"There is no option '{name}'{(verb == Root ? "" : $" for {verb.Name}")}.{hint}";
            }

            return verb == Root
                ? $"There is no verb '{token}'.{Suggestion.DidYouMean(token, Verbs.Select(known => known.Name))}"
                : $"'{token}' is one argument too many for {verb.Name}.";
        }

        return parsed.Errors.Count > 0 ? parsed.Errors[0].Message.ReplaceLineEndings(" ") : null;
    }

    private static Option<string> OneOf(string name, string description, string[] allowed)
    {
        var option = new Option<string>(name) { Description = description, HelpName = string.Join('|', allowed), DefaultValueFactory = _ => allowed[0] };
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                if (!allowed.Contains(token.Value, StringComparer.Ordinal))
                {
                    result.AddError($"{name} {token.Value}: it is one of {string.Join(", ", allowed)}.{Suggestion.DidYouMean(token.Value, allowed)}");
                }
            }
        });
        return option;
    }

    private static void NotEmpty(Option option, string what) => option.Validators.Add(result =>
    {
        if (result.Tokens.Any(token => token.Value.Length == 0))
        {
            result.AddError($"{option.Name} needs {what}.");
        }
    });
}
