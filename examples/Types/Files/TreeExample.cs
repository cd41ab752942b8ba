/// <summary>A directory with all that is in it.</summary>
public sealed partial class TreeExample : Role
{
    /// <summary>Where everything is written.</summary>
    public AbsolutePath Folder { get; set; }

    public override void Define(Host host)
    {
        host.Directory(Folder).Mode("0755").Parents();

        // A folder that travels with the policy: files/ beside the project file. What is not in it goes, but for what is excepted.
        host.Tree(Folder / "site").Source("files/site").FileMode("0644").DirectoryMode("0755").Delete().Except("*.log");

        // A directory of the host itself, with its links and modes.
        host.Tree(Folder / "copy").From(Folder / "site").FileMode("0640").DirectoryMode("0750");
    }
}
