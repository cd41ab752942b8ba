namespace OpsMop.Lab.Scenarios;

/// <summary>A group, a user with everything that can be said of one, and a file of theirs.</summary>
public sealed partial class Account : Role
{
    public int Uid { get; set; } = 4242;

    public string Shell { get; set; } = "/bin/sh";

    public string Home { get; set; } = "/srv/ann";

    public string Comment { get; set; } = "Ann Example";

    public IReadOnlyList<string> Groups { get; set; } = ["lab-readers"];

    public bool ExactGroups { get; set; }

    public bool MoveHome { get; set; }

    public bool Absent { get; set; }

    public override void Define(Host host)
    {
        if (Absent)
        {
            host.File("/srv/of-ann").Absent();
            host.User("ann").Absent().RemoveHome();
            host.Group("lab-staff").Absent();
            host.Group("lab-readers").Absent();
            host.Group("lab-writers").Absent();
            return;
        }

        host.Group("lab-staff").Gid(4300);
        host.Group("lab-readers");
        host.Group("lab-writers");
        var user = host.User("ann").Uid(Uid).Group("lab-staff").Groups(Groups).Home(Home).CreateHome().Shell(Shell).Comment(Comment);
        if (ExactGroups)
        {
            user.ExactGroups();
        }

        if (MoveHome)
        {
            user.MoveHome();
        }

        host.File("/srv/of-ann").Content("hers\n").Owner("ann").Group("lab-staff").Mode("0640");
        host.File($"{Home}/note").Content("in her home\n").Owner("ann").Group("lab-staff");
        host.Shell($"id -un > {Home}/whoami").As("ann").Creates($"{Home}/whoami");
    }
}
