// A variable of the role, a field and a local variable that other methods, local functions and ref parameters change between two resources.
public sealed partial class Moving : Role
{
    private string _stage = "none";

    public AbsolutePath Folder { get; set; } = "/srv/moving";

    private string Stage { get; set; } = "first";

    public override void Define(Host host)
    {
        host.File(Folder / Stage).Content("1\n").Mode("0644");
        Advance("second");
        host.File(Folder / Stage).Content("2\n").Mode("0644");

        _stage = "a";
        host.Directory(Folder / _stage).Mode("0755");
        Advance("b");
        host.Directory(Folder / _stage).Mode("0755");

        var name = "x";
        host.Link(Folder / name).Target("here");
        Rename(ref name);
        host.Link(Folder / name).Target("there");

        var place = "p";
        ref var alias = ref place;
        alias = "q";
        host.File(Folder / "p").Content("p\n").Mode("0644");
        host.File(Folder / place).Content("q\n").Mode("0644");

        var count = 0;
        host.Group(Next()).System();
        host.Group(Next()).System();

        string Next() => $"group{++count}";
    }

    private void Advance(string stage) => (Stage, _stage) = (stage, stage);

    private static void Rename(ref string name) => name += "-new";
}
