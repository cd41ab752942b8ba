using OpsMop.Testing;

namespace OpsMop.Engine.Tests.Systems;

public sealed class MemorySystemTests
{
    [Fact]
    public void A_system_describes_itself_as_stable_text()
    {
        var system = new MemorySystem()
            .WithUser("app")
            .WithFile("/etc/x", "one\n", mode: "0600", owner: "app", group: "app")
            .WithLink("/etc/y", "x")
            .WithDirectory("/srv", "1777");

        Assert.Equal(
            """
            d 0755 root:root /
            d 0755 root:root /etc
            f 0600 app:app /etc/x "one\n"
            l 0777 root:root /etc/y -> x
            d 1777 root:root /srv

            """,
            system.Describe());
    }

    [Fact]
    public async Task Every_effect_is_listed_and_set_up_is_not()
    {
        var system = new MemorySystem().WithDirectory("/etc").WithUser("app").WithProcess("systemctl *", ProcessResult.Success);

        await system.WriteAsync("/etc/x", FileContent.FromBytes(default), new FileMetadata("0644"));
        await system.CreateDirectoryAsync("/etc/d", new FileMetadata("0755", "app", "1000"));
        await system.CreateLinkAsync("/etc/l", "x");
        await system.SetModeAsync("/etc/x", "0600");
        await system.SetOwnerAsync("/etc/x", "app", null);
        await system.DeleteAsync("/etc/l");
        await system.DeleteAsync("/etc/nothing");
        await system.RunAsync(new ProcessRequest(["systemctl", "restart", "nginx"]));

        Assert.Equal(
            [
                "write /etc/x 0644 root:root", "mkdir /etc/d 0755 app:app", "link /etc/l -> x", "chmod /etc/x 0600", "chown /etc/x app:",
                "delete /etc/l", "run systemctl restart nginx",
            ],
            system.Effects);
    }

    [Fact]
    public async Task A_process_without_an_answer_tells_which_have_one()
    {
        var system = new MemorySystem().WithProcess("dpkg-query -W *", ProcessResult.Success).WithProcess(_ => null);

        var thrown = await Assert.ThrowsAsync<UnscriptedProcessException>(async () => await system.QueryAsync(new ProcessRequest(["rpm", "-q", "x"])));

        Assert.Contains("`rpm -q x`", thrown.Message);
        Assert.Contains("`dpkg-query -W *`", thrown.Message);
    }

    [Fact]
    public async Task A_scripted_process_may_change_the_system_as_the_real_one_does()
    {
        var system = new MemorySystem();
        system.WithProcess("useradd *", request =>
        {
            system.WithUser(request.Arguments[^1]);
            return ProcessResult.Success;
        });

        await system.RunAsync(new ProcessRequest(["useradd", "app"]));

        Assert.NotNull(await system.FindUserAsync("app"));
    }

    [Fact]
    public async Task An_unknown_owner_is_refused_and_nothing_written()
    {
        var system = new MemorySystem();

        var thrown = await Assert.ThrowsAsync<SystemFaultException>(async () =>
            await system.WriteAsync("/x", FileContent.FromBytes(default), new FileMetadata("0644", "nobody-here")));

        Assert.Equal(SystemFault.UnknownAccount, thrown.Fault);
        Assert.Null(await system.StatAsync("/x"));
    }

    [Fact]
    public async Task Content_with_another_checksum_is_refused_and_the_file_left()
    {
        var system = new MemorySystem().WithFile("/x", "old");

        var thrown = await Assert.ThrowsAsync<SystemFaultException>(async () => await system.WriteAsync(
            "/x", FileContent.Deferred(_ => new(new MemoryStream("evil"u8.ToArray())), Sha256.Of("good"u8)), new FileMetadata("0644")));

        Assert.Equal(SystemFault.ChecksumMismatch, thrown.Fault);
        Assert.True(await system.HasContentAsync("/x", FileContent.FromBytes("old"u8.ToArray())));
    }

    [Fact]
    public async Task An_observation_is_scripted_or_read()
    {
        var system = new MemorySystem().WithObservation("package:a", "1.0").WithObservation("package:b", null);

        Assert.Equal("1.0", await system.ObserveAsync<string>("package:a", (_, _) => new("read")));
        Assert.Null(await system.ObserveAsync<string>("package:b", (_, _) => new("read")));
        Assert.Equal("read", await system.ObserveAsync<string>("package:c", (_, _) => new("read")));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await system.ObserveAsync<Version>("package:a", (_, _) => default));
    }

    [Fact]
    public async Task A_system_that_refuses_reads_and_refuses_every_effect()
    {
        var memory = new MemorySystem().WithFile("/x", "1");
        ISystem system = new RefusingSystem(memory);
        var content = FileContent.FromBytes(default);
        Func<ValueTask>[] effects =
        [
            () => system.WriteAsync("/x", content, new FileMetadata("0644")),
            async () => await system.StageAsync("/x", content, new FileMetadata("0644")),
            () => system.CreateDirectoryAsync("/d", new FileMetadata("0755")),
            () => system.CreateLinkAsync("/l", "x"),
            () => system.SetModeAsync("/x", "0600"),
            () => system.SetOwnerAsync("/x", "root", null),
            () => system.DeleteAsync("/x"),
            async () => await system.RunAsync(new ProcessRequest(["true"])),
        ];

        Assert.NotNull(await system.StatAsync("/x"));
        foreach (var effect in effects)
        {
            Assert.Equal(SystemFault.Refused, (await Assert.ThrowsAsync<SystemFaultException>(async () => await effect())).Fault);
        }

        Assert.Empty(memory.Effects);
    }

    [Fact]
    public async Task A_fault_strikes_at_the_chosen_effect_only()
    {
        var memory = new MemorySystem();
        var system = FaultySystem.Failing(memory, at: 2, SystemFault.NoSpace);

        await system.CreateDirectoryAsync("/a", new FileMetadata("0755"));
        var thrown = await Assert.ThrowsAsync<SystemFaultException>(async () => await system.CreateDirectoryAsync("/b", new FileMetadata("0755")));
        await system.CreateDirectoryAsync("/c", new FileMetadata("0755"));

        Assert.Equal(SystemFault.NoSpace, thrown.Fault);
        Assert.Equal(["mkdir /a 0755 root:root", "mkdir /c 0755 root:root"], memory.Effects);
        Assert.Equal(3, system.EffectCount);
    }

    [Theory]
    [InlineData(FaultTiming.Before, 0)]
    [InlineData(FaultTiming.After, 1)]
    public async Task After_a_kill_nothing_answers_any_more_and_carrying_on_is_counted(FaultTiming timing, int effects)
    {
        var memory = new MemorySystem();
        var system = FaultySystem.Killed(memory, at: 1, timing);

        await Assert.ThrowsAsync<KilledException>(async () => await system.CreateDirectoryAsync("/a", new FileMetadata("0755")));
        Assert.Equal(0, system.CallsAfterDeath);
        await Assert.ThrowsAsync<KilledException>(async () => await system.StatAsync("/a"));

        Assert.Equal(1, system.CallsAfterDeath);
        Assert.Equal(effects, memory.Effects.Count);
    }
}
