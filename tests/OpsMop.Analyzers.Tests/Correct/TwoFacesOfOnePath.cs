// One path, unit or user in several hands that go together: a folder and what is in it, a socket and its service, a user and the group of its name, Owns over files.
public sealed partial class Faces : Role
{
    public bool Legacy { get; set; }

    public override void Define(Host host)
    {
        host.Group("faces").System();
        host.User("faces").System().Group("faces").Home("/var/lib/faces");
        host.Directory("/var/lib/faces").Owner("faces").Mode("0750");
        host.File("/var/lib/faces/.keep").Content("").Mode("0644");
        host.Owns("/var/lib/faces/*").Except(".keep");
        host.Service("faces.socket").Running().Enabled();
        host.Service("faces.service").Stopped();
        host.File("/etc/systemd/system/faces.socket").Content("[Socket]\nListenStream=/run/faces\n").Mode("0644");
        host.File("/etc/systemd/system/faces.service").Content("[Service]\nExecStart=/usr/bin/faces\n").Mode("0644");
        host.Package("faces");
        host.Package("faces:i386").Absent();
        host.Package("faces-doc").Absent();
        host.Link("/var/lib/faces/current").Target("/var/lib/faces");
        host.File("/etc/Faces").Content("upper\n").Mode("0644");
        host.File("/etc/faces").Content("lower\n").Mode("0644");

        host.Parallel(() =>
        {
            host.File("/srv/faces/a").Content("a\n").Mode("0644");
            host.File("/srv/faces/b").Content("b\n").Mode("0644");
        });

        if (Legacy)
        {
            Old(host);
        }
        else
        {
            New(host);
        }

        host.Try(() => host.Service("exim4").Running())
            .Rescue(() => host.Service("exim4").Stopped().Masked());
    }

    private static void Old(Host host)
    {
        host.File("/etc/faces.d/main").Content("old\n").Mode("0644");
        host.Package("faces-compat");
    }

    private static void New(Host host)
    {
        host.Directory("/etc/faces.d/main").Mode("0755");
        host.Package("faces-compat").Absent();
    }
}
