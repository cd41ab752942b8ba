// Secrets in texts that are put together in loops, with +=, by switch and by methods; names of secrets beside them; questions about secrets in conditions.
public sealed record Account(string Name, Secret? Password, bool CanCreate = false);

public sealed partial class Postgres : Role
{
    [Required]
    public Secret? SuperPassword { get; set; }

    public IReadOnlyList<Account> Accounts { get; set; } = [];

    public IReadOnlyList<Cidr> Trusted { get; set; } = ["10.0.0.0/8"];

    public string Release { get; set; } = "15";

    public override void Define(Host host)
    {
        var data = (AbsolutePath)"/var/lib/postgresql" / Release;
        host.Package($"postgresql-{Release}");

        Text passwords = "";
        foreach (var account in Accounts.Where(one => one.Password is not null))
        {
            passwords += $"{host.Name}:5432:*:{account.Name}:{account.Password}\n";
        }

        host.File("/var/lib/postgresql/.pgpass").Content(passwords).Mode("0600").Owner("postgres");

        foreach (var (name, password, canCreate) in Accounts)
        {
            var question = $"SELECT 1 FROM pg_roles WHERE rolname = '{name}'";
            var sql = host.File(data / $"{name}.sql").Owner("postgres").Mode("0600")
                .Content(password is null ? $"CREATE ROLE {name} {(canCreate ? "CREATEDB" : "")};\n" : Create(name, password, canCreate));
            host.Shell($"psql --file {data / $"{name}.sql"} && touch {data / $"{name}.done"}").Creates(data / $"{name}.done").As("postgres").After(sql);
            host.Command($"psql --tuples-only --command {question}").As("postgres").ChangedWhen(_ => false);
            host.Echo($"The role {name} {(password is null ? "has no password" : "has a password")}.");
        }

        host.File($"/etc/postgresql/{Release}/main/pg_hba.conf").Mode("0640").Owner("postgres").Content(
            $"""
            local all postgres peer
            {string.Join("\n", Trusted.Select(net => $"host all all {net} scram-sha-256"))}
            """);
        host.File($"/etc/postgresql/{Release}/main/conf.d/local.conf").Mode("0644").Content("password_encryption = scram-sha-256\nssl_passphrase_command = '/usr/local/sbin/passphrase %p'\n");
        host.Shell($"psql --command \"ALTER ROLE postgres PASSWORD '$(cat \"$PASSWORD_FILE\")'\" && touch {data / ".super"}")
            .SecretFile("PASSWORD_FILE", SuperPassword!)
            .As("postgres").Creates(data / ".super");
    }

    private static Text Create(string name, Secret password, bool canCreate)
    {
        Text text = $"CREATE ROLE {name} LOGIN PASSWORD '{password}'";
        if (canCreate)
        {
            text += " CREATEDB";
        }

        return text + ";\n";
    }
}

public sealed partial class Databases : Policy
{
    private Secret? _super;

    public override Task LoadAsync(CancellationToken cancel)
    {
        _super = Secret.FromFile("/run/secrets/postgres-super-password");
        return Task.CompletedTask;
    }

    public override void Compose(Roles roles) => roles.Add<Postgres>(postgres =>
    {
        postgres.SuperPassword = _super;
        postgres.Accounts = [new("shop", _super, CanCreate: true), new(Name: "reports", Password: null)];
    });
}
