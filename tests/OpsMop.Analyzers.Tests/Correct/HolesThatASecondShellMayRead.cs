// Holes near a second shell that hold nothing which it could misread, or that it gets as parameters.
public sealed partial class Site : Role
{
    private const string Script = "exit 0";

    public string Word { get; set; } = "";
    public int Workers { get; set; } = 4;
    public Port Port { get; set; } = 8080;
    public UnitName Unit { get; set; } = "app";
    public IReadOnlyList<string> Hosts { get; set; } = [];

    public override void Define(Host host)
    {
        var check = "test -e \"$1\"";
        host.Command($"sh -c {Script}").ChangedWhen(_ => false);
        host.Command($"sh -c {check} sh {Word}").ChangedWhen(_ => false);
        host.Command($"bash -euo pipefail -c 'app \"$@\" | sort' bash {Hosts}").ChangedWhen(_ => false);
        host.Command($"bash /opt/run.sh -c {Word}").ChangedWhen(_ => false);
        host.Command(Workers > 8 ? Plain(Word) : Plain("x")).ChangedWhen(_ => false);
        foreach (var name in Hosts)
        {
            host.Command($"ssh -p {Port} {name} systemctl is-active {Unit}").ChangedWhen(_ => false);
            host.Command($"ssh {name}").Stdin(Word).ChangedWhen(_ => false);
        }

        host.Command(CommandText.Verbatim("app run 'a b'")).ChangedWhen(_ => false);
        host.Command(CommandText.Verbatim(Workers > 4 ? "app run --many" : "app run")).ChangedWhen(_ => false);
    }

    private static CommandText Plain(string word) => $"app run {word}";
}
