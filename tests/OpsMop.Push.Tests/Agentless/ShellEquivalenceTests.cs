using FsCheck;
using FsCheck.Fluent;
using OpsMop.Engine.Systems;
using OpsMop.Engine.Tests;
using OpsMop.Engine.Tests.Systems;
using OpsMop.Push.Agentless;

namespace OpsMop.Push.Tests.Agentless;

/// <summary>Whatever is done through a shell goes as it goes on the host itself, and leaves the same behind.</summary>
public sealed class ShellEquivalenceTests
{
    [RootFact]
    public void Any_sequence_of_effects_through_dash_goes_as_on_the_host_itself() => CheckAll("dash", 12);

    [RootFact]
    public void Any_sequence_of_effects_through_bash_goes_as_on_the_host_itself() => CheckAll("bash", 5);

    [RootFact]
    public void Any_sequence_of_effects_through_busybox_goes_as_on_the_host_itself() => CheckAll("busybox", 8);

    [RootFact]
    public void Any_sequence_of_effects_through_nothing_but_POSIX_goes_as_on_the_host_itself() => CheckAll("posix", 5);

    private static void CheckAll(string shell, int times) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(times), Prop.ForAll(RandomEffects.Sequences, effects => CompareAsync(shell, effects).GetAwaiter().GetResult()));

    private static async Task<bool> CompareAsync(string shell, RandomEffects.Effect[] effects)
    {
        using var here = new TemporaryFolder();
        using var there = new TemporaryFolder();
        Directory.CreateDirectory((here / "w").Value);
        Directory.CreateDirectory((there / "w").Value);
        var local = new MovedSystem(new LocalSystem(new() { Durability = Durability.None }), here.Path.Value);
        await using var host = await ShellHost.StartAsync(shell, new ShellOptions { Durability = Durability.None });
        var remote = new MovedSystem(host.System, there.Path.Value);
        foreach (var effect in effects)
        {
            var (expected, said) = (await local.ApplyAsync(effect), await remote.ApplyAsync(effect));
            Assert.True(said == expected, $"{shell}: {effect}: through the shell {said}, on the host {expected}");
        }

        Assert.Equal(await local.InterrogateAsync(), await remote.InterrogateAsync());
        Assert.Equal(await local.InterrogateAsync(), await new MovedSystem(new LocalSystem(), there.Path.Value).InterrogateAsync());
        return true;
    }
}
