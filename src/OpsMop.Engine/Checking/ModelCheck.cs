using System.Diagnostics;
using OpsMop.Engine.Facts;
using OpsMop.Engine.Model;
using OpsMop.Engine.Running;
using OpsMop.Engine.Sources;
using OpsMop.Engine.Variables;

namespace OpsMop.Engine.Checking;

/// <summary>
/// Checks policies without a host: it makes the model of each for every target, data file and example host, and says what is wrong. It asks nobody: no host, no
/// name server, and of this machine only the files that belong to the policy.
/// </summary>
/// <param name="options">What it looks at.</param>
public sealed class ModelCheck(ModelCheckOptions options)
{
    private readonly List<Finding> _general = [];
    private readonly List<ModelRun> _runs = [];
    private readonly List<CheckNote> _notes = [];
    private readonly List<string> _targets = [];

    /// <summary>Runs the check.</summary>
    /// <param name="cancel">Stops it between two models.</param>
    public async Task<ModelCheckReport> RunAsync(CancellationToken cancel = default)
    {
        var reader = new DataFileReader(_general);
        List<VariableLayer> environments = [.. options.DataFiles.Select(reader.Environment).OfType<VariableLayer>()];
        List<ExampleHost> hosts = [.. options.ExampleHosts.Select(reader.Host).OfType<ExampleHost>()];
        foreach (var policy in options.Policies)
        {
            await CheckAsync(policy, environments, hosts, cancel).ConfigureAwait(false);
        }

        var summary = new RunSummary(_runs, options.Policies.Count);
        return new ModelCheckReport(
            [.. _general.Distinct(), .. summary.Findings],
            [.. _notes.Concat(summary.Notes).Distinct()],
            _targets,
            options.ExampleHosts.Count,
            options.DataFiles.Count);
    }

    private async Task CheckAsync(CheckedPolicy policy, List<VariableLayer> environments, List<ExampleHost> hosts, CancellationToken cancel)
    {
        if (policy is { Loads: true, HasSample: false })
        {
            _notes.Add(new CheckNote(
                policy.Locate(),
                $"policy {policy.Name} is not checked: it reads from elsewhere in LoadAsync, which a check never calls. "
                + "Override LoadSample and set there what LoadAsync loads to examples."));
            return;
        }

        // Without targets of its own, a policy is for those of the example hosts, and for those of its roles, which only its roles tell.
        var isAssumed = policy.Targets.Count == 0;
        var named = isAssumed ? hosts.Select(host => host.Target ?? KnownPlatforms.Typical).DefaultIfEmpty(KnownPlatforms.Typical) : policy.Targets;
        List<string> targets = [.. named.Distinct(StringComparer.OrdinalIgnoreCase)];
        _notes.AddRange(hosts.Where(host => !targets.Any(target => Fits(host, target))).Select(host => new CheckNote(
            new SourceLocation(host.File, 0),
            $"policy {policy.Name} is not checked with this host: it is {host.Target}, and the policy is for {string.Join(", ", targets)}.")));
        Action<IReadOnlyList<string>, RoleBase> told = (names, role) =>
        {
            foreach (var name in names)
            {
                if (KnownPlatforms.Find(name) is null)
                {
                    _general.Add(DataFileReader.UnknownTarget(name, policy.Locate(), $"[Targets] of {role.GetType().Name}"));
                }
                else if (isAssumed && !targets.Contains(name, StringComparer.OrdinalIgnoreCase))
                {
                    targets.Add(name);
                }
            }
        };
        for (var i = 0; i < targets.Count; i++)
        {
            if (KnownPlatforms.Find(targets[i]) is not { } platform)
            {
                _general.Add(DataFileReader.UnknownTarget(targets[i], policy.Locate(), $"[Targets] of {policy.Name}"));
                continue;
            }

            if (!_targets.Contains(targets[i], StringComparer.OrdinalIgnoreCase))
            {
                _targets.Add(targets[i]);
            }

            List<ExampleHost?> here = [.. hosts.Where(host => Fits(host, targets[i]))];
            foreach (var host in here.DefaultIfEmpty(null))
            {
                foreach (var environment in environments.Prepend(null))
                {
                    cancel.ThrowIfCancellationRequested();
                    var run = new ModelRun(policy, targets[i], environment, host);
                    await RunAsync(policy, run, isAssumed && host?.Target is null, platform, told, cancel).ConfigureAwait(false);
                }
            }
        }
    }

    /// <summary>Whether a host may be of a target: a policy for <c>linux</c> has a host that is <c>alpine</c>.</summary>
    private static bool Fits(ExampleHost host, string target) =>
        host.Target is not { } own || string.Equals(own, target, StringComparison.OrdinalIgnoreCase) || KnownPlatforms.Find(own)?.Is(target) == true;

    private async Task RunAsync(
        CheckedPolicy subject,
        ModelRun run,
        bool isAssumed,
        PlatformFacts platform,
        Action<IReadOnlyList<string>, RoleBase> told,
        CancellationToken cancel)
    {
        _runs.Add(run);
        if (Create(subject, run) is not { } policy)
        {
            return;
        }

        var own = run.Host?.Target is { } named ? KnownPlatforms.Find(named)! : platform;
        var facts = run.Host?.Adjust(own) ?? own;
        var sample = new SampleHost(run.Host?.Name ?? "sample", run.Host?.Groups, facts)
        {
            LoadsSample = subject.Loads,
            RoleNames = options.RoleNames,
            Has = role =>
            {
                var names = options.TargetsOf(role.GetType());
                told(names, role);
                return names.Count == 0 || names.Any(facts.Is);
            },
        };
        var engine = new EngineOptions { Layers = [.. new[] { run.Environment, run.Host?.Variables }.OfType<VariableLayer>()] };
        var builder = new ModelBuilder(policy, engine, new SourceFiles(options.ProgramDirectory) { HasShared = false }) { Sample = sample };
        Secret.GivesSamples = true;
        try
        {
            var model = await builder.BuildAsync(sample.Name, sample.Facts, cancel).ConfigureAwait(false);
            run.Findings.AddRange(builder.Findings);
            if (!builder.HasErrors)
            {
                run.Take(ProviderSelector.Check(policy.Registry, model), isAssumed);
            }
        }
        finally
        {
            Secret.GivesSamples = false;
        }

        run.HasCheckedNames = builder.HasCheckedNames;
        run.Sample = sample;
    }

    private static Policy? Create(CheckedPolicy subject, ModelRun run)
    {
        try
        {
            return subject.Create();
        }
        catch (Exception exception)
        {
            run.Findings.Add(new Finding(
                "OPM2018",
                PolicyFrames.Innermost(new StackTrace(exception, fNeedFileInfo: true)) ?? subject.Locate(),
                $"the policy {subject.Name} cannot be created: {exception.Message} ({exception.GetType().Name})"));
            return null;
        }
    }
}
