namespace OpsMop.Analyzers.Tests.Idempotence;

public sealed class CommandsInsteadOfTypesTests
{
    [Fact]
    public Task Packages_services_users_and_groups_have_types() =>
        Verify.DefineAsync(
            """
            host.Command($"{|OPM3002:apt-get install|} -y nginx");
            host.Command($"{|OPM3002:apt-get -y -o Dpkg::Use-Pty=0 install|} nginx");
            host.Command($"sudo -n {|OPM3002:/usr/bin/apt-get install|} nginx");
            host.Shell($"DEBIAN_FRONTEND=noninteractive {|OPM3002:apt-get install|} -y nginx");
            host.Command($"env DEBIAN_FRONTEND=noninteractive {|OPM3002:apt-get install|} -y nginx");
            host.Command($"{|OPM3002:systemctl enable|} --now nginx");
            host.Command($"{|OPM3002:service nginx restart|}");
            host.Command($"{|OPM3002:useradd|} -m -G www-data app");
            host.Command($"{|OPM3002:groupadd|} --system app");
            host.Command($"{|OPM3002:apt-get install|} -y {Word}");
            host.Command($"{|OPM3002:apt-get install|} -y {Names}");
            """);

    [Fact]
    public Task Files_directories_and_links_have_types() =>
        Verify.DefineAsync(
            """
            host.Command($"{|OPM3002:mkdir|} -p /srv/x");
            host.Command($"{|OPM3002:ln -sfn|} /srv/app/current /srv/www");
            host.Command($"{|OPM3002:chmod|} 0640 /etc/app.conf");
            host.Command($"{|OPM3002:chown -R|} app:app /srv/app");
            host.Command($"{|OPM3002:rm|} -f /etc/nginx/sites-enabled/default");
            host.Command($"{|OPM3002:rm -rf|} /srv/old");
            host.Command($"{|OPM3002:sed -i|} s/a/b/ /etc/app.conf");
            host.Command($"{|OPM3002:curl -fsSLo|} /usr/share/keyrings/x.asc https://example.org/x.asc");
            host.Shell($"{|OPM3002:echo|} 'vm.swappiness=1' >> /etc/sysctl.conf");
            host.Shell($"echo x | {|OPM3002:tee|} /etc/x");
            host.Command($"{|OPM3002:touch|} {Folder / "x"}");
            """);

    [Theory]
    [InlineData("rm -rf /srv/cache/*")]
    [InlineData("rm ~/x")]
    [InlineData("service nginx configtest")]
    [InlineData("systemctl daemon-reload")]
    [InlineData("systemctl --user enable app")]
    [InlineData("systemctl is-active nginx")]
    [InlineData("systemctl status start")]
    [InlineData("apt-get update")]
    [InlineData("apt-get -f install")]
    [InlineData("apt-get install ./local.deb")]
    [InlineData("apt-get install -y -t bookworm-backports nginx")]
    [InlineData("apt-get install linux-headers-$(uname -r)")]
    [InlineData("apt-get download install")]
    [InlineData("curl -fsS https://example.org/health")]
    [InlineData("curl -o /dev/null -w '%{http_code}' https://example.org")]
    [InlineData("curl -H 'Authorization: x' -o /srv/x https://example.org/x")]
    [InlineData("curl -X POST -d @/x https://example.org")]
    [InlineData("wget -qO- https://example.org/x")]
    [InlineData("wget --spider https://example.org/x")]
    [InlineData("ln /srv/a /srv/b")]
    [InlineData("chmod +x /srv/x")]
    [InlineData("chown $APP /srv/x")]
    [InlineData("touch -d yesterday /srv/x")]
    [InlineData("usermod -L app")]
    [InlineData("usermod -p x app")]
    [InlineData("./apt-get install x")]
    [InlineData("/opt/vendor/bin/systemctl start x")]
    [InlineData("command -v systemctl")]
    [InlineData("echo 1 > /proc/sys/vm/drop_caches")]
    [InlineData("echo x > /dev/null")]
    [InlineData("echo $HOME > /srv/x")]
    [InlineData("echo failed >&2")]
    [InlineData("cat /srv/a /srv/b > /srv/c")]
    [InlineData("ls /srv | tee /srv/list")]
    [InlineData("grep x /srv/a > /srv/b")]
    [InlineData("echo apt-get install nginx")]
    [InlineData("mkdir -p /srv/x && cd /srv/x && tar xf /root/x.tar")]
    [InlineData("rm -f /srv/x.lock; make")]
    [InlineData("systemctl stop app; app migrate; systemctl start app")]
    [InlineData("for p in a b; do mkdir /srv/$p; done")]
    [InlineData("if test -e /x; then rm $FILE; fi")]
    [InlineData("xargs rm < /srv/list")]
    [InlineData("find /srv -name x -exec rm {} +")]
    [InlineData("tee /srv/b < /srv/a > /dev/null")]
    [InlineData("chown -h app /srv/link")]
    [InlineData("curl -fsS -z /srv/a -o /srv/a https://example.org/a")]
    public Task What_no_type_does_is_left_alone(string script) =>
        Verify.SilentAsync("OPM3002", $"""host.Shell($"{script.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal)}").Creates("/srv/done");""");

    [Fact]
    public Task A_guard_does_not_make_a_type_of_it() =>
        Verify.DefineAsync(
            """
            host.Shell($"dpkg -s nginx > /dev/null || {|OPM3002:apt-get install|} -y nginx");
            host.Command($"{|OPM3002:useradd|} app").Unless($"id app");
            host.Shell($"if ! getent group app; then {|OPM3002:groupadd|} app; fi");
            """);

    [Fact]
    public Task Handlers_procedures_questions_and_what_waits_for_a_change_are_left_alone() =>
        Verify.DefineAsync(
            """
            var restart = host.Handler("restart", () => host.Command($"systemctl restart app"));
            var conf = host.File("/etc/app").Mode("0644").Notifies(restart);
            host.Command($"systemctl reload app").WhenChanged(conf);
            host.Command($"make").Unless($"systemctl start app");
            """);

    [Fact]
    public Task Constants_are_read_through_holes_and_fields() =>
        Verify.FileAsync(
            """
            public static class Names
            {
                public const string Web = "nginx";
                public static readonly CommandText Install = $"apt-get install {Web}";
            }

            public sealed partial class Site : Role
            {
                public override void Define(Host host)
                {
                    host.Command($"{|OPM3002:apt-get install|} {Names.Web}");
                    host.Command({|OPM3002:Names.Install|});
                }
            }
            """);

    [Fact]
    public async Task The_message_says_what_to_write()
    {
        var found = await Verify.DefineAsync("""host.Command($"{|OPM3002:apt-get install|} -y nginx");""");
        Assert.Equal(
            "Command[apt-get install -y nginx]: host.Package(\"nginx\") does what 'apt-get install' does, and knows when there is nothing to do. Use it instead.",
            Assert.Single(found).GetMessage());
        found = await Verify.DefineAsync("""host.Command($"{|OPM3002:apt-get install|} -y nginx curl");""");
        Assert.Contains("host.Package(…)", Assert.Single(found).GetMessage(), StringComparison.Ordinal);
        found = await Verify.DefineAsync("""host.Command($"{|OPM3002:chmod|} 0640 /etc/x");""");
        Assert.Contains("host.File(\"/etc/x\")", Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public Task A_type_of_the_project_is_pointed_to() =>
        Verify.FileAsync(
            """
            /// <summary>A database.</summary>
            [ResourceType("database"), InsteadOf("createdb", "psql -c CREATE")]
            public sealed partial class DatabaseResource : Resource
            {
                /// <summary>Its name.</summary>
                [Key]
                public string Id { get; }
            }

            public sealed partial class Site : Role
            {
                public override void Define(Host host) => host.Command($"{|OPM3002:createdb|} --owner=app shop");
            }
            """);

    [Fact]
    public async Task A_type_of_a_package_is_pointed_to()
    {
        var library = PolicyProject.Of((
            "/lib/Database.cs",
            """
            namespace Contoso;

            /// <summary>A database.</summary>
            [ResourceType("database"), InsteadOf("createdb")]
            public sealed partial class DatabaseResource : Resource
            {
                /// <summary>Its name.</summary>
                [Key]
                public string Id { get; }
            }
            """)).Reference();
        var markup = Markup.Parse(
            """
            public sealed partial class Site : Role
            {
                public override void Define(Host host) => host.Command($"{|OPM3002:createdb|} --owner=app shop");
            }
            """);
        Verify.AssertEqual(markup, await PolicyProject.Of(("/src/Policy.cs", markup.Source)).With(library).DiagnosticsAsync("CS1591"));
    }

    [Theory]
    [InlineData("apt-get install -y nginx", "Package(\"nginx\")")]
    [InlineData("apt-get purge -y nginx", "Package(\"nginx\").Absent().Purge()")]
    [InlineData("apt-get install -y --no-install-recommends {Word}", "Package(Word).NoRecommends()")]
    [InlineData("systemctl enable --now nginx", "Service(\"nginx\").Running().Enabled()")]
    [InlineData("systemctl mask nginx", "Service(\"nginx\").Masked()")]
    [InlineData("mkdir -p /srv/x", "Directory(\"/srv/x\").Parents()")]
    [InlineData("mkdir {Folder}", "Directory(Folder)")]
    [InlineData("mkdir {Folder / \"x\"}", "Directory(Folder / \"x\")")]
    [InlineData("ln -s /srv/a /srv/b", "Link(\"/srv/b\").Target(\"/srv/a\")")]
    [InlineData("rm -f /srv/a", "File(\"/srv/a\").Absent()")]
    [InlineData("useradd --system app", "User(\"app\").System()")]
    public async Task The_fix_writes_the_resource(string command, string resource)
    {
        await Fix.DefineAsync("OPM3002", $"""host.Command($"{command}");""", $"host.{resource};");
        await Verify.DefineAsync($"host.{resource};");
    }

    [Theory]
    [InlineData("apt-get install -y nginx curl")]
    [InlineData("apt-get install -y nginx=1.22")]
    [InlineData("systemctl restart nginx")]
    [InlineData("chmod 0640 /etc/x")]
    [InlineData("mkdir -m 0700 /srv/x")]
    [InlineData("mkdir {Word}")]
    [InlineData("useradd -m -G www-data app")]
    [InlineData("sudo mkdir /srv/x")]
    [InlineData("ln -sf /srv/a /srv/b/")]
    public Task No_fix_is_offered_for_what_says_more(string command) => Fix.NoneAsync("OPM3002", $"""host.Command($"{command}");""");

    [Fact]
    public async Task No_fix_is_offered_where_a_setting_would_be_lost()
    {
        await Fix.NoneAsync("OPM3002", """host.Command($"mkdir /srv/x").As("app");""");
        await Fix.NoneAsync("OPM3002", """var made = host.Command($"mkdir /srv/x"); made.Title("x");""");
    }

    [Fact]
    public Task A_package_that_is_a_file_has_no_type() => Verify.DefineAsync(
        """
        host.Command($"apt-get install -y {Folder / "app.deb"}").Unless($"dpkg -s app");
        AbsolutePath file = Folder / Word;
        host.Command($"apt-get install -y {file}").Unless($"dpkg -s app");
        host.Command($"{|OPM3002:apt-get install|} -y {Word}").Unless($"dpkg -s {Word}");
        """);
}
