using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;

namespace OpsMop.Package.Tests;

/// <summary>A project that references the package OpsMop and says nothing else.</summary>
[Collection(PackageCollection.Name)]
public sealed class PolicyProjectTests(PackedFeed feed)
{
    [Fact]
    public void A_policy_builds_without_a_warning_plans_applies_and_then_has_nothing_to_do()
    {
        var project = new ConsumerProject(feed, "Shop", """<PackageReference Include="OpsMop" Version="*" />""") { Configuration = "Release" }
            .Write("files/motd", "Be nice.\n")
            .Write("files/snippet.cs", "this is data, not C#\n")
            .Write("Shop.cs", """
                return await Cli.RunAsync<Shop>(args);

                public sealed partial class Shop : Policy
                {
                    public AbsolutePath Folder { get; set; }

                    public override void Compose(Roles roles) => roles.Add<Web>(role => role.Folder = Folder);
                }

                public sealed partial class Web : Role
                {
                    public AbsolutePath Folder { get; set; }

                    public override void Define(Host host)
                    {
                        host.Directory(Folder).Mode("0755");
                        host.File(Folder / "motd").Source("files/motd").Mode("0644");
                    }
                }
                """);
        var target = Path.Combine(project.Folder, "target");

        Assert.DoesNotContain(": warning ", project.Build().Expect(0).Output, StringComparison.Ordinal);
        AssertOutputComesFromTheFeed(project);
        AssertNothingIsMissing(project);
        Assert.True(File.Exists(Path.Combine(project.Output, "files", "snippet.cs")));

        // Release: the lines of the policy are known, the folder of whoever built it is not.
        Assert.Contains("Shop.cs:17", project.Run("plan", "--set", $"folder={target}").Expect(0).Output, StringComparison.Ordinal);
        Assert.DoesNotContain(project.Folder, File.ReadAllText(Path.Combine(project.Output, "Shop.dll")), StringComparison.Ordinal);
        Assert.False(Directory.Exists(target));
        project.Run("apply", "--set", $"folder={target}").Expect(0);
        Assert.Equal("Be nice.\n", File.ReadAllText(Path.Combine(target, "motd")));
        project.Run("plan", "--detailed-exitcode", "--set", $"folder={target}").Expect(0);
    }

    [Fact]
    public void A_resource_that_is_not_awaited_and_an_await_in_a_role_do_not_compile()
    {
        var project = new ConsumerProject(feed, "Faulty", """<PackageReference Include="OpsMop" Version="*" />""")
            .Write("files/motd", "Be nice.\n")
            .Write("Faulty.cs", """
                return await Cli.RunAsync<Faulty>(args);

                public sealed partial class Faulty : Policy
                {
                    public override void Compose(Roles roles) => roles.Add<Web>();
                }

                public sealed partial class Upgrade : Procedure
                {
                    public override async Task RunAsync(Session host)
                    {
                        await host.Echo("awaited");
                        host.Echo("not awaited");
                    }
                }

                public sealed partial class Web : Role
                {
                    public override void Define(Host host)
                    {
                        var task = new Upgrade();
                        await Task.Delay(1);
                    }
                }

                public sealed partial class Mail : Role
                {
                    public override async void Define(Host host) => await host.Echo("a role");
                }

                public sealed partial class Ftp : Role
                {
                    public string? Name { get; set; }

                    public override void Define(Host host) => host.Echo(Name.Trim());
                }

                public sealed partial class Motd : Role
                {
                    public override void Define(Host host) => host.File("/etc/motd").Source("files/modt").Mode("0644");
                }
                """);

        var output = project.Build().Expect(1).Output;

        Assert.Contains("Faulty.cs(13,9): error OPM2010", output, StringComparison.Ordinal);
        Assert.DoesNotContain("CS4014", output, StringComparison.Ordinal);
        Assert.Contains("Faulty.cs(22,9): error CS4033", output, StringComparison.Ordinal);
        Assert.Contains("Faulty.cs(28,53): error CS1061", output, StringComparison.Ordinal);
        Assert.Contains("Faulty.cs(35,57): error CS8602", output, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'files/motd'?", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_fails_the_build_at_its_line_and_strict_rules_fail_it_for_a_habit()
    {
        var project = new ConsumerProject(feed, "Gate", """<PackageReference Include="OpsMop" Version="*" />""")
            .Write("Gate.cs", """
                return await Cli.RunAsync<Gate>(args);

                public sealed partial class Gate : Policy
                {
                    public override void Compose(Roles roles) => roles.Add<Web>();
                }

                public sealed partial class Web : Role
                {
                    public override void Define(Host host)
                    {
                        host.File("/etc/motd")
                            .Content("hello\n")
                            .Source("files/motd")
                            .Mode("0644");
                    }
                }
                """)
            .Write("files/motd", "hello\n");
        Assert.Contains("Gate.cs(14,14): error OPM2001: File[/etc/motd]: ", project.Build().Expect(1).Output, StringComparison.Ordinal);

        // A habit: the property of a type of the project's own has no documentation.
        project.Write("Gate.cs", """
            return await Cli.RunAsync<Gate>(args);

            public sealed partial class Gate : Policy
            {
                public override void Compose(Roles roles) { }
            }

            [ResourceType("note")]
            public sealed partial class Note : Resource
            {
                [Key]
                public string Id { get; }
            }
            """);
        Assert.Contains("Gate.cs(12,19): warning OPM1008: ", project.Build().Expect(0).Output, StringComparison.Ordinal);
        Assert.Contains("Gate.cs(12,19): error OPM1008: ", project.Build("-p:OpsMopRules=strict").Expect(1).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("OPM1008", project.Build("-p:OpsMopRules=none").Expect(0).Output, StringComparison.Ordinal);
        Assert.Contains("OpsMopRules is 'strickt'. It can be recommended, strict or none.", project.Build("-p:OpsMopRules=strickt").Expect(1).Output, StringComparison.Ordinal);
        project.Write(".editorconfig", "[*.cs]\ndotnet_diagnostic.OPM1008.severity = none\n");
        Assert.DoesNotContain("OPM1008", project.Build("-p:OpsMopRules=strict").Expect(0).Output, StringComparison.Ordinal);
    }

    /// <summary>The package names the packages that the assemblies in it need; one that was forgotten would be missed only by the policy that uses it.</summary>
    private static void AssertNothingIsMissing(ConsumerProject project)
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        foreach (var library in Directory.EnumerateFiles(project.Output, "OpsMop*.dll"))
        {
            using var file = new PEReader(File.OpenRead(library));
            var metadata = file.GetMetadataReader();
            foreach (var handle in metadata.AssemblyReferences)
            {
                var name = metadata.GetString(metadata.GetAssemblyReference(handle).Name) + ".dll";
                Assert.True(
                    File.Exists(Path.Combine(project.Output, name)) || File.Exists(Path.Combine(framework, name)),
                    $"{Path.GetFileName(library)} needs {name}, and src/OpsMop/OpsMop.csproj does not list its package.");
            }
        }
    }

    /// <summary>A package of the same version that somebody once restored would be taken instead, and everything here would test the past.</summary>
    private void AssertOutputComesFromTheFeed(ConsumerProject project)
    {
        using var package = ZipFile.OpenRead(feed.Package("OpsMop"));
        using var packed = package.GetEntry("lib/net10.0/OpsMop.Engine.dll")!.Open();
        Assert.True(
            SHA256.HashData(packed).AsSpan().SequenceEqual(SHA256.HashData(File.ReadAllBytes(Path.Combine(project.Output, "OpsMop.Engine.dll")))),
            "OpsMop does not come from the packages just made: remove opsmop* from ~/.nuget/packages.");
    }
}
