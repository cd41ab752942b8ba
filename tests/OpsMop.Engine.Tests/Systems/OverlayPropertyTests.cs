using FsCheck;
using FsCheck.Fluent;
using OpsMop.Engine.Systems;
using OpsMop.Testing;

namespace OpsMop.Engine.Tests.Systems;

/// <summary>The heart of planning: what the overlay says after planned effects is what the system says after real ones.</summary>
public sealed class OverlayPropertyTests
{
    [Fact]
    public void An_overlay_after_planned_effects_answers_as_the_system_after_real_ones()
    {
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(80),
            Prop.ForAll(RandomEffects.Sequences, effects => CompareAsync(effects).GetAwaiter().GetResult()));
    }

    // The first third really happens below the overlay, so that planned effects meet real files, folders and links.
    private static async Task<bool> CompareAsync(RandomEffects.Effect[] effects)
    {
        var real = new MemorySystem().WithUser("app").WithUser("web").WithDirectory("/w");
        var below = new MemorySystem().WithUser("app").WithUser("web").WithDirectory("/w");
        var (first, rest) = (effects.Take(effects.Length / 2).ToArray(), effects.Skip(effects.Length / 2).ToArray());
        foreach (var effect in first)
        {
            await below.ApplyAsync(effect);
            await real.ApplyAsync(effect);
        }

        var before = below.Describe();
        var overlay = new OverlaySystem(new RefusingSystem(below));
        var view = overlay.CreateView();
        view.Begin("Test[x]");
        var n = 0;
        foreach (var effect in rest)
        {
            // Asking in between fills what the overlay remembers of directories, which the next effect may make untrue.
            foreach (var path in RandomEffects.Paths)
            {
                await overlay.ApplyAsync(effect with { Verb = RandomEffects.Verb.Ask, Path = path });
            }

            ISystem planned = n++ % 2 == 0 ? overlay : view;
            var (said, expected) = (await planned.ApplyAsync(effect), await real.ApplyAsync(effect));
            Assert.True(said == expected, $"{effect}: planned {said}, really {expected}");
        }

        Assert.Equal(await real.InterrogateAsync(), await overlay.InterrogateAsync());
        Assert.Equal(await real.InterrogateAsync(), await view.InterrogateAsync());
        Assert.Equal(before, below.Describe());
        Assert.Empty(view.Taints);
        return true;
    }
}
