using FsCheck;
using FsCheck.Fluent;
using OpsMop.Engine.Systems;
using OpsMop.Testing;

namespace OpsMop.Engine.Tests.Systems;

public sealed class UndoPropertyTests
{
    [Fact]
    public void Undoing_any_sequence_of_effects_restores_the_system_exactly()
    {
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(40),
            Prop.ForAll(RandomEffects.Sequences, effects => RunAndUndoAsync(effects, killAt: null, FaultTiming.Before).GetAwaiter().GetResult()));
    }

    [Fact]
    public void Undoing_a_run_that_was_killed_at_any_effect_restores_the_system_exactly()
    {
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(40),
            Prop.ForAll(RandomEffects.Sequences, Gen.Choose(1, 15).ToArbitrary(), Arb.From(Gen.Elements(FaultTiming.Before, FaultTiming.After)), (effects, at, timing) =>
                RunAndUndoAsync(effects, at, timing).GetAwaiter().GetResult()));
    }

    private static async Task<bool> RunAndUndoAsync(RandomEffects.Effect[] effects, int? killAt, FaultTiming timing)
    {
        using var run = new TemporaryFolder();
        var system = new MemorySystem().WithUser("app").WithUser("web").WithDirectory("/w");
        foreach (var effect in effects.Take(effects.Length / 2))
        {
            await system.ApplyAsync(effect);
        }

        var before = system.Describe();
        using (var journal = new RunJournal(run.Path.Value))
        {
            var faulty = killAt is { } at ? FaultySystem.Killed(system, at, timing) : FaultySystem.Counting(system);
            var recorded = new JournalSystem(faulty, journal).For(new JournalSubject("File[x]", "x.cs:1"));
            try
            {
                foreach (var effect in effects.Skip(effects.Length / 2))
                {
                    if (await HasAnotherNameAsync(effect.Path, system))
                    {
                        continue;
                    }

                    await recorded.ApplyAsync(effect);
                }
            }
            catch (KilledException)
            {
                await RemoveStagedAsync(system);
            }
        }

        var undo = new Undo(JournalReader.Read(run.Path.Value));
        var after = system.Describe();
        var planned = await undo.PlanAsync(system);
        Assert.Equal(after, system.Describe());
        var steps = await undo.ApplyAsync(system);

        Assert.Equal(planned, steps);
        Assert.DoesNotContain(steps, step => step.Outcome is UndoOutcome.Conflict);
        Assert.Equal(before, system.Describe());
        return true;
    }

    // By way of a link one place has two names, and undoing what was done under one of them can leave the other behind: see the remarks of Undo.
    private static async Task<bool> HasAnotherNameAsync(AbsolutePath path, MemorySystem system) =>
        await new OverlaySystem(system).Tree.LocateAsync(path.Value, follow: false, default) != path.Value;

    // What a killed agent leaves staged beside a target is LocalSystem's to clear away; the journal knows of targets only.
    private static async Task RemoveStagedAsync(MemorySystem system)
    {
        foreach (var line in system.Describe().Split('\n'))
        {
            if (line.Split(' ') is [_, _, _, { } path, ..] && path.Contains(".opsmop-"))
            {
                await system.DeleteAsync(path);
            }
        }
    }
}
