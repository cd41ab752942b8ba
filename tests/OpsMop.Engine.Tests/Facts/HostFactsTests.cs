using OpsMop.Engine.Facts;
using OpsMop.Testing;

namespace OpsMop.Engine.Tests.Facts;

public sealed class HostFactsTests
{
    [Fact]
    public void A_fact_that_nobody_reads_asks_nothing()
    {
        var system = new RemoteSystem(RecordedHosts.Debian());

        _ = new HostFacts(system).Chaos.Roll();

        Assert.Equal(0, system.Questions);
    }

    [Fact]
    public void Facts_are_kept_until_they_are_invalidated()
    {
        MemorySystem system = RecordedHosts.Debian();
        var facts = new HostFacts(system);
        PlatformFacts before = facts.Platform;
        system.WithFile("/usr/lib/os-release", "ID=devuan\n");

        Assert.Same(before, facts.Platform);
        facts.Invalidate();
        Assert.Equal("devuan", facts.Platform.Distribution);
    }

    [Fact]
    public async Task A_fact_of_a_remote_system_is_waited_for_outside_of_the_policy()
    {
        var facts = new HostFacts(new RemoteSystem(RecordedHosts.Debian()));

        var pending = Assert.Throws<FactPendingException>(() => facts.Platform);
        await pending.Answer;

        Assert.Equal("debian", facts.Platform.Distribution);
    }

    [Fact]
    public async Task Code_that_reads_facts_is_called_until_it_has_them_all()
    {
        var system = new RemoteSystem(RecordedHosts.Debian().WithFile("/etc/a", "").WithDirectory("/etc/b"));
        var facts = new HostFacts(system);
        int calls = 0;

        string result = await facts.EvaluateAsync(() =>
        {
            calls++;
            return $"{facts.FileTests.IsFile("/etc/a")} {facts.FileTests.IsDirectory("/etc/b")} {facts.FileTests.Exists("/etc/c")} {facts.Network.HostName} {facts.Platform.Distribution}";
        });

        Assert.Equal("True True False web1 debian", result);
        Assert.Equal(6, calls);
    }

    [Fact]
    public async Task The_dice_fall_alike_in_every_call_of_one_evaluation()
    {
        MemorySystem host = RecordedHosts.Debian();
        var near = new HostFacts(host, new() { Seed = 7 });
        var far = new HostFacts(new RemoteSystem(host), new() { Seed = 7 });

        async Task<string> RollAsync(HostFacts facts)
        {
            string first = await facts.EvaluateAsync(() => $"{facts.Chaos.Roll(100)} {facts.Platform.Distribution} {facts.Chaos.Roll(100)} {facts.FileTests.Exists("/etc")}");
            return $"{first} then {await facts.EvaluateAsync(() => facts.Chaos.Roll(1000))}";
        }

        Assert.Equal(await RollAsync(near), await RollAsync(far));
    }

    [Fact]
    public async Task A_policy_that_catches_every_exception_still_gets_its_facts()
    {
        var facts = new HostFacts(new RemoteSystem(RecordedHosts.Debian()));

        string distribution = await facts.EvaluateAsync(() =>
        {
            try
            {
                return facts.Platform.Distribution;
            }
            catch (Exception)
            {
                return "unknown";
            }
        });

        Assert.Equal("debian", distribution);
    }

    [Fact]
    public async Task An_exception_of_the_policy_itself_comes_through()
    {
        var facts = new HostFacts(new RemoteSystem(RecordedHosts.Debian()));

        await Assert.ThrowsAsync<DivideByZeroException>(async () => await facts.EvaluateAsync<int>(() => throw new DivideByZeroException(facts.Platform.Distribution)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_failure_is_told_where_the_fact_is_read_and_is_not_kept(bool remote)
    {
        MemorySystem host = new MemorySystem().WithFile("/etc/opsmop/facts.d/rack.json", "{");
        var facts = new HostFacts(remote ? new RemoteSystem(host) : host);

        var failure = await Assert.ThrowsAsync<SystemFaultException>(async () => await facts.EvaluateAsync(() => facts.UserFacts));
        Assert.StartsWith("The user facts cannot be gathered: /etc/opsmop/facts.d/rack.json:1:2: ", failure.Message);

        host.WithFile("/etc/opsmop/facts.d/rack.json", "{}");
        Assert.NotNull((await facts.EvaluateAsync(() => facts.UserFacts))["rack"]);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_a_fault_and_not_a_stack_trace()
    {
        var system = new RemoteSystem(new MemorySystem()) { Failure = new IOException("Connection reset by peer") };
        var facts = new HostFacts(system);

        var failure = await Assert.ThrowsAsync<SystemFaultException>(async () => await facts.EvaluateAsync(() => (facts.FileTests.Exists("/a"), facts.Platform)));

        Assert.Equal(SystemFault.Other, failure.Fault);
        Assert.Contains("Connection reset by peer", failure.Message);
    }

    [Fact]
    public void File_tests_are_asked_anew_each_time()
    {
        var system = new MemorySystem();
        var facts = new HostFacts(system);

        Assert.False(facts.FileTests.Exists("/srv/app"));
        system.WithFile("/srv/app", "", "0750").WithLink("/srv/current", "app").WithLink("/srv/gone", "nowhere");
        Assert.True(facts.FileTests.Exists("/srv/app"));
        Assert.True(facts.FileTests.IsExecutable("/srv/current"));
        Assert.True(facts.FileTests.IsLink("/srv/current"));
        Assert.True(facts.FileTests.IsLink("/srv/gone"));
        Assert.False(facts.FileTests.Exists("/srv/gone"));
        Assert.Null(facts.FileTests.Stat("/srv/gone"));
    }

    [Fact]
    public async Task Two_evaluations_of_file_tests_see_two_states_of_a_remote_host()
    {
        var host = new MemorySystem();
        var facts = new HostFacts(new RemoteSystem(host));

        Assert.False(await facts.EvaluateAsync(() => facts.FileTests.Exists("/a")));
        host.WithFile("/a", "");
        Assert.True(await facts.EvaluateAsync(() => facts.FileTests.Exists("/a")));
    }

    [Theory]
    [InlineData("relative/path")]
    [InlineData("/etc/../shadow")]
    public void A_file_test_of_no_path_says_so(string path)
    {
        var failure = Assert.Throws<SystemFaultException>(() => new HostFacts(new MemorySystem()).FileTests.Exists(path));

        Assert.Contains(path, failure.Message);
    }

    [Fact]
    public async Task Waiting_for_a_fact_can_be_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var facts = new HostFacts(new RemoteSystem(new MemorySystem()));
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await facts.EvaluateAsync(() => facts.Platform, cancel.Token));
    }

    [Fact]
    public void A_seed_repeats_the_dice()
    {
        ChaosFacts Dice(int seed) => new HostFacts(new MemorySystem(), new() { Seed = seed }).Chaos;
        int[] Rolls(ChaosFacts dice) => [.. Enumerable.Range(0, 50).Select(_ => dice.Roll())];

        int[] rolls = Rolls(Dice(42));

        Assert.Equal(rolls, Rolls(Dice(42)));
        Assert.NotEqual(rolls, Rolls(Dice(43)));
        Assert.All(rolls, roll => Assert.InRange(roll, 1, 6));
        Assert.Equal(6, rolls.Distinct().Count());
        Assert.InRange(Enumerable.Range(0, 10_000).Count(seed => new ChaosFacts(seed).Chance(25)), 2_300, 2_700);
        Assert.Equal(42, Dice(42).Seed);
    }
}
