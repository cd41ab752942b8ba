public sealed partial class Uploads : Role
{
    /// <summary>The mode of what is uploaded.</summary>
    public UnixMode FileMode { get; set; } = "0660";

    public override void Define(Host host)
    {
        // What is made in it belongs to the group too.
        host.Directory("/srv/uploads").Group("uploaders").Mode("2770");
        host.File("/srv/uploads/index").Group("uploaders").Mode(FileMode);
        host.File("/usr/local/bin/rotate-uploads").Content("#!/bin/sh\nmv /srv/uploads /srv/old\n").Mode("0755");
        host.File("/etc/sudoers.d/uploads").Content("%uploaders ALL = NOPASSWD: /usr/local/bin/rotate-uploads\n").Mode("0440");
    }
}
