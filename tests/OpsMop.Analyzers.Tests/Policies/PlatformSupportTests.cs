namespace OpsMop.Analyzers.Tests.Policies;

/// <summary>OPM2011 and OPM2012.</summary>
public sealed class PlatformSupportTests
{
    private const string Ports =
        """
        [Provider<PackageResource>("ports", Platforms = ["freebsd"])]
        internal sealed class PortsProvider : Provider<PackageResource> { public override ValueTask PlanAsync(PackageResource want, Plan plan, CancellationToken cancel) => default; }
        """;

    [Theory]
    [InlineData("\"debian\"", "host.Package(\"nginx\");")]
    [InlineData("\"ubuntu\", \"linux\"", "host.Package(\"nginx\");")]
    [InlineData("\"openbsd\"", "{|OPM2012:host.Package(\"nginx\")|};")]
    [InlineData("\"debian\", \"void\"", "{|OPM2012:host.Package(\"nginx\")|}.Latest();")]
    [InlineData("\"Debian\"", "host.Package(\"nginx\"); host.Service(\"nginx\").Running(); host.User(\"app\");")]
    [InlineData("\"freebsd\"", "host.File(\"/x\").Content(\"\").Mode(\"0644\"); {|OPM2012:host.User(\"app\")|};")]
    [InlineData("\"openbsd\"", "{|OPM2012:host.Service(\"nginx\")|}.Running().Enabled();")]
    [InlineData("\"openbsd\"", "host.When(host.Platform.Is(\"apt\"), () => host.Package(\"nginx\"));")]
    [InlineData("\"openbsd\"", "if (host.Platform.Is(\"apt\")) { host.Package(\"nginx\"); }")]
    [InlineData("\"openbsd\"", "if (!host.Platform.Is(\"apt\")) { return; } host.Package(\"nginx\");")]
    [InlineData("\"openbsd\"", "host.Package(\"nginx\").When(() => host.Platform.Is(\"apt\"));")]
    [InlineData("\"openbsd\"", "foreach (var name in Names) { {|OPM2012:host.Package(name)|}; }")]
    [InlineData("\"openbsd\"", "foreach (var name in new[] { \"a\" }) { {|OPM2012:host.Package(name)|}; }")]
    [InlineData("\"openbsd\"", "var names = host.Platform.Is(\"apt\") ? Names : []; foreach (var name in names) { host.Package(name); }")]
    [InlineData("\"openbsd\"", "host.Parallel(() => { {|OPM2012:host.Package(\"nginx\")|}; });")]
    [InlineData("\"openbsd\"", "Install(); void Install() => host.Package(\"nginx\");")]
    public Task A_resource_has_a_provider_on_each_platform(string targets, string body) => RoleAsync(targets, body);

    [Fact]
    public Task A_provider_of_the_project_counts() => Verify.FileAsync(Role("\"debian\", \"freebsd\"", "host.Package(\"nginx\");") + Ports);

    [Fact]
    public async Task A_provider_of_a_library_counts()
    {
        var library = PolicyProject.Of(("/lib/Ports.cs", Ports.Replace("internal", "public", StringComparison.Ordinal))).Reference();
        Assert.Empty(await PolicyProject.Of(("/src/Policy.cs", Role("\"freebsd\"", "host.Package(\"nginx\");"))).With(library).DiagnosticsAsync("CS1591"));
    }

    [Fact]
    public Task Names_of_platforms_are_known() =>
        Verify.FileAsync("""[Targets("debian", {|OPM2012:"debain"|})] public partial class Site : Role { public override void Define(Host host) { } }""");

    [Theory]
    [InlineData("\"debian\"", "host.Package(\"nginx\").Via<PortsProvider>();", true)]
    [InlineData("\"freebsd\"", "host.Package(\"nginx\").Via<PortsProvider>();", false)]
    [InlineData("\"freebsd\"", "if (Condition) { host.Package(\"nginx\").Via<PortsProvider>(); }", false)]
    [InlineData("\"unix\"", "host.Package(\"nginx\").Via<PortsProvider>();", false)]
    [InlineData("\"debian\"", "host.File(\"/x\").Content(\"\").Via<PortsProvider>();", true)]
    public Task What_is_chosen_can_do_it(string targets, string body, bool isWrong) =>
        Verify.FileAsync(Role(targets, isWrong ? body.Replace("Via<PortsProvider>()", "{|OPM2011:Via<PortsProvider>()|}", StringComparison.Ordinal) : body) + Ports);

    [Fact]
    public Task A_provider_of_another_type_is_wrong_without_targets() =>
        Verify.FileAsync("public partial class Site : Role { public override void Define(Host host) => host.File(\"/x\").Content(\"\").{|OPM2011:Via<PortsProvider>()|}; }" + Ports);

    [Fact]
    public Task A_policy_targets_for_the_roles_that_it_adds() =>
        Verify.FileAsync(
            """
            [Targets("openbsd")]
            public partial class Shop : Policy
            {
                public bool Old { get; set; }
                public override void Compose(Roles roles)
                {
                    {|OPM2012:roles.Add<Web>|}();
                    {|OPM2012:roles.Add|}(new Web(), "whole");
                    roles.Add<Own>();
                    roles.Add<Files>();
                    if (Old) { roles.Add<Web>("old"); }
                }
            }

            public partial class Web : Role { public override void Define(Host host) => host.Package("nginx"); }
            [Targets("debian")] public partial class Own : Role { public override void Define(Host host) => host.Package("nginx"); }
            public partial class Files : Role { public override void Define(Host host) => host.File("/x").Content(""); }
            """);

    [Fact]
    public Task A_procedure_and_what_derives_from_a_targeted_role_are_checked_too() =>
        Verify.FileAsync(
            """
            [Targets("gentoo")]
            public abstract class Gentoo : Role { }
            public partial class Web : Gentoo { public override void Define(Host host) => {|OPM2012:host.Package("nginx")|}; }
            [Targets("gentoo")]
            public partial class Upgrade : Procedure { public override async Task RunAsync(Session host) => await {|OPM2012:host.Package("nginx")|}.Latest(); }
            """);

    [Fact]
    public async Task The_words_are_those_of_the_run() =>
        Assert.Equal(
            "Package[nginx]: no provider of Package works on openbsd, which Site targets. Its providers are apk (apk), apt (apt), brew (brew), dnf (dnf), pacman (pacman), pkg (pkg), yum (yum), zypper (zypper).",
            Assert.Single(await RoleAsync("\"openbsd\"", "{|OPM2012:host.Package(\"nginx\")|};")).GetMessage());

    private static Task<System.Collections.Immutable.ImmutableArray<Microsoft.CodeAnalysis.Diagnostic>> RoleAsync(string targets, string body) =>
        Verify.FileAsync(Role(targets, body));

    private static string Role(string targets, string body) =>
        $$"""
        [Targets({{targets}})]
        public partial class Site : Role
        {
            public bool Condition { get; set; }
            public IReadOnlyList<string> Names { get; set; } = [];
            public override void Define(Host host)
            {
                {{body}}
            }
        }

        """;
}
