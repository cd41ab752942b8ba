namespace OpsMop.Package.Tests;

/// <summary>What <c>dotnet new</c> gives: a library of types, tested, packed and used by somebody else, and a policy.</summary>
[Collection(PackageCollection.Name)]
public sealed class ProjectTemplateTests(PackedFeed feed)
{
    [Fact]
    public void A_new_library_of_types_is_tested_packed_and_used_from_another_project()
    {
        var work = feed.NewFolder("types");
        New(work, "opsmop-types", "Acme.Types");
        var library = Path.Combine(work, "Acme.Types");
        Assert.Contains("Passed!", Tool.Run(library, "dotnet", "test", "Acme.Types.Tests", "-nologo", "-v", "m").Expect(0).Output, StringComparison.Ordinal);
        Assert.Contains("# EnvironmentVariable", Tool.Run(library, "dotnet", "run", "--no-build", "--project", "Acme.Types.Example", "--", "docs", "environment-variable").Expect(0).Output, StringComparison.Ordinal);

        // net9.0, so that the other half of our packages is used too.
        Tool.Run(library, "dotnet", "restore", "Acme.Types", "-p:TargetFramework=net9.0", "--force").Expect(0);
        Tool.Run(library, "dotnet", "pack", "Acme.Types", "--no-restore", "-p:TargetFramework=net9.0", "-nologo", "-v", "m", "-o", feed.Folder).Expect(0);

        var policy = new ConsumerProject(
            feed,
            "Desk",
            """
            <PackageReference Include="OpsMop" Version="*" />
            <PackageReference Include="Acme.Types" Version="*" />
            """)
            .Write("Desk.cs", """
                using Acme.Types;
                return await Cli.RunAsync<Desk>(args);

                public sealed partial class Desk : Policy
                {
                    public override void Compose(Roles roles) => roles.Add<Editors>();
                }

                public sealed partial class Editors : Role
                {
                    public string Editor { get; set; } = "vim";

                    public override void Define(Host host) =>
                        host.EnvironmentVariable("EDITOR")
                            .Value(Editor);
                }
                """);
        policy.Build("-warnaserror").Expect(0);

        var refused = policy.Run("validate", "--set", "editors.editor=\"v\"").Expect(65);
        Assert.Contains("Desk.cs(15)", refused.Output, StringComparison.Ordinal);
        Assert.Contains("double quotes", refused.Output, StringComparison.Ordinal);

        var image = Directory.CreateDirectory(Path.Combine(policy.Folder, "image", "etc")).Parent!.FullName;
        string[] imaged = ["--root", image, "--state", Path.Combine(policy.Folder, "state")];
        Assert.Contains("set: vim", policy.Run(["apply", .. imaged]).Expect(0).Output, StringComparison.Ordinal);
        Assert.Equal("EDITOR=\"vim\"\n", File.ReadAllText(Path.Combine(image, "etc", "environment")));
        policy.Run(["plan", "--detailed-exitcode", .. imaged]).Expect(0);
    }

    [Fact]
    public void A_new_policy_builds_plans_and_applies()
    {
        var work = feed.NewFolder("policies");
        New(work, "opsmop-policy", "Shop");
        var policy = Path.Combine(work, "Shop");
        Tool.Run(policy, "dotnet", "build", "-nologo", "-v", "m", "-warnaserror").Expect(0);
        var folder = Path.Combine(work, "written");
        string[] set = ["--set", $"folder={folder}", "--state", Path.Combine(work, "state")];

        Tool.Run(policy, "dotnet", ["run", "--no-build", "--", "apply", .. set]).Expect(0);
        Assert.Contains("server_name example.com;", File.ReadAllText(Path.Combine(folder, "site.conf")), StringComparison.Ordinal);
        Tool.Run(policy, "dotnet", ["run", "--no-build", "--", "plan", "--detailed-exitcode", .. set]).Expect(0);
    }

    /// <summary>What is installed for this test is known to nobody else.</summary>
    private void New(string folder, string template, string name)
    {
        string hive = Path.Combine(folder, "hive");
        Tool.Run(folder, "dotnet", "new", "install", feed.Package("OpsMop.ProjectTemplates"), "--debug:custom-hive", hive).Expect(0);
        Tool.Run(folder, "dotnet", "new", template, "-n", name, "--debug:custom-hive", hive).Expect(0);
    }
}
