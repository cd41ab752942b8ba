// Scripts that look like one program with arguments, and are not, or mean something else without a shell.
public sealed partial class Site : Role
{
    public string Word { get; set; } = "";

    public override void Define(Host host)
    {
        using var scope = host.With(user: "app");
        host.Shell($"app load /srv/*.json").ChangedWhen(_ => false);
        host.Shell($"app load ~/data").ChangedWhen(_ => false);
        host.Shell($"LANG=C app load {Word}").ChangedWhen(_ => false);
        host.Shell($"test -w /srv/{Word}").ChangedWhen(_ => false);
        host.Shell($"app load \"$HOME\"").ChangedWhen(_ => false);
        host.Shell($"umask 077; app load").ChangedWhen(_ => false);
        host.Shell($$"""
            set -eu
            # A here-document is text, whatever it looks like.
            app load <<'END'
            apt-get install nginx | curl -k > /tmp/x
            END
            """).ChangedWhen(_ => false);
        host.Shell($"awk '{{ print $1 }}' /srv/x").ChangedWhen(_ => false);
    }
}
