using OpsMop.CommandLine.Output;
using OpsMop.Engine;
using OpsMop.Engine.Plans;

namespace OpsMop.CommandLine.Verbs;

/// <summary><c>plan --out FILE</c> and <c>apply FILE</c>: a plan that is kept, and one that is done as it is or not at all.</summary>
/// <param name="engine">Plans and applies.</param>
/// <param name="watch">Knows the exit code.</param>
/// <param name="console">Shows what happens.</param>
/// <param name="request">The command line.</param>
/// <param name="around">What relative paths are relative to.</param>
internal sealed class SavedPlanVerbs(PolicyEngine engine, RunWatch watch, RunConsole console, Request request, Surroundings around)
{
    /// <summary>Plans, and saves the plan unless there is a failure in it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="stop">Stops the planning.</param>
    public async Task<int> PlanAsync(string file, CancellationToken stop)
    {
        var planned = await engine.SavePlanAsync(stop).ConfigureAwait(false);
        if (planned.Plan is not { } plan)
        {
            console.Notice($"The plan is not saved: {(planned.Finished.Failed > 0 ? "there is a failure in it" : "it is not whole")}.");
            return ExitCode.Failed;
        }

        plan.Save(Path.GetFullPath(file, around.CurrentDirectory));
        console.Notice($"The plan is saved: 'apply {file}' does what it says, and nothing else.");
        return watch.CodeOf(planned.Finished, request.DetailedExitCode);
    }

    /// <summary>Applies a plan.</summary>
    /// <param name="file">The file.</param>
    /// <param name="stop">Stops after the running change.</param>
    public async Task<int> ApplyAsync(string file, CancellationToken stop)
    {
        var plan = await SavedPlan.LoadAsync(Path.GetFullPath(file, around.CurrentDirectory), stop).ConfigureAwait(false);
        return watch.CodeOf(await engine.ApplyAsync(plan, stop).ConfigureAwait(false), false);
    }
}
