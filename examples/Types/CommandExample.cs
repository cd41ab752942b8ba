/// <summary>A command without a shell: it is split into words, and a hole is one argument.</summary>
public sealed partial class CommandExample : Role
{
    /// <summary>Where everything is written.</summary>
    public AbsolutePath Folder { get; set; }

    public override void Define(Host host)
    {
        host.Directory(Folder).Mode("0755").Parents();

        // Creates: it is not run if that is there, and a plan knows that it makes nothing else.
        host.Command($"touch {Folder / "a file's name"}").Creates(Folder / "a file's name");

        // Unless and OnlyIf read only, so that a plan can ask them.
        host.Command($"mkdir {Folder / "made"}").Unless($"test -d {Folder / "made"}");
        host.Command($"rm {Folder / "leftover"}").OnlyIf($"test -e {Folder / "leftover"}");

        // Removes: it is not run if that is gone.
        host.Command($"rmdir {Folder / "scratch"}").Removes(Folder / "scratch");

        // A list is as many arguments as it has items.
        string[] names = ["one", "two three"];
        host.Command($"touch {names}").Directory(Folder).Creates(Folder / "two three");
    }
}
