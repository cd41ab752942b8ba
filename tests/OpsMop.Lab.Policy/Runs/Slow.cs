namespace OpsMop.Lab.Scenarios;

/// <summary>A change that takes five seconds, and a file after it.</summary>
public sealed partial class Slow : Role
{
    public override void Define(Host host)
    {
        host.Directory("/srv/slow");
        host.Shell($"touch /srv/slow/begun; sleep 5.4321; touch /srv/slow/ended").Creates("/srv/slow/ended");
        host.File("/srv/slow/after").Content("after\n");
    }
}
