/// <summary>What named users and groups may do, besides owner, group and others.</summary>
public sealed partial class AclExample : Role
{
    /// <summary>Where everything is written.</summary>
    public AbsolutePath Folder { get; set; }

    public override void Define(Host host)
    {
        var ann = host.User("opsmop-ann").System();
        var web = host.Group("opsmop-web").System();

        // The group's digit of a mode is the mask, the most that named users and groups may do: it is 7, so that ann has all of her rights.
        host.Directory(Folder).Mode("0775").Parents();
        host.Directory(Folder / "shared").Mode("0770");
        host.Acl(Folder / "shared").User("opsmop-ann", "rwx").Group("opsmop-web", "r-x").OwningGroup("r-x")
            .DefaultUser("opsmop-ann", "rw-").DefaultOwningGroup("r--").DefaultOthers("---").Exact().After(ann, web);

        // The file's own group only reads; that is said here, since the digit of the mode is the mask.
        host.File(Folder / "report").Content("numbers\n").Mode("0660");
        host.Acl(Folder / "report").User("opsmop-ann", "rw-").OwningGroup("r--").After(ann);

        // Everything below: with X, directories can be entered, and files are not made programs.
        host.Directory(Folder / "site/img").Mode("0755").Parents();
        host.File(Folder / "site/index.html").Content("hello\n").Mode("0644");
        host.Acl(Folder / "site").Group("opsmop-web", "rX").Recursive().After(web);
    }
}

/// <summary>Nobody but owner, group and others has anything to say.</summary>
public sealed partial class AclGoneExample : Role
{
    /// <summary>Where everything was written.</summary>
    public AbsolutePath Folder { get; set; }

    public override void Define(Host host)
    {
        host.Acl(Folder / "shared").Absent();
        host.Acl(Folder / "site").Recursive().Absent();
    }
}
