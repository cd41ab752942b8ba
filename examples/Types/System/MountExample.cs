/// <summary>What is mounted, now and at boot.</summary>
public sealed partial class MountExample : Role
{
    public override void Define(Host host)
    {
        // A file system in memory. The mount point is made.
        host.Mount("/srv/opsmop cache").Device("tmpfs").FileSystem("tmpfs").Options("size=2m", "mode=0750", "noexec");

        // A folder that is seen at another place too, where nobody can write to it.
        host.Directory("/var/lib/opsmop-data").Mode("0755");
        host.Mount("/srv/opsmop-data").BindOf("/var/lib/opsmop-data").Options("ro");

        // A disk is named by what stays the same when disks are added. With nofail the host boots without it.
        host.Mount("/srv/opsmop-disk")
            .Device("UUID=5a3c1de0-6a0f-4b5e-9d6c-0e6a4d6f7b10").FileSystem("ext4").Options("noatime", "nofail").Pass(2)
            .InFstabOnly();
    }
}

/// <summary>Neither mounted nor in the table. Mount points stay until they are declared absent, too.</summary>
public sealed partial class MountGoneExample : Role
{
    public override void Define(Host host)
    {
        host.Mount("/srv/opsmop-disk").Absent();
        host.Mount("/srv/opsmop-data").Absent();
        host.Mount("/srv/opsmop cache").Absent();
        host.Directory("/srv/opsmop-data").Absent();
        host.Directory("/srv/opsmop cache").Absent();
        host.Directory("/var/lib/opsmop-data").Absent();
    }
}
