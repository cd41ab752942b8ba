using FsCheck;
using FsCheck.Fluent;
using OpsMop.Engine.Plans;
using OpsMop.Testing;

namespace OpsMop.Engine.Tests.Running;

/// <summary>Whatever goes wrong at whatever effect, the next apply ends where an undisturbed one would have.</summary>
public sealed class RecoveryTests
{
    [Theory]
    [InlineData(FaultTiming.Before, false)]
    [InlineData(FaultTiming.After, false)]
    [InlineData(FaultTiming.Before, true)]
    [InlineData(FaultTiming.After, true)]
    public async Task A_run_that_fails_or_dies_at_any_effect_is_mended_by_the_next_and_loses_no_restart(FaultTiming timing, bool killed)
    {
        string expected;
        int effects;
        using (var undisturbed = new TestRun())
        {
            Script(undisturbed);
            var counting = FaultySystem.Counting(undisturbed.System);
            await undisturbed.ApplyAsync(new InlinePolicy(Define), counting);
            effects = counting.EffectCount;
            expected = undisturbed.System.Describe();
        }

        Assert.Equal(8, effects);
        for (var n = 1; n <= effects; n++)
        {
            using var run = new TestRun();
            Script(run);
            var faulty = killed ? FaultySystem.Killed(run.System, n, timing) : FaultySystem.Failing(run.System, n, SystemFault.NoSpace, timing);
            try
            {
                var broken = await run.ApplyAsync(new InlinePolicy(Define), faulty);
                Assert.Equal(1, broken.Failed);
            }
            catch (KilledException)
            {
                // The agent is gone: nothing after the kill reached the system.
            }

            var mended = await run.ApplyAsync(new InlinePolicy(Define));
            Assert.Equal(0, mended.Failed);
            Assert.Equal(expected, run.System.Describe());
            Assert.Empty(mended.PendingHandlers);
            Assert.Contains(run.System.Effects, effect => effect.StartsWith("run restart app", StringComparison.Ordinal));

            var third = await run.ApplyAsync(new InlinePolicy(Define));
            Assert.Equal((0, 0), (third.Changed, third.Failed));
        }
    }

    [Fact]
    public async Task The_temporary_files_of_a_killed_run_go_with_the_next_and_no_others()
    {
        using var run = new TestRun();
        static void One(Host host) => host.File("/etc/one").Content("new");
        await Assert.ThrowsAsync<KilledException>(() => run.ApplyAsync(new InlinePolicy(One), FaultySystem.Killed(run.System, 1, FaultTiming.Before)));
        run.System.WithFile("/etc/.one.opsmop-abcd1234", "half").WithFile("/etc/.two.opsmop-abcd1234", "not ours").WithFile("/etc/.one.swp", "an editor's");

        await run.ApplyAsync(One);

        Assert.Equal([".one.swp", ".two.opsmop-abcd1234", "one", "os-release"], (await run.System.ListAsync("/etc")).Order(StringComparer.Ordinal));
        run.System.WithFile("/etc/.one.opsmop-abcd1234", "somebody else's: no run was killed");
        await run.ApplyAsync(One);
        Assert.Contains(".one.opsmop-abcd1234", await run.System.ListAsync("/etc"));
    }

    [Fact]
    public void Planning_after_an_apply_finds_nothing_left_for_any_set_of_resources()
    {
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(150),
            Prop.ForAll(
                Wish.Any.ListOf().ToArbitrary(),
                wishes =>
                {
                    using var run = new TestRun();
                    var policy = new InlinePolicy(host => Wish.Declare(host, wishes));
                    var applied = run.ApplyAsync(policy).GetAwaiter().GetResult();
                    if (applied.Failed > 0)
                    {
                        return true;
                    }

                    var plan = run.PlanAsync(policy).GetAwaiter().GetResult();
                    var again = run.ApplyAsync(policy).GetAwaiter().GetResult();
                    return plan is { Changed: 0, Failed: 0, Unknown: 0 } && again is { Changed: 0, Failed: 0 };
                }));
    }

    [Fact]
    public void What_a_plan_foresees_is_what_the_apply_does()
    {
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(150),
            Prop.ForAll(
                Wish.Any.ListOf().ToArbitrary(),
                wishes =>
                {
                    using var run = new TestRun();
                    var policy = new InlinePolicy(host => Wish.Declare(host, wishes));
                    run.PlanAsync(policy).GetAwaiter().GetResult();
                    var foreseen = run.Told.ToList();
                    run.ApplyAsync(policy).GetAwaiter().GetResult();
                    return foreseen.SequenceEqual(run.Told);
                }));
    }

    [Fact]
    public void A_saved_plan_does_what_an_apply_does_for_any_set_of_resources()
    {
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(150),
            Prop.ForAll(
                Wish.Any.ListOf().ToArbitrary(),
                wishes =>
                {
                    using var saved = new TestRun();
                    using var direct = new TestRun();
                    var policy = new InlinePolicy(host => Wish.Declare(host, wishes));
                    var plan = saved.Engine(policy, null).SavePlanAsync().GetAwaiter().GetResult().Plan;
                    var applied = direct.ApplyAsync(policy).GetAwaiter().GetResult();
                    if (plan is null)
                    {
                        return applied.Failed > 0;
                    }

                    saved.Engine(policy, null).ApplyAsync(SavedPlan.Parse(plan.ToBytes())).GetAwaiter().GetResult();
                    return saved.Told.SequenceEqual(direct.Told) && saved.System.Describe() == direct.System.Describe()
                        && saved.PlanAsync(policy).GetAwaiter().GetResult() is { Changed: 0, Failed: 0, Unknown: 0 };
                }));
    }

    private static void Script(TestRun run) => run.System
        .WithUser("app")
        .WithFile("/etc/old", "to be replaced", "0600")
        .WithFile("/etc/gone", "to be deleted", "0600")
        .WithProcess("restart app", ProcessResult.Success);

    private static void Define(Host host)
    {
        var restart = host.Handler("restart", () => host.Command($"restart app"));
        host.Directory("/srv/app").Owner("app").Mode("0750");
        host.File("/srv/app/config").Content("config").Owner("app").Mode("0640").Notifies(restart);
        host.File("/etc/old").Content("new").Mode("0644").Notifies(restart);
        host.File("/etc/gone").Absent();
        host.Link("/srv/current").Target("/srv/app");
        host.Directory("/srv/app/data").Mode("0700");
        host.File("/srv/app/data/one").Content("1").Mode("0600");
    }

    /// <summary>One random wish for one of a few paths.</summary>
    private sealed record Wish(string Path, int Kind, string Mode, string Content)
    {
        public static Gen<Wish> Any =>
            from path in Gen.Elements("/srv/a", "/srv/b", "/srv/a/x", "/srv/a/y", "/srv/c", "/etc/os-release")
            from kind in Gen.Choose(0, 4)
            from mode in Gen.Elements("0600", "0644", "0755", "0700")
            from content in Gen.Elements("", "one", "two\nlines\n")
            select new Wish(path, kind, mode, content);

        /// <summary>
        /// Declares the wishes, the first for each path: the same path twice would be refused. An absence above another path would
        /// contradict it.
        /// </summary>
        public static void Declare(Host host, IEnumerable<Wish> wishes)
        {
            foreach (var wish in wishes.DistinctBy(wish => wish.Path).Where(wish => wish is not { Path: "/srv/a", Kind: 3 }))
            {
                _ = wish.Kind switch
                {
                    0 => (ResourceBuilder)host.File(wish.Path).Content(wish.Content).Mode(wish.Mode),
                    1 => host.Directory(wish.Path).Mode(wish.Mode),
                    2 => host.Link(wish.Path).Target("/srv"),
                    3 => host.File(wish.Path).Absent(),
                    _ => host.Directory(wish.Path).Mode(wish.Mode).Parents(),
                };
            }
        }
    }
}
