namespace OpsMop.Bench.Push;

/// <summary>Ten files in a folder, with the name of the host in them.</summary>
public sealed partial class TenFiles : Role
{
    public override void Define(Host host)
    {
        host.Directory("/srv/bench").Mode("0755");
        for (var i = 0; i < 10; i++)
        {
            host.File($"/srv/bench/{i}").Content($"file {i} of {host.Name}\n").Mode("0644");
        }
    }
}
