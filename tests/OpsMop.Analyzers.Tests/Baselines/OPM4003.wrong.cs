public sealed partial class Uploads : Role
{
    /// <summary>The mode of what is uploaded.</summary>
    public UnixMode FileMode { get; set; } = "0666";

    public override void Define(Host host)
    {
        host.Directory("/srv/uploads").Mode("0777");
        host.File("/srv/uploads/index").Mode(FileMode);
        host.File("/usr/local/bin/rotate-uploads").Content("#!/bin/sh\nmv /srv/uploads /srv/old\n").Mode("4755");
    }
}
