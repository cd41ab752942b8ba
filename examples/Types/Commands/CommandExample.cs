/// <summary>A command without a shell: it is split into words, and a hole is one argument.</summary>
public sealed partial class CommandExample : Role
{
    /// <summary>Where everything is written.</summary>
    public AbsolutePath Folder { get; set; }

    public override void Define(Host host)
    {
        host.Directory(Folder).Mode("0755").Parents();

        // Creates: it is not run if that is there, and a plan knows that it makes nothing else.
        host.Command($"cp /etc/hosts {Folder / "a file's name"}").Creates(Folder / "a file's name");

        // Unless and OnlyIf read only, so that a plan can ask them.
        host.Command($"cp /etc/hosts {Folder / "hosts"}").Unless($"cmp /etc/hosts {Folder / "hosts"}");
        host.Command($"mv {Folder / "leftover"} {Folder / "kept"}").OnlyIf($"test -e {Folder / "leftover"}");

        // Removes: it is not run if that is gone.
        host.Command($"rmdir {Folder / "scratch"}").Removes(Folder / "scratch");

        // A list is as many arguments as it has items.
        string[] names = ["hosts", "a file's name"];
        host.Command($"tar -cf both.tar {names}").Directory(Folder).Creates(Folder / "both.tar");
    }
}
