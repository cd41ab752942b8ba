namespace OpsMop.Push.Lab.Policies;

/// <summary>Files of the project: a small one, and a big one that the test makes there.</summary>
public sealed partial class Sources : Role
{
    public bool Big { get; set; }

    public override void Define(Host host)
    {
        host.Directory("/srv/sources");
        host.File("/srv/sources/small.txt").Source("files/small.txt").Mode("0644");
        if (Big)
        {
            host.File("/srv/sources/big.bin").Source("files/big.bin").Mode("0644");
        }
    }
}
