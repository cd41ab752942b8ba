// Names and texts about passwords that hold none: names of variables, paths, placeholders, policies of passwords, public keys, parsers with tokens.
public sealed partial class Login : Role
{
    private const string PasswordVariable = "DB_PASSWORD";
    private const string TokenHeader = "X-Auth-Token";

    public string PasswordFile { get; set; } = "/run/secrets/db";

    public string SecretName { get; set; } = "database-2024";

    public string TlsSecret { get; set; } = "tls-wildcard";

    public string AdminPassword { get; set; } = "";

    public string ApiToken { get; set; } = "${API_TOKEN}";

    public override void Define(Host host)
    {
        host.File("/etc/pam.d/login").Mode("0644").Content("""
            # password=hunter2 would be wrong here
            password required pam_unix.so sha512
            password [success=1 default=ignore] pam_deny.so
            """);
        host.File("/etc/app.yaml").Mode("0644").Content($"""
            passwordFile: {PasswordFile}
            password: ${PasswordVariable}
            secret: {SecretName}
            tls_secret_name: {TlsSecret}
            token_header: {TokenHeader}
            PasswordAuthentication: no
            client_secret: <from the vault>
            api_key: xxxxxxxx
            db_password: AdminPassword{AdminPassword}
            """);
        var token = "EOF";
        host.Shell($"app --password-file {PasswordFile} --token {ApiToken} <<{token}").Creates("/run/app");
        host.Echo("Set the password: it is in the safe. -----BEGIN PRIVATE KEY----- is how a key begins.");
    }
}
