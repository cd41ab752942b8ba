namespace OpsMop.Push.Lab.Policies;

/// <summary>Steps that take a second each and leave a mark before and after, and a file after them all.</summary>
public sealed partial class Slow : Role
{
    public int Steps { get; set; } = 6;

    public override void Define(Host host)
    {
        host.Directory("/srv/slow");
        for (var i = 0; i < Steps; i++)
        {
            host.Shell($"touch /srv/slow/{i}.begun; sleep 1.0321; touch /srv/slow/{i}.ended").Creates($"/srv/slow/{i}.ended");
        }

        host.File("/srv/slow/after").Content("after\n");
    }
}
