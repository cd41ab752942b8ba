namespace OpsMop.Analyzers.Tests.Idempotence;

public sealed class UnpinnedVersionsTests
{
    private const string Body =
        """
            public string Version { get; set; } = "1.22.1-9";
            private const string Any = "1.*";

            public override void Define(Host host)
            {
                {|OPM3005:host.Package("nginx")|};
                host.Package("curl").Version("7.88.1-10");
                host.Package("jq").Version({|OPM3005:"1.6-*"|});
                host.Package("git").Version({|OPM3005:Any|});
                host.Package("vim").{|OPM3005:Latest()|};
                host.Package("tree").Version(Version);
                host.Package("nano").Absent();
                var later = host.Package("less");
                later.Version("590-2");
            }
        """;

    [Fact]
    public Task A_role_says_it_of_itself() => Verify.FileAsync($$"""
        [Reproducible]
        public sealed partial class Site : Role
        {
        {{Body}}
        }
        """);

    [Fact]
    public Task The_assembly_says_it_of_all() => Verify.FileAsync($$"""
        [assembly: Reproducible]

        public sealed partial class Site : Role
        {
        {{Body}}
        }
        """);

    [Fact]
    public Task A_policy_says_it_of_what_it_adds_and_what_that_includes() =>
        Verify.FileAsync(
            """
            public sealed partial class Web : Role
            {
                public override void Define(Host host)
                {
                    host.Include<Tools>();
                    {|OPM3005:host.Package("nginx")|};
                }
            }

            public sealed partial class Tools : Role
            {
                public override void Define(Host host) => {|OPM3005:host.Package("curl")|};
            }

            public sealed partial class Whole : Role
            {
                public override void Define(Host host) => {|OPM3005:host.Package("jq")|};
            }

            public sealed partial class Elsewhere : Role
            {
                public override void Define(Host host) => host.Package("vim");
            }

            [Reproducible]
            public sealed partial class Hosts : Policy
            {
                public override void Compose(Roles roles)
                {
                    roles.Add<Web>();
                    roles.Add(new Whole());
                }
            }

            public sealed partial class Others : Policy
            {
                public override void Compose(Roles roles) => roles.Add<Elsewhere>();
            }
            """);

    [Fact]
    public Task Without_it_nothing_is_asked() => Verify.DefineAsync("""host.Package("nginx").Latest(); host.Package("curl").Version("7.*");""");

    [Fact]
    public Task A_type_of_the_project_pins_what_it_says() =>
        Verify.FileAsync(
            """
            /// <summary>A container image.</summary>
            [ResourceType("image")]
            public sealed partial class ImageResource : Resource
            {
                /// <summary>Its name.</summary>
                [Key]
                public string Id { get; }

                /// <summary>Its digest.</summary>
                [Pins]
                public string? Digest { get; }
            }

            [Reproducible]
            public sealed partial class Site : Role
            {
                public override void Define(Host host)
                {
                    {|OPM3005:host.Image("nginx")|};
                    host.Image("redis").Digest("sha256:1");
                }
            }
            """);

    [Fact]
    public Task A_builder_that_goes_elsewhere_is_left_alone() =>
        Verify.FileAsync(
            """
            [Reproducible]
            public sealed partial class Site : Role
            {
                public override void Define(Host host) => Pin(host.Package("nginx"));

                private static void Pin(PackageBuilder package) => package.Version("1");
            }
            """);
}
