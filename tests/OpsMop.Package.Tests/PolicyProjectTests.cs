using System.IO.Compression;
using System.Security.Cryptography;

namespace OpsMop.Package.Tests;

/// <summary>A project that references the package OpsMop and says nothing else.</summary>
[Collection(PackageCollection.Name)]
public sealed class PolicyProjectTests(PackedFeed feed)
{
    [Fact]
    public void A_policy_builds_without_a_warning_plans_applies_and_then_has_nothing_to_do()
    {
        var project = new ConsumerProject(feed, "Shop", """<PackageReference Include="OpsMop" Version="*" />""")
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

        var build = project.Build("-warnaserror").Expect(0);
        Assert.DoesNotContain("warning", build.Output, StringComparison.OrdinalIgnoreCase);
        AssertOutputComesFromTheFeed(project);
        Assert.True(File.Exists(Path.Combine(project.Output, "files", "snippet.cs")));

        Assert.Contains("motd", project.Run("plan", "--set", $"folder={target}").Expect(0).Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(target));
        project.Run("apply", "--set", $"folder={target}").Expect(0);
        Assert.Equal("Be nice.\n", File.ReadAllText(Path.Combine(target, "motd")));
        project.Run("plan", "--detailed-exitcode", "--set", $"folder={target}").Expect(0);
    }

    [Fact]
    public void A_resource_that_is_not_awaited_and_an_await_in_a_role_do_not_compile()
    {
        var project = new ConsumerProject(feed, "Faulty", """<PackageReference Include="OpsMop" Version="*" />""")
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
                """);

        var output = project.Build().Expect(1).Output;

        Assert.Contains("Faulty.cs(13,9): error CS4014", output, StringComparison.Ordinal);
        Assert.Contains("Faulty.cs(22,9): error CS4033", output, StringComparison.Ordinal);
        Assert.Contains("Faulty.cs(28,53): error CS1061", output, StringComparison.Ordinal);
        Assert.Contains("Faulty.cs(35,57): error CS8602", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_release_build_names_no_folder_of_the_machine_that_made_it()
    {
        var project = new ConsumerProject(feed, "Released", """<PackageReference Include="OpsMop" Version="*" />""")
            .Write("Program.cs", """
                return await Cli.RunAsync<Released>(args);

                public sealed partial class Released : Policy
                {
                    public override void Compose(Roles roles) => roles.Add<Web>();
                }

                public sealed partial class Web : Role
                {
                    public override void Define(Host host) => host.Fail("always");
                }
                """);

        project.Build("-c", "Release").Expect(0);
        var run = Tool.Run(project.Folder, "dotnet", "run", "--no-build", "-c", "Release", "--", "apply").Expect(1);

        Assert.Contains("Program.cs(10)", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(project.Folder, File.ReadAllText(Path.Combine(project.Folder, "bin", "Release", "net10.0", "Released.dll")), StringComparison.Ordinal);
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
