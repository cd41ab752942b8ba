// One builder gets a secret and a strict mode in one branch, public text and an open mode in the other; With blocks nest.
public sealed partial class Keys : Role
{
    public Secret? Private { get; set; }

    public string Public { get; set; } = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ";

    public bool HasPrivate { get; set; }

    public override void Define(Host host)
    {
        var key = host.File("/etc/ssh/key");
        if (HasPrivate)
        {
            key.Content($"{Private}\n").Mode("0600");
        }
        else
        {
            key.Content($"{Public}\n").Mode("0644");
        }

        using (host.With(mode: "0644"))
        {
            host.File("/etc/ssh/key.pub").Content($"{Public}\n");
            using (host.With(mode: "0600"))
            {
                host.File("/etc/ssh/other").Content($"{Private}\n");
            }
        }

        var strict = HasPrivate ? "0600" : "0644";
        host.File("/etc/ssh/third").Content(HasPrivate ? Secret() : Public).Mode(strict);
    }

    private Text Secret() => $"{Private}\n";
}
