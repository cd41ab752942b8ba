// Firewall rules as an abstract record with two heirs, rendered by a switch expression over types; text built in a StringBuilder; no secret anywhere.
using System.Globalization;
using System.Text;

public abstract record Rule(string Comment)
{
    public sealed record Allow(Port Port, IReadOnlyList<Cidr> From, string Comment) : Rule(Comment);

    public sealed record Drop(Cidr From, string Comment) : Rule(Comment);
}

public sealed record Open(Port Port, string Protocol = "tcp");

public sealed partial class Firewall : Role
{
    private readonly List<Rule> _rules = [];

    public IReadOnlyList<Open> Ports { get; set; } = [new(22), new(443), new(443, "udp")];

    public IReadOnlyList<Cidr> Blocked { get; set; } = ["192.0.2.0/24", "2001:db8::/32"];

    public override void Define(Host host)
    {
        _rules.Clear();
        _rules.AddRange(Ports.Select(open => new Rule.Allow(open.Port, [], $"open {open.Protocol}")));
        _rules.AddRange(Blocked.Select(net => new Rule.Drop(net, "blocked")));

        var text = new StringBuilder("#!/usr/sbin/nft -f\nflush ruleset\n");
        text.AppendLine("table inet filter {").Append(CultureInfo.InvariantCulture, $"  # {_rules.Count} rules\n");
        foreach (var rule in _rules)
        {
            _ = rule switch
            {
                Rule.Allow { From: [] } allow => text.AppendLine(CultureInfo.InvariantCulture, $"  tcp dport {allow.Port} accept comment \"{allow.Comment}\""),
                Rule.Allow(var port, var from, _) => text.AppendJoin('\n', from.Select(net => $"  ip saddr {net} tcp dport {port} accept")),
                Rule.Drop(var net, _) => text.Append("  ip saddr ").Append(net).AppendLine(" drop"),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        }

        host.Package("nftables");
        var rules = host.File("/etc/nftables.conf").Content(text.AppendLine("}").ToString()).Mode("0750").Validate(file => $"nft --check --file {file}");
        host.Service("nftables").Running().Enabled().ReloadOn(rules);
        host.Shell($"nft list ruleset | grep -q 'dport 22 '").ChangedWhen(_ => false).FailedWhen(outcome => outcome.ExitCode is not 0);
    }
}
