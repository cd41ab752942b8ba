// Names, keys and settings around secrets that are none: names of secrets in a cluster, headers, translations of labels, files, policies of passwords, patterns.
public sealed partial class Cluster : Role
{
    private const string TlsSecret = "shop-tls-2024";
    private const string AccessTokenHeader = "X-Access-Token";
    private const string PasswordPattern = "^.{12,}$";

    public string PullSecret { get; set; } = "registry-pull-v2";

    public string PasswordHash { get; set; } = "yescrypt";

    public int MinimumPassword { get; set; } = 12;

    public string TokenEndpoint { get; set; } = "https://login.example.org/token";

    public override void Define(Host host)
    {
        host.File("/etc/shop/values.yaml").Mode("0644").Content($"""
            imagePullSecrets: [{PullSecret}]
            tls_secret: {TlsSecret}
            password_policy: {PasswordPattern}
            existingSecretPasswordKey: postgres-password
            password_file: /run/secrets/db
            token_endpoint: {TokenEndpoint}
            access_token_header: {AccessTokenHeader}
            bcrypt_cost: 12
            """);
        host.File("/etc/samba/smb.conf").Mode("0644").Content(
            """
            [global]
              unix password sync = yes
              passwd program = /usr/bin/passwd %u
              passwd chat = *Enter\snew\s*\spassword:* %n\n
              encrypt passwords = true
              null passwords = no
              passdb backend = tdbsam
            """);
        host.File("/etc/mysql/conf.d/policy.cnf").Mode("0644").Content("[mysqld]\ndefault_password_lifetime = 180\nvalidate_password.length = 14\nsha256_password_auto_generate_rsa_keys = ON\n");
        host.File("/etc/grafana/grafana.ini").Mode("0640").Content("[security]\nadmin_password = $__file{/etc/grafana/admin}\n[auth]\ndisable_login_form = false\noauth_client_secret = ${SECRET}\n");
        host.File("/etc/fetchmailrc").Mode("0600").Content("poll mail.example.org user \"root\" password \"\"\n# password = hunter2 is how not to do it\n");
        host.File("/etc/libuser.conf").Mode("0644").Content("[userdefaults]\nLU_USERNAME = %n\n[defaults]\ncrypt_style = yescrypt\n");
        host.Command($"kubectl create secret generic {PullSecret} --from-file=token=/run/secrets/token").Unless($"kubectl get secret {PullSecret}");
        host.Command($"app check").Environment("PASSWORD_STORE_DIR", "/var/lib/pass").Environment("TOKEN_TTL", "3600").ChangedWhen(_ => false);
        host.Echo("password=… belongs into /run/secrets, not here.");
    }
}
