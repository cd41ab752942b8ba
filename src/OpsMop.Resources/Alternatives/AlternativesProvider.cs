using System.Globalization;
using OpsMop.Parsing;

namespace OpsMop;

/// <summary>Manages alternatives with <c>update-alternatives</c>, as Debian, SUSE and what derives from them have it.</summary>
[Provider<AlternativesResource>("update-alternatives", Platforms = ["apt", "suse"], Default = true, Proof = Proof.RealHost)]
public sealed class AlternativesProvider : Provider<AlternativesResource>
{
    /// <inheritdoc/>
    public override async ValueTask PlanAsync(AlternativesResource want, Plan plan, CancellationToken cancel)
    {
        var (name, path) = (want.Group, want.Path.Value);
        var have = await plan.System.ObserveAsync(AlternativesGroup.Key(name), (system, stop) => ReadAsync(system, name, stop), cancel).ConfigureAwait(false);
        if (want.Absent)
        {
            if (have is not null && (!want.Path.IsGiven || have.Choices.ContainsKey(path)))
            {
                AddRemoval(want, plan, have);
            }

            return;
        }

        if (want.Link.IsGiven && have?.Has(want) != true)
        {
            have = await AddRegistrationAsync(want, plan, have, cancel).ConfigureAwait(false);
        }

        if (have is null || (want.Path.IsGiven && !have.Choices.ContainsKey(path)))
        {
            throw have is null
                ? new ProviderException($"Nothing is known under the name {name}. Declare above the package that registers it, give .Link(…) and .Priority(…) to register it, or correct the name.")
                : new ProviderException($"{path} is none of what {name} can stand for: {string.Join(", ", have.Choices.Keys)}.{Suggestion.DidYouMean(path, have.Choices.Keys)}");
        }

        switch (want.State ?? AlternativesState.Selected)
        {
            case AlternativesState.Selected when have.IsAutomatic || have.Value != path:
                plan.Change(
                    "select",
                    Show(have),
                    path,
                    (system, stop) => RunAsync(system, stop, "--set", name, path),
                    Effects(name, have with { IsAutomatic = false, Value = path }));
                break;
            case AlternativesState.Automatic when !have.IsAutomatic:
                var best = have.Choices.MaxBy(choice => choice.Value.Priority).Key;
                plan.Change(
                    "select automatically",
                    Show(have),
                    best,
                    (system, stop) => RunAsync(system, stop, "--auto", name),
                    Effects(name, have with { IsAutomatic = true, Value = best }));
                break;
        }
    }

    private static async ValueTask<AlternativesGroup> AddRegistrationAsync(AlternativesResource want, Plan plan, AlternativesGroup? have, CancellationToken cancel)
    {
        var (name, path, priority) = (want.Group, want.Path.Value, want.Priority!.Value);
        if (await plan.System.StatAsync(want.Path, follow: true, cancel).ConfigureAwait(false) is null)
        {
            throw new ProviderException($"There is nothing at {path}. Declare above what brings it, or correct the path.");
        }

        var before = have is not null && have.Choices.TryGetValue(path, out var choice) ? choice.Priority : (int?)null;
        var choices = have is null ? [] : have.Choices.ToDictionary();
        choices[path] = (priority, want.Slaves.ToDictionary(slave => slave.Name, slave => slave.Path.Value));
        var links = have is null ? [] : have.SlaveLinks.ToDictionary();
        foreach (var slave in want.Slaves)
        {
            links[slave.Name] = slave.Link.Value;
        }

        var automatic = have?.IsAutomatic != false;
        var after = new AlternativesGroup(want.Link.Value, automatic, automatic ? choices.MaxBy(one => one.Value.Priority).Key : have!.Value, choices, links);
        List<string> arguments = ["--install", want.Link.Value, name, path, priority.ToString(CultureInfo.InvariantCulture)];
        foreach (var slave in want.Slaves)
        {
            arguments.AddRange(["--slave", slave.Link.Value, slave.Name, slave.Path.Value]);
        }

        plan.Change(
            "register",
            before,
            $"{path}, priority {priority.ToString(CultureInfo.InvariantCulture)}",
            (system, stop) => RunAsync(system, stop, [.. arguments]),
            Effects(name, after).MayCreate([want.Link.Value, $"/etc/alternatives/{name}", .. want.Slaves.Select(slave => slave.Link.Value)]));
        return after;
    }

    private static void AddRemoval(AlternativesResource want, Plan plan, AlternativesGroup have)
    {
        var (name, path) = (want.Group, want.Path.Value);
        var left = want.Path.IsGiven ? have.Choices.Where(choice => choice.Key != path).ToDictionary() : [];
        var removed = have.Value is null || !left.ContainsKey(have.Value);
        var after = left.Count == 0
            ? null
            : have with { Choices = left, IsAutomatic = have.IsAutomatic || removed, Value = removed ? left.MaxBy(choice => choice.Value.Priority).Key : have.Value };
        plan.Change(
            "remove",
            want.Path.IsGiven ? path : string.Join(", ", have.Choices.Keys),
            null,
            (system, stop) => want.Path.IsGiven ? RunAsync(system, stop, "--remove", name, path) : RunAsync(system, stop, "--remove-all", name),
            Effects(name, after));
    }

    private static async ValueTask<AlternativesGroup?> ReadAsync(ISystemReader system, string name, CancellationToken cancel)
    {
        var result = await SystemTool.QueryAsync(system, cancel, "update-alternatives", "--query", name).ConfigureAwait(false);
        return result switch
        {
            { Succeeded: true } => AlternativesGroup.Parse(result.Output),
            { ExitCode: ProcessResult.NotFound } => throw SystemTool.Failure("update-alternatives", result),
            _ when result.Error.Contains("no alternatives for", StringComparison.Ordinal) => null,
            _ => throw SystemTool.Failure($"update-alternatives --query {name}", result),
        };
    }

    private static ValueTask RunAsync(ISystem system, CancellationToken cancel, params string[] arguments) =>
        SystemTool.RunAsync(system, cancel, ["update-alternatives", "--quiet", .. arguments]);

    private static Effects Effects(string name, AlternativesGroup? group) => new Effects().Sets(AlternativesGroup.Key(name), group);

    private static string Show(AlternativesGroup group) => group.IsAutomatic ? $"{group.Value ?? "nothing"}, automatically" : group.Value ?? "nothing";
}
