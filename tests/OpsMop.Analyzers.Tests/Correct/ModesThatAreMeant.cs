// Sticky folders, set-gid folders, modes from variables, arithmetic on bits, a mode that is symbolic.
public sealed partial class Folders : Role
{
    public UnixMode Shared { get; set; } = "2775";

    public UnixMode Given { get; set; }

    public override void Define(Host host)
    {
        host.Directory("/var/spool/drop").Mode("1777");
        host.Directory("/srv/git").Mode("u=rwx,g=rwxs,o=rx");
        host.Directory("/srv/shared").Mode(Shared);
        host.Directory("/srv/given").Mode(Given);
        host.Directory("/srv/bits").Mode(UnixMode.FromBits(Given.Bits & ~0b010));
        using (host.With(mode: "0664", directoryMode: "2775"))
        {
            host.Directory("/srv/team");
            host.File("/srv/team/notes");
        }

        if (Given == "0777" || Given.IsWorldWritable)
        {
            host.Fail("The mode would let every user write.");
        }
    }
}
