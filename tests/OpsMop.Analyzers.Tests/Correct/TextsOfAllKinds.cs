// Texts with secrets through conditions, coalescing, local functions, lambdas, tuples, arrays and string.Create neighbours; strings beside them that hold none.
public sealed partial class Texts : Role
{
    [Required]
    public Secret? Token { get; set; }

    public Secret? Old { get; set; }

    public IReadOnlyDictionary<string, Secret> Extra { get; set; } = new Dictionary<string, Secret>();

    public bool Verbose { get; set; }

    public override void Define(Host host)
    {
        Text line = $"token={Token}\n";
        Text all = Verbose ? (Text)$"# verbose\n{line}" : line;
        Func<Secret, Text> render = secret => $"extra={secret}\n";
        Text extra = Text.Empty;
        foreach (var (name, secret) in Extra)
        {
            extra += (Text)$"[{name}]\n" + render(secret);
        }

        var parts = new[] { all, extra, Old is { } old ? Section("old", old) : Text.Empty };
        Text joined = Text.Empty;
        foreach (var part in parts)
        {
            joined += part;
        }

        host.File("/etc/texts/all").Content(joined).Mode("0600");
        host.File("/etc/texts/names").Content(string.Join('\n', Extra.Keys.Order())).Mode("0644");
        host.File("/etc/texts/count").Content($"{Extra.Count} {nameof(Token)} {Token is not null} {Old?.GetType().Name}\n").Mode("0644");
        host.Echo($"There {(Old is null ? "is no old token" : "is an old token")}; {Extra.Values.Count()} extra.");
        host.Command($"texts import").Stdin(Verbose switch { true => all, false => line }).Creates("/var/lib/texts");
        using (host.With(mode: "0644"))
        {
            host.File("/etc/texts/own").Content(line).Mode("0640").Group("texts");
            host.File("/etc/texts/public").Content($"{Extra.ContainsKey("a")}\n");
        }

        var mode = (UnixMode)"0600";
        host.File("/etc/texts/last").Content(Last()).Mode(mode);

        Text Last() => Old is null ? line : Section("last", Old);
    }

    private static Text Section(string name, Secret secret) => $"""
        [{name}]
        token = {secret}

        """;
}
