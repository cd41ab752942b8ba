namespace OpsMop.Analyzers.Tests.Security;

public sealed class SecretLiteralsTests
{
    [Fact]
    public Task Keys_and_tokens_have_shapes() =>
        Verify.DefineAsync(""""
            host.File("/a").Mode("0600").Content("""
                {|OPM4002:-----BEGIN OPENSSH PRIVATE KEY-----|}
                b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZWQyNTUx
                -----END OPENSSH PRIVATE KEY-----
                """);
            var a = "{|OPM4002:AKIAQYLPMN5HHHFPZAM2|}";
            var b = "{|OPM4002:ghp_abcdefghijklmnopqrstuvwxyz0123456789|}";
            var c = "Bearer {|OPM4002:eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U|}";
            host.Echo(a + b + c);
            """");

    [Fact]
    public Task Public_keys_and_certificates_are_public() =>
        Verify.DefineAsync(""""
            host.File("/a").Mode("0644").Content("""
                -----BEGIN CERTIFICATE-----
                MIIBszCCAVmgAwIBAgIUQ2l0eSBvZiBMb25kb24gQ2VydGlmaWNhdGUgQXV0aG9y
                -----END CERTIFICATE-----
                """);
            host.Echo("write -----BEGIN PRIVATE KEY----- at its start");
            host.Echo("AKIA and ghp_ are how they begin");
            """");

    [Fact]
    public Task A_password_in_what_a_resource_is_given() =>
        Verify.DefineAsync("""
            host.File("/a").Content("user=app\n{|OPM4002:password=hunter2|}\n").Mode("0600");
            host.File("/b").Content("db:\n  {|OPM4002:password: changeme|}\n").Mode("0600");
            host.Shell($"{|OPM4002:PGPASSWORD=hunter2|} psql {Word}").ChangedWhen(_ => false);
            host.Command($"true").Environment("PGPASSWORD", {|OPM4002:"hunter2"|}).ChangedWhen(_ => false);
            """);

    [Theory]
    [InlineData("password=${PASSWORD}")]
    [InlineData("password=***")]
    [InlineData("password=xxxxxx")]
    [InlineData("password=<password>")]
    [InlineData("password: {{ db_password }}")]
    [InlineData("password_file=/etc/app/password")]
    [InlineData("password=/run/secrets/db")]
    [InlineData("PasswordAuthentication=no")]
    [InlineData("password=")]
    [InlineData("# password=hunter2")]
    [InlineData("password = form.password")]
    [InlineData("let password = read(file)")]
    [InlineData("passwd: files")]
    [InlineData("password: *default")]
    [InlineData("validate_password=ON")]
    [InlineData("password [success=1 default=ignore] pam_unix.so")]
    [InlineData("Enter the password: it is in the safe, behind the picture")]
    public Task Placeholders_paths_and_prose_are_left_alone(string line) =>
        Verify.FileAsync($$"""
            public sealed partial class Site : Role
            {
                public override void Define(Host host) => host.File("/a").Content("{{line}}\n").Mode("0600");
            }
            """);

    [Fact]
    public Task A_hole_is_not_known() =>
        Verify.DefineAsync("""
            host.File("/a").Content($"password={Password}\nsecret_key=pre{Password}\n").Mode("0600");
            host.Command($"true").Environment("PASSWORD", Word).Environment("PASSWORD_FILE", "/etc/password").ChangedWhen(_ => false);
            """);

    [Fact]
    public Task Names_say_what_is_a_password() =>
        Verify.FileAsync(
            """
            public sealed partial class Site : Role
            {
                private const string AdminPassword = {|OPM4002:"changeme"|};
                private const string PasswordVariable = "DB_PASSWORD";
                private const string Token = "token";
                private static readonly string s_apiKey = {|OPM4002:"k3yk3yk3yk3y"|};

                public string DbPassword { get; set; } = {|OPM4002:"hunter2"|};

                public string RootPassword { get; set; } = "";

                public string PasswordFile { get; set; } = "/etc/app/password";

                public string SecretName { get; set; } = "app-database";

                public string TlsSecret { get; set; } = "app-tls";

                public Text Passphrase { get; set; } = {|OPM4002:"correct-horse"|};

                public override void Define(Host host)
                {
                    var password = {|OPM4002:"hunter2"|};
                    var token = "BEGIN";
                    var mailPassword = DbPassword;
                    RootPassword = {|OPM4002:"toor"|};
                    host.Echo(password + token + mailPassword + AdminPassword + PasswordVariable + Token + s_apiKey);
                }
            }

            public sealed partial class Web : Policy
            {
                public override void Compose(Roles roles) => roles.Add<Site>(site => site.DbPassword = {|OPM4002:"hunter2"|});
            }
            """);

    [Fact]
    public Task Adopt_takes_no_constant() =>
        Verify.DefineAsync("""
            const string Constant = "hunter2";
            var a = Secret.Adopt({|OPM4002:"hunter2"|});
            var b = Secret.Adopt({|OPM4002:Constant|});
            var c = Secret.Adopt(Word.Trim());
            host.File("/a").Content($"{a}{b}{c}").Mode("0600");
            """);

    [Fact]
    public Task Parameters_have_names_too() =>
        Verify.FileAsync(
            """
            public sealed record Login(string User, string Password);

            public sealed partial class Site : Role
            {
                public override void Define(Host host)
                {
                    var login = new Login("app", {|OPM4002:"hunter2"|});
                    var other = new Login("app", "");
                    host.Echo(Join(login.User, "a") + Join(other.User, password: {|OPM4002:"hunter2"|}));
                }

                private static string Join(string user, string token = "none", string password = {|OPM4002:"changeme"|}) => user + token + password.Length;
            }
            """);

    [Fact]
    public Task Json_has_passwords_in_quotes() =>
        Verify.DefineAsync(""""
            host.File("/a").Mode("0600").Content("""
                {
                  "user": "app",
                  "{|OPM4002:password": "hunter2"|},
                  "passwordFile": "/etc/password"
                }
                """);
            """");

    [Fact]
    public Task What_somebody_calls_a_secret_is_no_secret() => Verify.FileAsync(
        """
        public sealed partial class Site : Role
        {
            public const string TlsSecret = "shop-tls-2024";
            public string PullSecret { get; set; } = "registry-pull-v2";
            public string ApiToken { get; set; } = {|OPM4002:"a1b2c3d4-shop-2024"|};

            public override void Define(Host host) => host.Echo("a");
        }
        """);

    [Fact]
    public Task Sudo_without_a_password_has_none() => Verify.DefineAsync(
        """
        host.File("/etc/sudoers.d/a").Content("%admins ALL=(ALL) NOPASSWD: ALL\n").Mode("0440");
        host.File("/etc/sudoers.d/b").Content("%ops ALL = PASSWD: SERVICES\n").Mode("0440");
        host.File("/etc/app.env").Content("{|OPM4002:PASSWD=hunter2|}\n").Mode("0600");
        """);
}
