/// <summary>A regular file: its content and its metadata.</summary>
public sealed partial class FileExample : Role
{
    /// <summary>Where everything is written.</summary>
    public AbsolutePath Folder { get; set; }

    public override void Define(Host host)
    {
        host.Directory(Folder).Mode("0755").Parents();

        // Content that the policy has, and content of a file that travels with it: files/ beside the project file.
        host.File(Folder / "content").Content("a line\n").Mode("0644");
        host.File(Folder / "source").Source("files/settings.json").Mode("0644");

        // Content from an address, checked before it is put in place. http and https work the same way.
        host.File(Folder / "url").Url($"file://{Folder}/content").Mode("0644")
            .Checksum("786e184927ec9ddac3079c24999ac461b7cb89888f69efc053848f2d6dee7dd6");

        // A command has to accept the new file before it takes the place of the old one.
        host.File(Folder / "script.sh").Content("echo hello\n").Mode("0755").Validate(file => $"sh -n {file}");

        // Written once, then left to those who edit it.
        host.File(Folder / "once").Content("edit me\n").Mode("0644").Overwrite(false);

        // Only its metadata matter; where it is missing, it is made empty.
        host.File(Folder / "empty").Mode("0600");

        host.File(Folder / "outdated").Absent();
    }
}
