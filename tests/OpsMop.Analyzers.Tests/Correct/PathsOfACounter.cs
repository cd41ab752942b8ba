// Paths that look the same and are not: a counter, a variable that is assigned between, a property that computes, a loop over numbers.
public sealed partial class Numbered : Role
{
    private int _count;

    public AbsolutePath Folder { get; set; }

    private AbsolutePath Fresh => Folder / $"{_count++}";

    public override void Define(Host host)
    {
        host.File(Fresh).Mode("0644");
        host.File(Fresh).Mode("0644");

        var folder = Folder;
        host.File(folder / "x").Mode("0644");
        folder /= "below";
        host.File(folder / "x").Mode("0644");

        for (var i = 0; i < 3; i++)
        {
            host.File(Folder / $"page{i}").Mode("0644");
            host.File(Folder / $"page{i + 1}.html").Mode("0644");
        }

        var names = new Queue<string>(["a", "b"]);
        while (names.TryDequeue(out var name))
        {
            host.Directory(Folder / name).Mode("0755");
        }

        host.Directory(Folder / Next(names)).Mode("0755");
        host.Directory(Folder / Next(names)).Mode("0755");
    }

    private static string Next(Queue<string> names) => names.Count > 0 ? names.Dequeue() : "none";
}
