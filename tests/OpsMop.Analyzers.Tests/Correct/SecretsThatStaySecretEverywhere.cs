// Secrets that go everywhere as text: local functions, lambdas, records, loops, texts of texts, raw strings, comparisons; never as a string.
public sealed partial class Vault : Role
{
    public Secret? Password { get; set; }

    public IReadOnlyDictionary<string, Secret> Keys { get; set; } = new Dictionary<string, Secret>();

    public Text Header { get; set; } = "# managed\n";

    private Text Login => $"password={Password}\n";

    public override void Define(Host host)
    {
        Text Section(string name, Secret? secret) => $"[{name}]\n{(secret is null ? "none" : "some")}={secret}\n";
        Func<Secret, Text> quoted = secret => $"'{secret}'";
        Text all = Header;
        foreach (var (name, key) in Keys)
        {
            all += Section(name, key) + quoted(key);
            all = $"{all}{name}={key}\n";
        }

        var entry = new Entry("db", $"{Password}");
        host.File("/etc/vault.conf").Mode("0600").Content($"""
            {Header}{Login}
            [{entry.Name}]
            value={entry.Value}
            {all}
            """);
        host.Echo($"{Keys.Count} keys, {(Password is null ? "no" : "a")} password, named {nameof(Password)}");
        host.Echo(Password == Keys.Values.FirstOrDefault() ? "the same" : "different");
        host.Command($"vault unseal").Stdin(Login).Creates("/run/vault");
        host.Command($"vault login").SecretFile("VAULT_PASSWORD", Login).Creates("/run/vault-login");
        Console.WriteLine($"{Header} {string.Join(", ", Keys.Keys)}");
        ArgumentNullException.ThrowIfNull(Password);
    }

    private sealed record Entry(string Name, Text Value);
}
