namespace OpsMop.Analyzers.Tests.Policies;

public sealed class ForgottenServicesTests
{
    [Fact]
    public Task A_unit_file_wants_its_unit_managed() => Verify.DefineAsync("""{|OPM2014:host.File("/etc/systemd/system/app.service")|}.Content("[Service]\n");""");

    [Theory]
    [InlineData("""host.Service("app").Running();""")]
    [InlineData("""host.Service("app.service").Enabled(false);""")]
    [InlineData("""host.Service("app.timer").Running();""")]
    [InlineData("""host.Handler("app", () => host.Service("app").Restarted());""")]
    [InlineData("""host.Service(Word).Running();""")]
    [InlineData("""foreach (var name in new[] { "app", "db" }) { host.Service(name).Running(); }""")]
    [InlineData("""host.Command($"systemctl enable --now app");""")]
    [InlineData("""host.File("/etc/systemd/system/site.target").Content("[Unit]\nWants=app.service\n");""")]
    public Task It_may_be_managed_in_many_ways(string more) =>
        Verify.FileAsync(Role($"host.File(\"/etc/systemd/system/app.service\").Content(\"[Service]\\n\");\n{more}"));

    [Theory]
    [InlineData("""host.File("/etc/systemd/system/app.service").Absent();""")]
    [InlineData("""host.File("/etc/systemd/system/app@.service").Content("[Service]\n");""")]
    [InlineData("""host.File("/etc/systemd/system/app.service.d/limits.conf").Content("[Service]\n");""")]
    [InlineData("""host.File("/etc/systemd/app.service").Content("[Service]\n");""")]
    [InlineData("""host.Link("/etc/systemd/system/app.service").Target("/dev/null");""")]
    [InlineData("""host.File($"/etc/systemd/system/{Word}.service").Content("[Service]\n");""")]
    [InlineData("""host.File("/etc/systemd/system/app.slice").Content("[Slice]\n");""")]
    public Task Other_files_have_no_unit_to_start(string body) => Verify.FileAsync(Role(body));

    [Fact]
    public Task An_included_role_may_manage_it() =>
        Verify.FileAsync(
            """
            public sealed partial class Site : Role
            {
                public override void Define(Host host)
                {
                    host.File("/etc/systemd/system/app.service").Content("[Service]\n");
                    host.Include<Units>(units => units.Prefix = "a");
                }
            }

            public sealed partial class Units : Role
            {
                public string Prefix { get; set; } = "";

                public override void Define(Host host) => host.Service($"{Prefix}pp").Running();
            }
            """);

    [Fact]
    public Task A_helper_method_may_manage_it() =>
        Verify.FileAsync(
            """
            public sealed partial class Site : Role
            {
                public override void Define(Host host)
                {
                    host.File("/etc/systemd/system/app.service").Content("[Service]\n");
                    Start(host, 'a');
                }

                private static void Start(Host host, char first) => host.Service(first + "pp").Running();
            }
            """);

    [Fact]
    public Task Another_role_of_the_project_may_manage_it() =>
        Verify.FileAsync(
            """
            public sealed partial class Site : Role
            {
                public override void Define(Host host) => host.File("/etc/systemd/system/app.service").Content("[Service]\n");
            }

            public sealed partial class Units : Role
            {
                public override void Define(Host host) => host.Service("app").Running();
            }
            """);

    [Fact]
    public Task An_included_role_that_manages_another_unit_does_not_help() =>
        Verify.FileAsync(
            """
            public sealed partial class Site : Role
            {
                public override void Define(Host host)
                {
                    {|OPM2014:host.File("/etc/systemd/system/app.service")|}.Content("[Unit]\nDescription=app\n");
                    host.Include<Units>();
                }
            }

            public sealed partial class Units : Role
            {
                public override void Define(Host host) => host.Service("db").Running();
            }
            """);

    [Fact]
    public Task Who_enables_a_service_most_likely_wants_it_to_run() =>
        Verify.DefineAsync(
            """
            host.Service("a").{|OPM2014:Enabled()|};
            var b = host.Service("b");
            b.{|OPM2014:Enabled(true)|};
            """);

    [Fact]
    public Task What_is_said_or_not_known_needs_no_more() =>
        Verify.DefineAsync(
            """
            host.Service("a").Enabled().Stopped();
            host.Service("b").Enabled(false);
            host.Service("c").Enabled(Condition);
            host.Service("d").Masked();
            var e = host.Service("e").Enabled();
            if (Condition)
            {
                e.Running();
            }

            var f = host.File("/f");
            host.Service("f").Enabled().RestartOn(f);
            host.Service("g").Enabled();
            host.Handler("g", () => host.Service("g").Reloaded());
            """);

    [Fact]
    public Task A_type_of_the_project_is_checked_as_ours_are() =>
        Verify.FileAsync(
            """
            /// <summary>A site.</summary>
            [ResourceType("site")]
            public sealed partial class SiteResource : Resource
            {
                /// <summary>Its label.</summary>
                [Key] public string Label { get; }

                /// <summary>Its certificate.</summary>
                [Suggests(nameof(PrivateKey), Because = "A certificate is of no use without its key.")]
                public AbsolutePath Certificate { get; }

                /// <summary>Its key.</summary>
                public AbsolutePath PrivateKey { get; }
            }

            public sealed partial class Web : Role
            {
                public override void Define(Host host)
                {
                    host.Site("one").{|OPM2014:Certificate("/etc/one.pem")|};
                    host.Site("two").Certificate("/etc/two.pem").PrivateKey("/etc/two.key");
                }
            }
            """);

    /// <summary>A role that has one report in any case: where none is expected, the rule is left out as a habit.</summary>
    private static string Role(string body) =>
        $$"""
        public sealed partial class Site : Role
        {
            public string Word { get; set; } = "";

            public override void Define(Host host)
            {
                {{body}}
                host.Service("other").{|OPM2014:Enabled()|};
            }
        }
        """;
}
