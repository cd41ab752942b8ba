// Opposite conditions in words that no text comparison sees: patterns, enum values, lengths, De Morgan, early continues, a flag, goto-less switches.
public enum Flavour
{
    Plain,
    Signed,
    Encrypted,
}

public sealed partial class Worded : Role
{
    public Flavour Flavour { get; set; }

    public string? Upstream { get; set; }

    public IReadOnlyList<string> Peers { get; set; } = [];

    public bool A { get; set; }

    public bool B { get; set; }

    public override void Define(Host host)
    {
        var conf = host.File("/etc/worded.conf").Mode("0644");
        if (Upstream is { Length: > 0 } upstream)
        {
            conf.Content($"upstream {upstream}\n");
        }

        if (string.IsNullOrEmpty(Upstream))
        {
            conf.Source("files/standalone.conf");
        }

        var other = host.File("/etc/other.conf").Mode("0644");
        if (Flavour == Flavour.Plain)
        {
            other.Content("plain\n");
        }

        if (Flavour is Flavour.Signed or Flavour.Encrypted)
        {
            other.Source("files/signed.conf");
        }

        if (Peers.Count > 0)
        {
            host.File("/etc/peers").Content(string.Join('\n', Peers)).Mode("0644");
        }

        if (!Peers.Any())
        {
            host.File("/etc/peers").Absent();
        }

        if (A && B)
        {
            host.Package("both");
        }

        if (!A || !B)
        {
            host.Package("both").Absent();
        }

        var isDone = false;
        if (A)
        {
            host.Directory("/srv/choice").Mode("0755");
            isDone = true;
        }

        if (!isDone)
        {
            host.Link("/srv/choice").Target("/srv/other");
        }

        switch (Flavour)
        {
            case Flavour.Plain when A:
                host.User("worded").Shell("/bin/sh");
                break;
            case Flavour.Plain:
            case Flavour.Signed:
                host.User("worded").Shell("/bin/bash");
                break;
            case Flavour.Encrypted:
                host.User("worded").Absent();
                break;
            default:
                throw new InvalidOperationException($"{Flavour}");
        }

        foreach (var peer in Peers)
        {
            if (peer == host.Name)
            {
                host.File("/etc/self").Content("self\n").Mode("0644");
                break;
            }
        }

        if (Peers.All(peer => peer != host.Name))
        {
            host.File("/etc/self").Absent();
        }
    }
}
