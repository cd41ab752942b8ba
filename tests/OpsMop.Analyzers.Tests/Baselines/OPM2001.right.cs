// file: files/motd
public sealed partial class Motd : Role
{
    /// <summary>Whether the message is kept with the policy.</summary>
    public bool FromFile { get; set; }

    public override void Define(Host host)
    {
        var motd = host.File("/etc/motd").Mode("0644");
        if (FromFile)
        {
            motd.Source("files/motd");
        }
        else
        {
            motd.Content("Welcome.\n");
        }

        host.File("/etc/issue").Absent();
    }
}
