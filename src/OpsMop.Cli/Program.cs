using OpsMop.CommandLine.Output;
using OpsMop.CommandLine.Verbs;
using OpsMop.Engine;
using OpsMop.Engine.Events;
using OpsMop.Engine.Security;

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
        var parsed = tree.Parse(args);
        var verb = parsed.CommandResult.Command;
        var verbose = args.Contains("--verbose") || args.Contains("-v");
        try
        {
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

                var verbs = tree.Verbs.Select(known => known.Name).ToList();
                return Refuse($"A verb is missing: {string.Join(", ", verbs[..^1])} or {verbs[^1]}.", "");
            }

            if (tree.Fault(parsed) is { } fault)
            {
                return Refuse(fault, verb == tree.Root ? "" : $" {verb.Name}");
            }

            var request = Request.Of(tree, parsed);
            if (verb == tree.Facts)
            {
                return new FactsVerb(request, around).Run();
            }

            if (Create() is not { } policy)
            {
                return ExitCode.Invalid;
            }

            if (verb == tree.Docs)
            {
                return new DocsVerb(policy.Registry, request, around).Run();
            }

            return await RunAsync(tree, verb.Name, policy, request).ConfigureAwait(false);
        }
        catch (InvalidPolicyException exception)
        {
            return Report(exception.Findings, parsed.GetValue(tree.OutputOption) == "json");
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

    private async Task<int> RunAsync(CommandTree tree, string verb, Policy policy, Request request)
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

        if (verb == tree.Inventory.Name)
        {
            return await new InventoryVerb(policy, settings, request, around).RunAsync(CancellationToken.None).ConfigureAwait(false);
        }

        using var console = Open(request);
        var ownSignals = around.Signals is null ? new StopSignals() : null;
        var signals = around.Signals ?? ownSignals!;
        try
        {
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
            page.Write(verb, verb == tree.Facts || verb == tree.Docs ? null : policy);
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
