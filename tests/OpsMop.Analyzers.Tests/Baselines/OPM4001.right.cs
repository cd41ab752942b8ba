public sealed partial class Client : Role
{
    /// <summary>The password of the database.</summary>
    [Required]
    public Secret? Password { get; set; }

    /// <summary>Whether the client may log in.</summary>
    public bool Enabled { get; set; } = true;

    public override void Define(Host host)
    {
        Text login = $"password={Password}\n";
        Text settings = Enabled ? login : "";
        host.File("/etc/client.conf").Content(settings).Mode("0600");

        host.File("/etc/login.conf").Content(login).Mode("0640");
        host.Echo("the client logs in");
        host.Command($"client --login-from-stdin").Stdin(login).Creates("/var/lib/client");
    }
}
