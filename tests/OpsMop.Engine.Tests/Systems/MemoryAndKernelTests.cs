#pragma warning disable CA1416 // modes of files; the engine is for Unix only

using FsCheck;
using FsCheck.Fluent;
using OpsMop.Engine.Systems;
using OpsMop.Testing;

namespace OpsMop.Engine.Tests.Systems;

/// <summary>What tests and plans believe of a system is what the kernel does.</summary>
public sealed class MemoryAndKernelTests
{
    [RootFact]
    public void After_any_sequence_of_effects_memory_answers_as_the_kernel_does()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(80), Prop.ForAll(RandomEffects.Sequences, effects => CompareAsync(effects).GetAwaiter().GetResult()));
    }

    private static async Task<bool> CompareAsync(RandomEffects.Effect[] effects)
    {
        using var image = new TemporaryFolder();
        File.SetUnixFileMode(image.Path.Value, (UnixFileMode)0b111_101_101); // as memory's root is
        Directory.CreateDirectory((image / "etc").Value);
        Directory.CreateDirectory((image / "w").Value);
        File.WriteAllText((image / "etc/passwd").Value, "root:x:0:0:::/bin/sh\napp:x:1000:1000:::/bin/sh\nweb:x:1001:1001:::/bin/sh\n");
        File.WriteAllText((image / "etc/group").Value, "root:x:0:\napp:x:1000:\nweb:x:1001:\n");
        using var kernel = new RootedSystem(image.Path, new LocalSystemOptions { Durability = Durability.None });
        // A sequence may make a link to the root, and see what is there.
        var memory = new MemorySystem().WithUser("app").WithUser("web").WithDirectory("/etc").WithDirectory("/w");

        foreach (var effect in effects)
        {
            var (said, expected) = (await memory.ApplyAsync(effect), await kernel.ApplyAsync(effect));
            Assert.True(said == expected, $"{effect}: memory says {said}, the kernel {expected}");
        }

        Assert.Equal(await kernel.InterrogateAsync(), await memory.InterrogateAsync());
        return true;
    }
}
