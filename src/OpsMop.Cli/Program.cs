using OpsMop.CommandLine.Output;
using OpsMop.CommandLine.Output.Fleet;
using OpsMop.CommandLine.Verbs;
using OpsMop.Engine;
using OpsMop.Engine.Events;
using OpsMop.Engine.Plans;
using OpsMop.Engine.Security;
using OpsMop.Push;

namespace OpsMop.CommandLine;

/// <summary>Runs one command line, and turns whatever goes wrong into a sentence and an exit code.</summary>
/// <param name="policyName">The class of the policy.</param>
/// <param name="create">Makes the policy.</param>
/// <param name="around">Where the output goes.</param>
internal sealed class Program(string policyName, Func<Policy> create, Surroundings around)
{
    /// <summary>Runs it.</summary>
    /// <param name="args">The arguments.</param>
    public async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var tree = new CommandTree();
        var parsed = tree.Parse(args, out var command);
        var verb = parsed.CommandResult.Command;
        var verbose = args.TakeWhile(arg => arg != "--").Any(arg => arg is "--verbose" or "-v");
        try
        {
            if (verb == tree.Agent)
            {
                return await AgentVerb.RunAsync(create).ConfigureAwait(false);
            }

            if (parsed.GetValue(tree.HelpOption))
            {
                return Help(tree, verb);
            }

            if (verb == tree.Root && parsed.UnmatchedTokens.Count == 0)
            {
                if (parsed.GetValue(tree.VersionOption))
                {
                    around.Output.WriteLine($"{policyName} with OpsMop {typeof(Cli).Assembly.GetName().Version?.ToString(3)}");
                    return ExitCode.Done;
                }

                return Refuse($"A verb is missing: {string.Join(", ", tree.Verbs.SkipLast(1).Select(known => known.Name))} or {tree.Verbs[^1].Name}.", "");
            }

            if (tree.Fault(parsed, command) is { } fault)
            {
                return Refuse(fault, verb == tree.Root ? "" : $" {verb.Name}");
            }

            var request = Request.Of(tree, parsed, command, around.CurrentDirectory);
            if (verb == tree.Facts)
            {
                return new FactsVerb(request, around).Run();
            }

            if (verb == tree.Publish)
            {
                return await PublishAsync(request).ConfigureAwait(false);
            }

            if (Create() is not { } policy)
            {
                return ExitCode.Invalid;
            }

            if (verb == tree.Docs)
            {
                return new DocsVerb(policy.Registry, request, around).Run();
            }

            return await RunAsync(verb.Name, policy, request, limit => Again(tree, parsed, limit)).ConfigureAwait(false);
        }
        catch (InvalidPolicyException exception)
        {
            return Report(exception.Findings, parsed.GetValue(tree.OutputOption) == "json");
        }
        catch (SavedPlanException exception)
        {
            Tell(exception.Message);
            return ExitCode.Invalid;
        }
        catch (UsageException exception)
        {
            return Refuse(exception.Message, $" {verb.Name}");
        }
        catch (Exception exception) when (exception is SystemFaultException or ProviderException)
        {
            return Tell(exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The class library names the file and the reason.
            return Tell(exception.Message);
        }
        catch (OperationCanceledException)
        {
            return Tell("Stopped before anything was done.");
        }
        catch (Exception exception)
        {
            around.Output.FlushNow();
            around.Error.WriteLine($"This is a fault in OpsMop, unless the policy's own code threw it: {exception.GetType().Name}: {Redactor.Mask(exception.Message)}");
            around.Error.WriteLine(verbose ? Redactor.Mask(exception.ToString()) : "--verbose shows where it happened.");
            return ExitCode.Failed;
        }
    }

    private IPushEngine Pushes(Policy policy) => around.Pushes?.Invoke(policy) ?? new PushEngine(policy);

    private async Task<int> RunAsync(string verb, Policy policy, Request request, Func<string, string> again)
    {
        IReadOnlyList<Engine.Variables.VariableSetting> settings;
        try
        {
            settings = SettingsReader.Read(policy, request.Settings, around.CurrentDirectory);
        }
        catch (FormatException exception)
        {
            return Refuse(exception.Message, $" {verb}");
        }

        if (verb == "inventory")
        {
            return await new InventoryVerb(policy, settings, request, around).RunAsync(CancellationToken.None).ConfigureAwait(false);
        }

        using var console = request.Push is null ? Open(request) : OpenPush(request, again);
        var ownSignals = around.Signals is null ? new StopSignals() : null;
        var signals = around.Signals ?? ownSignals!;
        try
        {
            if (request.Push is { } push)
            {
                signals.Told = console.Notice;
                ownSignals?.Listen();
                var fleet = new FleetVerbs(Pushes(policy), request, around);
                return await fleet.PushAsync(console, push with { Settings = settings }, signals).ConfigureAwait(false);
            }

            using var target = new Target(request, around);
            var watch = new RunWatch();
            var engine = new PolicyEngine(policy, new EngineOptions
            {
                System = target.System,
                StateDirectory = target.StateDirectory,
                Settings = settings,
                Tags = request.Tags,
                Sinks = [watch, console],
                Verbose = request.Verbose,
                ChaosSeed = request.Seed,
                Abort = signals.Abort,
            });
            if (verb is "plan" or "apply")
            {
                signals.Told = console.Notice;
                ownSignals?.Listen();
            }

            return verb switch
            {
                "validate" => await new ValidateVerb(policy, engine, console, request, around).RunAsync().ConfigureAwait(false),
                "graph" => await new GraphVerb(engine, request, around).RunAsync().ConfigureAwait(false),
                "plan" when request.PlanFile is { } file => await new SavedPlanVerbs(engine, watch, console, request, around).PlanAsync(file, signals.Stop).ConfigureAwait(false),
                "apply" when request.PlanFile is { } file => await new SavedPlanVerbs(engine, watch, console, request, around).ApplyAsync(file, signals.Stop).ConfigureAwait(false),
                "plan" => watch.CodeOf(await engine.PlanAsync(signals.Stop).ConfigureAwait(false), request.DetailedExitCode),
                _ => watch.CodeOf(await engine.ApplyAsync(signals.Stop).ConfigureAwait(false), false),
            };
        }
        finally
        {
            signals.Told = null;
            ownSignals?.Dispose();
        }
    }

    private async Task<int> PublishAsync(Request request)
    {
        var ownSignals = around.Signals is null ? new StopSignals() : null;
        try
        {
            // Nothing is half done when it is cut off: one Ctrl-C ends it.
            ownSignals?.Listen();
            return await new PublishVerb(request, around).RunAsync((around.Signals ?? ownSignals!).Stop).ConfigureAwait(false);
        }
        finally
        {
            ownSignals?.Dispose();
        }
    }

    private RunConsole Open(Request request)
    {
        var paths = new PolicyPaths(around.CurrentDirectory);
        return request.IsJson ? new JsonConsole(around.Output, around.Error)
            : around.IsTerminal ? new TerminalConsole(
                around.Output,
                around.Error,
                paths,
                request.Verbose,
                colours: !request.NoColour && !around.AvoidsColour,
                around.Width)
            : new PlainConsole(around.Output, around.Error, paths, request.Verbose);
    }

    private RunConsole OpenPush(Request request, Func<string, string> again)
    {
        var paths = new PolicyPaths(around.CurrentDirectory);
        return request.IsJson ? new JsonConsole(around.Output, around.Error)
            : around.IsTerminal ? new PushTerminalConsole(
                around.Output,
                around.Error,
                paths,
                again,
                request.Verbose,
                colours: !request.NoColour && !around.AvoidsColour,
                around.Width,
                around.Height)
            : new PushPlainConsole(around.Output, around.Error, paths, again, request.Verbose);
    }

    // How to do the same with other hosts. Values of options stay out of it: what a person may type, a log need not keep.
    private string Again(CommandTree tree, System.CommandLine.ParseResult parsed, string limit)
    {
        var verb = parsed.CommandResult.Command;
        var isCounted = (System.CommandLine.Option option) =>
            option != tree.LimitOption && option != tree.YesOption && option != tree.PlanOption && option != tree.VerboseOption && option != tree.OutputOption && option != tree.NoColourOption;
        var hasMore = verb.Options.Concat(tree.Root.Options).Any(option => isCounted(option) && parsed.GetResult(option) is { Implicit: false });
        return string.Join(' ', ((string[])
        [
            around.Program,
            verb.Name,
            verb == tree.Exec ? parsed.GetValue(tree.HostsArgument)! : parsed.GetValue(tree.PlansArgument) ?? "",
            verb == tree.Push && parsed.GetValue(tree.PlanOption) ? "--plan" : "",
            hasMore ? "…" : "",
            "--limit",
            limit,
            verb == tree.Exec ? "-- …" : "",
        ]).Where(word => word.Length > 0));
    }

    private int Help(CommandTree tree, System.CommandLine.Command verb)
    {
        var page = new HelpPage(tree, around.Program, around.Output);
        Policy? policy = null;
        try
        {
            policy = create();
        }
        catch (Exception)
        {
            // Help is there for a policy that is broken, too.
        }

        if (verb == tree.Root)
        {
            page.Write(policy);
        }
        else
        {
            page.Write(verb, verb == tree.Facts || verb == tree.Docs || verb == tree.Exec || verb == tree.Publish ? null : policy);
        }

        return ExitCode.Done;
    }

    private Policy? Create()
    {
        try
        {
            return create();
        }
        catch (Exception exception)
        {
            Tell($"The policy {policyName} cannot be created: its constructor threw {exception.GetType().Name}: {exception.Message}");
            return null;
        }
    }

    private int Refuse(string fault, string verb)
    {
        around.Error.WriteLine(Visible.Line(fault));
        around.Error.WriteLine($"'{around.Program}{verb} --help' says more.");
        return ExitCode.Usage;
    }

    private int Tell(string sentence)
    {
        around.Output.FlushNow();
        around.Error.WriteLine(Redactor.Mask(sentence));
        return ExitCode.Failed;
    }

    private int Report(IReadOnlyList<Finding> findings, bool json)
    {
        FindingPrinter.Print(findings, json, around);
        return ExitCode.Invalid;
    }
}
