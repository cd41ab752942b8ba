public sealed partial class Client : Role
{
    /// <summary>The password of the database.</summary>
    [Required]
    public Secret? Password { get; set; }

    /// <summary>Whether the client may log in.</summary>
    public bool Enabled { get; set; } = true;

    public override void Define(Host host)
    {
        Text settings = Enabled ? $"password={Password}\n" : "";
        host.File("/etc/client.conf").Content(settings).Mode("0600");

        Text login = $"password={Password}\n";
        host.File("/etc/login.conf").Content(login).Mode("0644");
        host.Echo($"the client logs in with {login}");
        host.Command($"client --login {login}").Creates("/var/lib/client");
    }
}
