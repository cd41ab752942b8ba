namespace OpsMop.Analyzers.Tests.Security;

public sealed class PredictableNamesTests
{
    [Fact]
    public Task Paths_that_everybody_knows() =>
        Verify.DefineAsync(
            """
            host.File({|OPM4007:"/tmp/app.conf"|}).Content("x").Mode("0644");
            host.Directory({|OPM4007:"/var/tmp/app"|});
            host.Link({|OPM4007:"/dev/shm/app"|}).Target("/srv/app");
            var folder = "/tmp";
            host.File({|OPM4007:folder + "/other.conf"|}).Content("x").Mode("0644");
            host.Command($"make").Creates({|OPM4007:"/tmp/made"|});
            """);

    [Fact]
    public Task Files_that_commands_write() =>
        Verify.DefineAsync(
            """
            host.Shell($"date > {|OPM4007:/tmp/now|}").ChangedWhen(_ => false);
            host.Shell($"app report 2>> {|OPM4007:/var/tmp/errors|}").ChangedWhen(_ => false);
            host.Shell($"app report | tee -a {|OPM4007:/tmp/report|}").ChangedWhen(_ => false);
            host.Shell($"cd /srv && curl -fsSLo {|OPM4007:/tmp/app.tar|} https://example.org/app.tar && tar xf /tmp/app.tar").Creates("/srv/app");
            host.Shell($"cd /srv; wget -q -O {|OPM4007:/tmp/x|} https://example.org/x; app").Creates("/srv/app");
            """);

    [Fact]
    public Task Other_folders_users_names_and_absences_are_fine() =>
        Verify.DefineAsync(
            """
            host.File("/var/lib/app/x").Content("x").Mode("0644");
            host.File("/tmp/app.conf").Absent();
            host.File($"/tmp/{Word}").Content("x").Mode("0644");
            host.File("/srv/tmp/x").Content("x").Mode("0644");
            host.File("/tmp/mine").Content("x").Mode("0644").As("app");
            host.Directory("/tmp");
            host.Command($"make").Removes("/tmp/made");
            host.Shell($"f=$(mktemp /tmp/app.XXXXXX); date > $f").ChangedWhen(_ => false);
            host.Shell($"app > /tmp/{Word}").ChangedWhen(_ => false);
            host.Shell($"cat < /tmp/x | wc").ChangedWhen(_ => false);
            host.Shell($"app report > /tmp/report").As("app").ChangedWhen(_ => false);
            """);

    [Fact]
    public Task Inside_With_the_user_is_another() =>
        Verify.DefineAsync(
            """
            using (host.With(user: "app"))
            {
                host.File("/tmp/a").Content("x").Mode("0644");
            }

            using (host.With(mode: "0600"))
            {
                host.File({|OPM4007:"/tmp/b"|}).Content("x");
            }

            using var scope = host.With(user: "app");
            host.File("/tmp/c").Content("x").Mode("0644");
            """);

    [Fact]
    public Task Through_constants_of_other_files() =>
        Verify.FileAsync(
            """
            public static class Places
            {
                public static readonly AbsolutePath Work = "/tmp/work";
            }

            public sealed partial class Site : Role
            {
                public override void Define(Host host)
                {
                    host.Directory({|OPM4007:Places.Work|});
                    host.File({|OPM4007:Places.Work / "x"|}).Content("x").Mode("0644");
                    host.Shell($"date > {{|OPM4007:Places.Work}/now|}").ChangedWhen(_ => false);
                }
            }
            """);
}
