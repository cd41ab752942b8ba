// file: files/motd
// A variable that holds one of two builders: what is set on it belongs to either.
public sealed partial class Motd : Role
{
    public bool Short { get; set; }

    public override void Define(Host host)
    {
        var file = Short ? host.File("/etc/motd").Content("hi\n") : host.File("/etc/motd.long").Source("files/motd");
        file.Mode("0644");

        FileBuilder other;
        if (Short)
        {
            other = host.File("/etc/issue");
        }
        else
        {
            other = host.File("/etc/issue.net");
        }

        other.Content("welcome\n").Mode("0644");
    }
}
