using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using OpsMop.Parsing;
using OpsMop.Push;
using OpsMop.Push.Agents;

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
        Plan.Add(PlanFileOption);
        Apply.Add(PlanFileArgument);
        NotEmpty(PlanFileOption, "a file");
        Graph.Add(FormatOption);
        Docs.Add(TypesArgument);
        Docs.Add(OutOption);
        Docs.Add(ExamplesOption);
        Publish.Add(PlatformOption);
        Publish.Add(AgentOutOption);
        Publish.Add(AgainOption);
        NotEmpty(AgentOutOption, "a file or a folder");
        Inventory.Add(PatternArgument);
        Inventory.Add(InventoryOption);
        Inventory.Add(LimitOption);
        NotEmpty(OutOption, "a folder");
        NotEmpty(ExamplesOption, "a folder");
        AddFleet();
        foreach (var verb in (IEnumerable<Command>)[.. Verbs, Agent])
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

    public Command Push { get; } = new("push", "Bring other hosts to what the policy declares, over SSH.");

    public Command Exec { get; } = new("exec", "Run a command on other hosts, over SSH.");

    public Command Publish { get; } = new("publish", "Publish the policy as the agent that push sends to hosts, ahead of a push.");

    /// <summary>The policy at the other end of a push. No person calls it, and help does not show it.</summary>
    public Command Agent { get; } = new("agent") { Hidden = true };

    public Command Graph { get; } = new("graph", "Draw the resources, in the order of their turns, with what waits for what.");

    public Command Facts { get; } = new("facts", "Show what is known of this host.");

    public Command Inventory { get; } = new("inventory", "Show the hosts that a pattern selects, and what the inventory says of each.");

    public Command Docs { get; } = new("docs", "Show the reference of the types of resources that the policy knows.");

    public IReadOnlyList<Command> Verbs => [Validate, Plan, Apply, Push, Exec, Inventory, Publish, Graph, Facts, Docs];

    public Argument<string[]> TypesArgument { get; } = new("type") { Description = "The types, such as file; all of them in a list where none is named.", Arity = ArgumentArity.ZeroOrMore };

    public Argument<string> PatternArgument { get; } = new("pattern") { Description = "The hosts, such as web:&berlin:!web03; all of them where it is left out.", Arity = ArgumentArity.ZeroOrOne };

    public Option<string[]> InventoryOption { get; } = new("--inventory", "-i")
    {
        Description = "Take the hosts from a file, a folder, a program, or from the command line (web1,web2); repeatable.",
        HelpName = "PATH",
        Arity = ArgumentArity.OneOrMore,
    };

    public Option<string> LimitOption { get; } = new("--limit", "-l") { Description = "Only these of the hosts: names, groups, web*, web:&berlin:!web03; @failed for those that failed last.", HelpName = "PATTERN" };

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

    public Option<string> PlanFileOption { get; } = new("--out") { Description = "Save the plan in FILE, for apply FILE.", HelpName = "FILE" };

    public Argument<string> PlanFileArgument { get; } = new("PLAN") { Description = "The saved plan to apply.", Arity = ArgumentArity.ZeroOrOne };

    public Argument<string> PlansArgument { get; } = new("DIR") { Description = "The folder with saved plans to apply, one for each host.", Arity = ArgumentArity.ZeroOrOne };

    public Argument<string> HostsArgument { get; } = new("PATTERN") { Description = "The hosts.", Arity = ArgumentArity.ZeroOrOne };

    public Option<bool> PlanOption { get; } = new("--plan") { Description = "Only say what would be done; nothing is changed." };

    public Option<string> PlansOption { get; } = new("--out") { Description = "With --plan: save the plan of each host in DIR, for push DIR.", HelpName = "DIR" };

    public Option<int> ForksOption { get; } = new("--forks", "-f")
    {
        Description = $"How many hosts are worked on at the same time; {PushRequest.UsualForks} if not given.",
        HelpName = "N",
        DefaultValueFactory = _ => PushRequest.UsualForks,
    };

    public Option<bool> FailFastOption { get; } = new("--fail-fast") { Description = "Begin with no further host when one has failed or cannot be reached." };

    public Option<bool> YesOption { get; } = new("--yes", "-y") { Description = "Do not ask before everything in the inventory is changed." };

    public Option<bool> AgentlessOption { get; } = new("--agentless") { Description = "Work from here, with nothing on the hosts but sh." };

    public Option<string[]> AgentOption { get; } = new("--agent") { Description = "Use this published agent; repeatable, one for each platform.", HelpName = "[PLATFORM=]FILE", Arity = ArgumentArity.OneOrMore };

    public Option<string[]> SerialOption { get; } = new("--serial") { Description = "Go through the hosts in batches of these sizes; the last one repeats.", HelpName = "1,10%,100%", Arity = ArgumentArity.OneOrMore };

    public Option<bool> SudoOption { get; } = new("--sudo") { Description = "Work as root, by sudo." };

    public Option<bool> NoSudoOption { get; } = new("--no-sudo") { Description = "Work as the user who logs in, whatever the inventory says." };

    public Option<string> UserOption { get; } = new("--user", "-u") { Description = "Log in as this user.", HelpName = "NAME" };

    public Option<bool> AskPasswordOption { get; } = new("--ask-password") { Description = "Ask for the password for logging in." };

    public Option<bool> AskSudoPasswordOption { get; } = new("--ask-sudo-password") { Description = "Ask for the password for sudo." };

    public Option<string[]> PlatformOption { get; } = new("--platform")
    {
        Description = "For hosts of this kind: linux-x64, linux-arm64, linux-musl-x64, linux-musl-arm64; repeatable. That of this machine where not given.",
        HelpName = "PLATFORM",
        Arity = ArgumentArity.OneOrMore,
    };

    public Option<string> AgentOutOption { get; } = new("--out") { Description = "Write the agent to FILE, or several into DIR. Otherwise they stay in the cache, where push finds them.", HelpName = "FILE|DIR" };

    public Option<bool> AgainOption { get; } = new("--again") { Description = "Publish although nothing has changed, and what has failed before." };

    public Option<string> TimeoutOption { get; } = new("--timeout") { Description = "How long connecting may take and a host may be silent.", HelpName = "10s" };

    /// <summary>Parses a command line.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="command">What stands behind <c>--</c>, where the verb is <c>exec</c>: it is the command, whatever it looks like.</param>
    public ParseResult Parse(IReadOnlyList<string> args, out IReadOnlyList<string>? command)
    {
        var own = args.TakeWhile(arg => arg != "--").ToList();
        if (own.Count < args.Count && Parse(own) is var parsed && parsed.CommandResult.Command == Exec)
        {
            command = [.. args.Skip(own.Count + 1)];
            return parsed;
        }

        command = null;
        return Parse(args);
    }

    /// <summary>What is wrong with a command line, for the person who wrote it; <see langword="null"/> if nothing is.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="command">The command of <c>exec</c>.</param>
    public string? Fault(ParseResult parsed, IReadOnlyList<string>? command)
    {
        var verb = parsed.CommandResult.Command;
        // The parser takes an option that it does not know for an argument, where there may be one.
        var arguments = parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(result => result.Tokens).Select(token => token.Value);
        foreach (var token in arguments.Concat(parsed.UnmatchedTokens).Where(token => token.StartsWith('-') && token.Length > 1))
        {
            var name = token.Split('=', ':')[0];
            var known = Root.Options.Concat(verb.Options).SelectMany(option => option.Aliases.Append(option.Name)).Distinct().ToList();
            var elsewhere = Verbs.FirstOrDefault(other => other != verb && other.Options.Any(option => option.Name == name));
            var hint = elsewhere is not null ? $" It belongs to {elsewhere.Name}." : Suggestion.DidYouMean(name, known);
            return $"There is no option '{name}'{(verb == Root ? "" : $" for {verb.Name}")}.{hint}";
        }

        if (verb == Exec && command is null)
        {
            return "exec needs its command behind --: exec web -- uptime.";
        }

        if (parsed.UnmatchedTokens.Count > 0)
        {
            var token = parsed.UnmatchedTokens[0];
            return verb == Root
                ? $"There is no verb '{token}'.{Suggestion.DidYouMean(token, Verbs.Select(known => known.Name))}"
                : $"'{token}' is one argument too many for {verb.Name}.";
        }

        return parsed.Errors.Count > 0 ? parsed.Errors[0].Message.ReplaceLineEndings(" ")
            : verb == Exec && command!.All(string.IsNullOrWhiteSpace) ? "There is no command behind --: exec web -- uptime."
            : null;
    }

    /// <summary>The options of all verbs that mean nothing to one of those which work on other hosts.</summary>
    /// <param name="verb">The verb.</param>
    public IReadOnlyList<Option> Foreign(Command verb) =>
        verb == Push ? [RootOption]
        : verb == Exec ? [RootOption, TagsOption, SeedOption]
        : verb == Publish ? [RootOption, TagsOption, SeedOption, SetOption, StateOption]
        : [];

    private ParseResult Parse(IReadOnlyList<string> args) => CommandLineParser.Parse(Root, args, new ParserConfiguration
    {
        EnablePosixBundling = false,
        // --set @file is ours.
        ResponseFileTokenReplacer = null,
    });

    private void AddFleet()
    {
        Push.Add(PlansArgument);
        Exec.Add(HostsArgument);
        AddAll(Push, InventoryOption, LimitOption, PlanOption, PlansOption, DetailedExitCodeOption, ForksOption, FailFastOption, YesOption);
        AddAll(Exec, InventoryOption, LimitOption, SerialOption, ForksOption, FailFastOption, YesOption);
        foreach (var verb in (ReadOnlySpan<Command>)[Push, Exec])
        {
            AddAll(verb, UserOption, SudoOption, NoSudoOption, AskPasswordOption, AskSudoPasswordOption, TimeoutOption, AgentOption, AgentlessOption);
            Excludes(verb, SudoOption, NoSudoOption);
            Excludes(verb, AskSudoPasswordOption, NoSudoOption);
            Excludes(verb, AgentOption, AgentlessOption);
        }

        foreach (var verb in (ReadOnlySpan<Command>)[Push, Exec, Publish])
        {
            verb.Validators.Add(RefuseForeign);
        }

        Needs(Push, PlansOption, PlanOption);
        Needs(Push, DetailedExitCodeOption, PlanOption);
        Push.Validators.Add(result =>
        {
            if (result.GetResult(PlansArgument) is { Tokens.Count: > 0 } plans && result.GetResult(PlanOption) is { Implicit: false })
            {
                result.AddError($"push {plans.Tokens[0].Value} applies saved plans; --plan makes new ones.{(result.GetResult(PlansOption) is null ? $" To save them there, write --plan --out {plans.Tokens[0].Value}." : "")}");
            }
        });
        Exec.Validators.Add(result =>
        {
            if (result.GetResult(HostsArgument) is not { Tokens.Count: > 0 })
            {
                result.AddError("exec needs to know on which hosts: exec web -- uptime, or exec all -- uptime.");
            }
        });
        NotEmpty(PlansOption, "a folder");
        NotEmpty(LimitOption, "a pattern of hosts");
        NotEmpty(UserOption, "a name");
        Each(InventoryOption, static path => path.Length > 0 ? null : "it needs a file, a folder, or hosts with commas.");
        Each(AgentOption, GivenAgent.Fault);
        Each(SerialOption, static sizes => sizes.Split(',').All(IsBatch) ? null : "write sizes of batches as counts or percentages: 1,10%,100%.");
        Each(TimeoutOption, static time => ((Duration)time).Error);
        Each(ForksOption, static forks => int.TryParse(forks, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? null : "it is a number of hosts, 1 or more.");
        Each(LimitOption, static pattern => ((HostPattern)pattern).Error);
        HostsArgument.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && ((HostPattern)result.Tokens[0].Value).Error is { } error)
            {
                result.AddError($"{result.Tokens[0].Value}: {error}");
            }
        });
    }

    private static bool IsBatch(string size)
    {
        var isPercentage = size.EndsWith('%');
        return int.TryParse(isPercentage ? size[..^1] : size, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && (!isPercentage || number <= 100);
    }

    private static void AddAll(Command verb, params ReadOnlySpan<Option> options)
    {
        foreach (var option in options)
        {
            verb.Add(option);
        }
    }

    private void RefuseForeign(CommandResult result)
    {
        foreach (var option in Foreign(result.Command))
        {
            if (result.GetResult(option) is { Implicit: false })
            {
                result.AddError(option == RootOption
                    ? $"--root is for an image on this machine: plan --root DIR, apply --root DIR; it means nothing to {result.Command.Name}."
                    : $"{option.Name} means nothing to {result.Command.Name}.");
            }
        }
    }

    private static void Needs(Command verb, Option option, Option other) => verb.Validators.Add(result =>
    {
        if (result.GetResult(option) is { Implicit: false } && result.GetResult(other) is not { Implicit: false })
        {
            result.AddError($"{option.Name} needs {other.Name} beside it.");
        }
    });

    private static void Excludes(Command verb, Option option, Option other) => verb.Validators.Add(result =>
    {
        if (result.GetResult(option) is { Implicit: false } && result.GetResult(other) is { Implicit: false })
        {
            result.AddError($"{option.Name} and {other.Name} do not go together.");
        }
    });

    private static void Each(Option option, Func<string, string?> fault) => option.Validators.Add(result =>
    {
        foreach (var token in result.Tokens)
        {
            if (fault(token.Value) is { } wrong)
            {
                result.AddError($"{option.Name} {token.Value}: {wrong}");
            }
        }
    });

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
