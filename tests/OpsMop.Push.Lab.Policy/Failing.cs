namespace OpsMop.Push.Lab.Policies;

/// <summary>Does well on every host but those that it is told to fail on.</summary>
public sealed partial class Failing : Role
{
    /// <summary>The names of the hosts where it fails.</summary>
    public List<string> FailOn { get; set; } = [];

    public override void Define(Host host)
    {
        host.Directory("/srv/failing");
        if (FailOn.Contains(host.Name))
        {
            host.Shell($"echo the database of {host.Name} is not there >&2; exit 3");
        }

        host.File("/srv/failing/after").Content("after\n");
    }
}
