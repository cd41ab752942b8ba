/// <summary>A procedure sees what became of each step.</summary>
public sealed partial class Careful : Procedure
{
    /// <summary>Where everything is written.</summary>
    public AbsolutePath Folder { get; set; }

    /// <summary>A number.</summary>
    public string Answer { get; set; } = "42";

    public override async Task RunAsync(Session host)
    {
        var restored = Folder / "restored";
        var copy = await host.Command($"cp {Folder / "backup"} {restored}").Creates(restored).IgnoreErrors("there is no backup before the first night");
        if (copy.Failed)
        {
            await host.File(restored).Content("empty\n").Mode("0644");
        }

        if (!int.TryParse(Answer, out var answer))
        {
            // An exception ends the procedure and the run. People see its message, not its stack.
            throw new FormatException($"'{Answer}' is no number. Give one with --set careful.answer=42.");
        }

        await host.File(Folder / "answer").Content($"{answer}\n").Mode("0644");
    }
}
