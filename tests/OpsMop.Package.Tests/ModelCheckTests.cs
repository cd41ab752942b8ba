namespace OpsMop.Package.Tests;

/// <summary>The check of the model at the end of a build.</summary>
[Collection(PackageCollection.Name)]
public sealed class ModelCheckTests(PackedFeed feed)
{
    private const string Ran = "model checked in ";

    /// <summary>What the last build needs no network, no restore and no compiler for.</summary>
    private static readonly string[] Again = ["--no-restore"];

    [Fact]
    public void A_contradiction_across_roles_fails_the_build_at_its_line_until_it_is_mended()
    {
        var project = Policy("Contrary", "Directory(\"/etc/motd\")");
        project.Write("environments/production.yaml", "web:\n  port: 99999\nwbe:\n  port: 80\n");

        var output = project.Build().Expect(1).Output;
        Assert.Contains($"{project.Folder}/Contrary.cs(25): error OPM2006: Directory[/etc/motd] contradicts File[/etc/motd] at ", output, StringComparison.Ordinal);
        Assert.Contains($"{project.Folder}/environments/production.yaml(2): error OPM6004: ", output, StringComparison.Ordinal);
        Assert.Contains($"{project.Folder}/environments/production.yaml(3): error OPM6001: ", output, StringComparison.Ordinal);
        Assert.Contains("3 Error(s)", output, StringComparison.Ordinal);

        // What the policy's code prints is no error of the build, and a fault stays until it is mended.
        Assert.DoesNotContain("CS0001", output, StringComparison.Ordinal);
        Assert.Contains("3 Error(s)", project.Build(Again).Expect(1).Output, StringComparison.Ordinal);

        // Release knows its files below "./": whoever reads the error has to find them all the same.
        Assert.Contains($"{project.Folder}/Contrary.cs(25): error OPM2006: ", Tool.Run(project.Folder, "dotnet", "publish", "-nologo").Expect(1).Output, StringComparison.Ordinal);

        project.Write("environments/production.yaml", "web:\n  port: 8080\n").Write("Contrary.cs", Source("Contrary", "Directory(\"/etc/other\").Mode(\"0755\")"));
        Assert.Contains("1 policy on debian, 1 data file", project.Build(Again).Expect(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_check_runs_when_something_it_reads_has_changed_and_only_where_it_can()
    {
        var project = Policy("Careful", "Directory(\"/etc/other\").Mode(\"0755\")")
            .Write("environments/production.yaml", "web: {port: 80}\n")
            .Write("environments/test.yaml", "web: {port: 81}\n")
            .Write("hosts/web1.yaml", "target: alpine\n");

        Assert.Contains(Ran, project.Build().Expect(0).Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Ran, project.Build(Again).Expect(0).Output, StringComparison.Ordinal);

        File.SetLastWriteTimeUtc(Path.Combine(project.Folder, "environments/production.yaml"), DateTime.UtcNow);
        Assert.Contains("2 data files, 1 example host", project.Build(Again).Expect(0).Output, StringComparison.Ordinal);
        File.Delete(Path.Combine(project.Folder, "environments/test.yaml"));
        Assert.Contains("1 data file, 1 example host", project.Build(Again).Expect(0).Output, StringComparison.Ordinal);

        // Each of these has reason to check, and does not.
        project.Write("environments/production.yaml", "web: {prot: 80}\n");
        Assert.DoesNotContain(Ran, project.Build("--no-restore", "-p:OpsMopCheckModel=false").Expect(0).Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Ran, project.Build("--no-restore", "-p:IsTestProject=true").Expect(0).Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Ran, project.Build("-r", "win-x64", "--no-self-contained", "-p:UseAppHost=false").Expect(0).Output, StringComparison.Ordinal);

        Assert.Contains("error OPM6002: ", project.Build().Expect(1).Output, StringComparison.Ordinal);

        // A file that has gone is noticed by the compiler already.
        File.Delete(Path.Combine(project.Folder, "files/motd"));
        Assert.Contains("error OPM2009: File[/etc/motd]: there is no source file files/motd.", project.Build().Expect(1).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_that_fails_itself_is_a_warning_and_runs_again()
    {
        var project = Policy("Fatal", "Directory(\"/etc/other\").Mode(\"0755\"); Environment.FailFast(\"error x: y\")");

        for (var i = 0; i < 2; i++)
        {
            var output = project.Build().Expect(0).Output;
            Assert.Contains("warning OPM0001: The model check itself has failed (exit code 134)", output, StringComparison.Ordinal);
            Assert.Contains("1 Warning(s)", output, StringComparison.Ordinal);
        }

        Assert.Contains("error x: y", File.ReadAllText(Path.Combine(project.Folder, "obj/Debug/net10.0/opsmop.check.log")), StringComparison.Ordinal);
        Tool.Run(project.Folder, "dotnet", "clean", "-nologo").Expect(0);
        Assert.Empty(Directory.EnumerateFiles(project.Folder, "opsmop.check.*", SearchOption.AllDirectories));
    }

    private static string Source(string name, string second) => $$"""
        return await Cli.RunAsync<{{name}}>(args);

        public sealed partial class {{name}} : Policy
        {
            public override void Compose(Roles roles)
            {
                Console.WriteLine("x.cs(1): error CS0001: printed by the policy");
                roles.Add<Web>();
                roles.Add<Mail>();
            }
        }

        public sealed partial class Web : Role
        {
            public Port Port { get; set; } = 80;

            public override void Define(Host host) => host.File("/etc/motd").Source("files/motd").Mode("0644");
        }

        public sealed partial class Mail : Role
        {
            public override void Define(Host host)
            {
                // What stands here is what the test is about.
                host.{{second}};
            }
        }
        """;

    private ConsumerProject Policy(string name, string second) =>
        new ConsumerProject(feed, name, """<PackageReference Include="OpsMop" Version="*" />""").Write("files/motd", "Be nice.\n").Write($"{name}.cs", Source(name, second));
}
