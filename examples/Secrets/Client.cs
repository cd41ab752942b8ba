/// <summary>A client of a database.</summary>
public sealed partial class Client : Role
{
    /// <summary>Where its files are.</summary>
    public AbsolutePath Folder { get; set; }

    /// <summary>The password.</summary>
    [Required]
    public Secret? Password { get; set; }

    /// <summary>The name of the database. It may be any text.</summary>
    public string Database { get; set; } = "Grace's data; rm -rf /";

    public override void Define(Host host)
    {
        host.Directory(Folder).Mode("0700").Parents();

        // A text knows which of its parts are secret: the file gets the password, the diff gets ***.
        Text settings = $"database={Database}\npassword={Password}\n";
        host.File(Folder / "client.conf").Content(settings).Mode("0600");

        // No shell runs: the command is split into words, and a hole is one argument, whatever is in it.
        host.Command($"cp /etc/hosts {Folder / Database.Replace('/', '_')}").Creates(Folder / Database.Replace('/', '_'));

        // sh runs: each hole is quoted.
        host.Shell($"echo {Database} | tr a-z A-Z > {Folder / "shouted"}").Creates(Folder / "shouted");

        // A command gets a secret in a file that only it can read, and that is gone when it ends.
        host.Shell($"wc -c < \"$PASSWORD_FILE\" > {Folder / "length"}").SecretFile("PASSWORD_FILE", Password!).Creates(Folder / "length");
    }
}
