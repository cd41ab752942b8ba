namespace OpsMop.Lab.Scenarios;

/// <summary>A package, its service, its configuration and a file of its user's: each needs what the one above brings.</summary>
public sealed partial class Chain : Role
{
    /// <summary>Whether the package is declared at all.</summary>
    public bool HasPackage { get; set; } = true;

    public override void Define(Host host)
    {
        if (HasPackage)
        {
            host.Package("opsmop-chain");
        }

        host.Service("opsmop-chain").Running().Enabled();
        var conf = host.File("/etc/opsmop-chain/chain.conf").Content("answer = 42\n").Owner("root").Group("opsmop-chain").Mode("0640");
        host.Service("opsmop-chain-worker").Running().RestartOn(conf);
        host.Directory("/var/lib/opsmop-chain/spool").Owner("opsmop-chain").Group("opsmop-chain").Mode("0750");
    }
}
