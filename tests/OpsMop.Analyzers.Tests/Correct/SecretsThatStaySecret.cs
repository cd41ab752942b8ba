// Secrets on their way to files and standard input, through texts, variables, conditions, lambdas and methods.
public sealed partial class Database : Role
{
    public Secret Password { get; set; } = null!;

    public Secret? Second { get; set; }

    public string User { get; set; } = "app";

    public override void Define(Host host)
    {
        Text url = $"postgres://{User}:{Password}@localhost/app";
        var both = Second is { } second ? Join(url, $"second={second}\n") : url;
        host.File("/etc/app/database.env").Content($"DATABASE_URL={both}\n").Mode("0600");
        host.File("/etc/app/pgpass").Content(Pass("localhost")).Owner("app").Mode("0400");
        Func<string, Text> entry = name => $"{name}:{Password}\n";
        host.File("/etc/app/users").Content(entry("admin")).Mode("0640");
        host.Command($"app set-password {User}").Stdin($"{Password}\n").Unless($"app has-password {User}");
        host.Command($"psql -c {"select 1"}").SecretFile("PGPASSFILE", Password).ChangedWhen(_ => false);
        host.Echo($"The password of {User} is set: {(Password is null ? "no" : "yes")}.");
    }

    private static Text Join(Text first, Text second) => $"{first}\n{second}";

    private Text Pass(string server) => server switch
    {
        "localhost" => (Text)$"{server}:5432:*:{User}:{Password}\n",
        _ => (Text)$"{server}:*:*:{User}:{Password}\n",
    };
}
