namespace OpsMop.Analyzers.Tests.Policies;

public sealed class InvalidValuesTests
{
    [Theory]
    [InlineData("AbsolutePath", "etc/motd")]
    [InlineData("AbsolutePath", "/etc/../motd")]
    [InlineData("UnixMode", "0999")]
    [InlineData("UnixMode", "+x")]
    [InlineData("Port", "70000")]
    [InlineData("Cidr", "10.0.0.0")]
    [InlineData("Duration", "90")]
    [InlineData("UnitName", "nginx.sevice")]
    [InlineData("CronSchedule", "0 25 * * *")]
    [InlineData("Sha256", "d41d8cd98f00b204e9800998ecf8427e")]
    [InlineData("SourceFile", "../motd")]
    public Task A_constant_of_a_domain_type_is_read_as_at_run_time(string type, string text) =>
        Verify.FileAsync(
            $$"""
            public static class Values
            {
                public static readonly {{type}} Value = {|OPM2004:"{{text}}"|};
            }
            """);

    [Theory]
    [InlineData("AbsolutePath", "/etc//motd")]
    [InlineData("UnixMode", "a=r,u=rw")]
    [InlineData("Port", "22")]
    [InlineData("Cidr", "2001:db8::/32")]
    [InlineData("Duration", "1h30m")]
    [InlineData("UnitName", "app.example.org")]
    [InlineData("CronSchedule", "@daily")]
    [InlineData("SourceFile", "./files/motd")]
    [InlineData("SourceFile", "/opt/artifacts/app.war")]
    public Task What_the_run_time_takes_is_right(string type, string text) =>
        Verify.FileAsync(
            $$"""
            public static class Values
            {
                public static readonly {{type}} Value = "{{text}}";
            }
            """);

    [Fact]
    public Task A_port_is_checked_as_a_number_too() =>
        Verify.DefineAsync(
            """
            Port wrong = {|OPM2004:99999|};
            Port zero = {|OPM2004:0|};
            Port right = 8080;
            """);

    [Fact]
    public Task Wherever_the_constant_is_kept() =>
        Verify.FileAsync(
            """
            public static class Modes
            {
                public const string Constant = "0999";
                public static readonly string Field = "0999";
                public static string Property => "0" + "999";
                public static readonly UnixMode Value = {|OPM2004:"0998"|};
            }

            public sealed partial class Site : Role
            {
                public bool IsPublic { get; set; }

                public override void Define(Host host)
                {
                    const string here = "0997";
                    var local = IsPublic ? {|OPM2004:"0996"|} : "0644";
                    host.File("/1").Mode({|OPM2004:Modes.Constant|});
                    host.File("/2").Mode({|OPM2004:Modes.Field|});
                    host.File("/3").Mode({|OPM2004:Modes.Property|});
                    host.File("/4").Mode(Modes.Value);
                    host.File("/5").Mode({|OPM2004:here|});
                    host.File("/6").Mode(local);
                    host.File("/7").Mode(local);
                    host.File({|OPM2004:$"etc/{here}"|}).Mode({|OPM2004:"09" + "99"|});
                    host.File("/8").Mode(IsPublic switch { true => {|OPM2004:"0995"|}, _ => "0600" });
                }
            }
            """);

    [Fact]
    public Task What_is_not_a_constant_is_left_to_the_run_time() =>
        Verify.DefineAsync(
            """
            var mode = "0644";
            if (Condition)
            {
                mode = Word;
            }

            host.File(Word).Mode(mode);
            host.File(Folder / Word).Mode(Word + "999");
            """);

    [Fact]
    public Task What_stands_to_the_right_of_a_slash_is_below() =>
        Verify.DefineAsync(
            """
            host.File(Folder / {|OPM2004:"/motd"|}).Content("");
            host.File(Folder / {|OPM2004:"../motd"|}).Content("");
            host.File(Folder / {|OPM2004:""|} / "issue").Content("");
            host.File(Folder / "a/b" / "motd").Content("");
            """);

    [Fact]
    public Task Constraints_of_resources_hold_for_constants() =>
        Verify.DefineAsync(
            """
            host.User({|OPM2004:"no user"|}).Uid({|OPM2004:-1|}).Comment({|OPM2004:"a:b"|});
            host.Package({|OPM2004:"nginx curl"|}).Version({|OPM2004:"1 2"|});
            host.File("/x").Url({|OPM2004:"www.example.org"|});
            host.Link("/y").Target({|OPM2004:""|});
            host.Service({|OPM2004:"a b"|}).Running();
            """);

    [Fact]
    public Task Common_settings_take_times() =>
        Verify.DefineAsync("""host.Echo("a").Timeout({|OPM2004:"90"|}).Retry(3, every: {|OPM2004:"1 minute"|});""");

    [Fact]
    public Task Arguments_of_any_method_count() =>
        Verify.DefineAsync(
            """
            using (host.With(mode: {|OPM2004:"99"|}))
            {
                host.Echo($"{host.FileTests.Exists({|OPM2004:"etc"|})}");
            }
            """);

    [Fact]
    public Task Constraints_of_variables_hold_where_a_role_is_added_and_for_its_defaults() =>
        Verify.FileAsync(
            """
            public sealed partial class Site : Role
            {
                [Range(1, 64)] public int Workers { get; set; } = {|OPM2004:100|};
                [Range(0.0, 1.0)] public double Share { get; set; } = {|OPM2004:1.5|};
                [AllowedValues("debug", "info")] public string Level { get; set; } = {|OPM2004:"inof"|};
                [RegularExpression("[a-z]+")] public string? Name { get; set; } = "";
                [Url] public string Home { get; set; } = {|OPM2004:"example"|};
                public Port Port { get; set; } = {|OPM2004:99999|};

                public override void Define(Host host) => host.Include<Part>(part => part.Size = {|OPM2004:11|});
            }

            public sealed partial class Part : Role
            {
                [Range(1, 10)] public int? Size { get; set; }

                public override void Define(Host host)
                {
                }
            }

            public sealed partial class Web : Policy
            {
                private const int Many = 65;

                public bool IsSmall { get; set; }

                public override void Compose(Roles roles)
                {
                    roles.Add<Site>("a", site =>
                    {
                        site.Workers = {|OPM2004:0|};
                        site.Name = {|OPM2004:"A"|};
                        site.Port = {|OPM2004:0|};
                    });
                    roles.Add(new Site { Workers = IsSmall ? 1 : {|OPM2004:Many|}, Level = "info" });
                    roles.Add(new Part { Size = null });
                }
            }
            """);

    [Fact]
    public Task What_a_role_does_with_its_own_variables_is_its_own_business() =>
        Verify.FileAsync(
            """
            public sealed partial class Site : Role
            {
                [Range(1, 64)] public int Workers { get; set; } = 4;

                public override void Define(Host host) => Workers = 0;
            }
            """);

    [Fact]
    public Task A_type_of_the_project_is_checked_as_ours_are() =>
        Verify.FileAsync(
            """
            /// <summary>A site.</summary>
            [ResourceType("site")]
            public sealed partial class SiteResource : Resource
            {
                /// <summary>Its name.</summary>
                [Key, Length(1, 5)] public string Label { get; }

                /// <summary>Its level.</summary>
                [AllowedValues("debug", "info")] public string? Level { get; }

                /// <summary>Its groups.</summary>
                [RegularExpression("[a-z]+"), Length(1, 9)] public IReadOnlyList<string>? Groups { get; }

                /// <summary>Its network.</summary>
                public Cidr Network { get; }
            }

            public sealed partial class Web : Role
            {
                public override void Define(Host host) =>
                    host.Site({|OPM2004:"toolong"|}).Level({|OPM2004:"inf"|}).Groups("a", {|OPM2004:"B"|}).Network({|OPM2004:"10.0.0.1/8"|});
            }
            """);

    [Fact]
    public async Task The_message_is_that_of_the_run_time()
    {
        var diagnostics = await Verify.DefineAsync("""host.File("/x").Mode({|OPM2004:"0999"|});""");
        Assert.Equal("File[/x]: Mode: '0999' is not a mode: '9' is not an octal digit; write it as 0644 or u=rw,go=r.", Assert.Single(diagnostics).GetMessage());
    }

    [Theory]
    [InlineData("UnixMode", "644 ", "644")]
    [InlineData("UnixMode", "u=rw, go=r", "u=rw,go=r")]
    [InlineData("UnixMode", "0o644", "0644")]
    [InlineData("UnixMode", "00644", "0644")]
    [InlineData("UnixMode", "rw-r--r--", "0644")]
    [InlineData("UnixMode", "drwxr-x---", "0750")]
    [InlineData("Duration", "90 s", "90s")]
    [InlineData("Duration", "5 minutes", "5m")]
    [InlineData("Duration", "1 hour, 30 min", "1h30m")]
    [InlineData("Port", "8080/tcp", "8080")]
    [InlineData("Cidr", "10.0.0.0 / 8", "10.0.0.0/8")]
    [InlineData("UnitName", "nginx.sevice", "nginx.service")]
    [InlineData("CronSchedule", "@dayly", "@daily")]
    [InlineData("SourceFile", "files\\motd", "files/motd")]
    [InlineData("AbsolutePath", " /etc/motd", "/etc/motd")]
    [InlineData("Sha256", "786e184927ec9ddac3079c24999ac461b7cb89888f69efc053848f2d6dee7dd6  app.tar.gz", "786e184927ec9ddac3079c24999ac461b7cb89888f69efc053848f2d6dee7dd6")]
    public Task The_fix_writes_the_one_right_form(string type, string wrong, string right) =>
        Fix.DefineAsync("OPM2004", $"""{type} value = @"{wrong}";""", $"""{type} value = "{right}";""");

    [Theory]
    [InlineData("UnixMode", "0999")]
    [InlineData("UnixMode", "+x")]
    [InlineData("UnixMode", "u=rwX,go=r")]
    [InlineData("Duration", "90")]
    [InlineData("Duration", "3 months")]
    [InlineData("Cidr", "10.0.0.5/24")]
    [InlineData("AbsolutePath", "etc/motd")]
    [InlineData("AbsolutePath", "~/motd")]
    [InlineData("Port", "http")]
    [InlineData("Sha256", "d41d8cd98f00b204e9800998ecf8427e")]
    public Task Where_there_is_no_one_right_form_nothing_is_offered(string type, string wrong) => Fix.NoneAsync("OPM2004", $"""{type} value = "{wrong}";""");

    [Fact]
    public Task A_constant_that_is_kept_elsewhere_is_not_touched() =>
        Fix.NoneAsync(
            "OPM2004",
            """
            const string mode = "644 ";
            host.File("/x").Mode(mode);
            """);

    [Fact]
    public Task The_fix_of_a_word_writes_what_was_meant() =>
        Fix.FileAsync(
            "OPM2004",
            """
            public sealed partial class Site : Role
            {
                [AllowedValues("debug", "info")] public string Level { get; set; } = "inof";

                public override void Define(Host host)
                {
                }
            }
            """,
            """
            public sealed partial class Site : Role
            {
                [AllowedValues("debug", "info")] public string Level { get; set; } = "info";

                public override void Define(Host host)
                {
                }
            }
            """);

    [Theory]
    [InlineData("""host.File("/x").Mode(0644);""", """host.File("/x").Mode("0644");""", "CS1503")]
    [InlineData("""host.File("/x").Mode(755).Owner("root");""", """host.File("/x").Mode("755").Owner("root");""", "CS1503")]
    [InlineData("""host.With(directoryMode: 0750).Dispose();""", """host.With(directoryMode: "0750").Dispose();""", "CS1503")]
    [InlineData("""UnixMode mode = 0600;""", """UnixMode mode = "0600";""", "CS0029")]
    public Task The_fix_makes_a_text_of_an_integer_mode(string before, string after, string id) => Fix.DefineAsync(id, before, after);

    [Theory]
    [InlineData("""host.File("/x").Mode(420);""", "CS1503")]
    [InlineData("""host.File("/x").Mode(698);""", "CS1503")]
    [InlineData("""host.File("/x").Mode(0x1A4);""", "CS1503")]
    [InlineData("""host.File("/x").Mode(64);""", "CS1503")]
    [InlineData("""host.File("/x").Owner(0644);""", "CS1503")]
    [InlineData("""string mode = 0644;""", "CS0029")]
    public Task Other_integers_are_left_to_their_author(string body, string id) => Fix.NoneAsync(id, body);

    [Fact]
    public Task What_is_only_printed_is_text() => Verify.DefineAsync(
        """
        string line = $"{(Condition ? "" : Mode)} {(Condition ? "none" : Folder)}";
        UnixMode mode = Condition ? {|OPM2004:"none"|} : Mode;
        host.Echo(line).Title($"{mode}");
        """);
}
