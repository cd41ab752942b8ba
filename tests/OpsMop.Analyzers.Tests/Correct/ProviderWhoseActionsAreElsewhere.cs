// The actions are methods, local functions and transactions; they may do what planning must not, and the method names tell nothing.
using System.Text;

/// <summary>A word list.</summary>
[ResourceType("word-list")]
internal sealed partial class WordList : Resource
{
    [Key]
    public AbsolutePath Path { get; }
}

[Provider<WordList>("text", Default = true)]
internal sealed class WordListProvider : Provider<WordList>, IBatchProvider<WordList>
{
    public override ValueTask PlanAsync(WordList want, Plan plan, CancellationToken cancel) => PlanAsync([new BatchItem<WordList>(want, plan)], cancel);

    public async ValueTask PlanAsync(IReadOnlyList<BatchItem<WordList>> items, CancellationToken cancel)
    {
        var shared = new Transaction(Write);
        foreach (var (want, plan) in items)
        {
            var have = await plan.System.StatAsync(want.Path, follow: true, cancel) switch
            {
                { Size: > 0 } => await ReadAsync(plan.System),
                _ => null,
            };
            if (have is null)
            {
                plan.Change("write", null, want.Path, shared);
                plan.Change("sync", null, null, Sync);
                plan.Change("clean", null, null, async system =>
                {
                    ISystem inner = system;
                    await inner.DeleteAsync(want.Path);
                    File.Delete(Path.Combine(Path.GetTempPath(), "words"));
                });
            }

            async ValueTask<string?> ReadAsync(ISystemReader system)
            {
                using var text = new StreamReader(new MemoryStream((await system.ReadAsync(want.Path, cancel)).ToArray()), Encoding.UTF8);
                return await text.ReadLineAsync(cancel);
            }
        }

        static async ValueTask Write(ISystem system, CancellationToken cancel) => await system.FlushAsync(cancel);
    }

    private static async ValueTask Sync(ISystem system)
    {
        await system.FlushAsync();
        using var process = System.Diagnostics.Process.Start("sync");
    }
}
