namespace OpsMop.Package.Tests;

/// <summary>A user's policy becomes an agent: a real publish, with the SDK's linker but without a native one, which takes longer.</summary>
[Collection(PackageCollection.Name)]
public sealed class AgentTests(PackedFeed feed)
{
    [Fact]
    public void A_policy_with_a_library_for_netstandard_is_published_as_one_file_that_runs_without_NET_and_only_once()
    {
        var project = new ConsumerProject(
            feed,
            "Fleet",
            """<PackageReference Include="OpsMop" Version="*" /><ProjectReference Include="../FleetNames/FleetNames.csproj" />""")
            .Write("Fleet.cs", """
                return await Cli.RunAsync<Fleet>(args);

                public sealed partial class Fleet : Policy
                {
                    public override void Compose(Roles roles) => roles.Add<Web>();
                }

                public sealed partial class Web : Role
                {
                    public override void Define(Host host) => host.Echo(Names.Greeting);
                }
                """);

        // What is good for the policy, such as native compilation, must not be asked of every library.
        var library = feed.NewFolder("FleetNames");
        File.WriteAllText(Path.Combine(library, "FleetNames.csproj"), """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>netstandard2.0</TargetFramework></PropertyGroup></Project>""");
        File.WriteAllText(Path.Combine(library, "Names.cs"), "public static class Names { public static string Greeting => \"hello from a library\"; }\n");
        project.Build().Expect(0);
        Assert.True(File.Exists(Path.Combine(project.Output, "Fleet.opsmop-project")));

        var first = Publish(project, Path.Combine(project.Folder, "agent")).Expect(0);
        Assert.Contains("publishing the agent for linux-", first.Output, StringComparison.Ordinal);
        Assert.Contains("(self-contained, trimmed)", first.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("warning", first.Output, StringComparison.Ordinal);

        // Whoever has no .NET: nothing is found by an empty PATH and a wrong DOTNET_ROOT.
        var agent = Path.Combine(project.Folder, "agent");
        Assert.Contains("hello from a library", Tool.Run("/", "/usr/bin/env", "-i", "DOTNET_ROOT=/nowhere", "HOME=" + project.Folder, agent, "plan").Expect(0).Output, StringComparison.Ordinal);

        // The folders of the project are as its own build has left them.
        Assert.Equal(["Debug"], Directory.EnumerateDirectories(Path.Combine(project.Folder, "bin")).Select(Path.GetFileName));
        Assert.Equal(["Debug"], Directory.EnumerateDirectories(Path.Combine(library, "bin")).Select(Path.GetFileName));

        var second = Publish(project, Path.Combine(project.Folder, "again")).Expect(0);
        Assert.DoesNotContain("publishing", second.Output, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(agent), File.ReadAllBytes(Path.Combine(project.Folder, "again")));

        // A published policy is an agent itself, and needs neither project nor SDK to say so.
        var own = Tool.Run("/", "/usr/bin/env", "-i", "XDG_CACHE_HOME=" + Path.Combine(project.Folder, "other-cache"), agent, "publish").Expect(0);
        Assert.Contains("other-cache/opsmop/agents/files/", own.Output, StringComparison.Ordinal);
    }

    private ToolResult Publish(ConsumerProject project, string file)
    {
        // A PATH with dotnet alone: there is no linker for a native program in it.
        var path = feed.NewFolder("path-with-dotnet");
        var dotnet = Path.Combine(path, "dotnet");
        if (!File.Exists(dotnet))
        {
            File.CreateSymbolicLink(dotnet, (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, "dotnet")).First(File.Exists));
        }

        return Tool.Run(
            project.Folder,
            "/usr/bin/env",
            $"PATH={path}",
            "XDG_CACHE_HOME=" + Path.Combine(project.Folder, "cache"),
            "dotnet",
            Path.Combine(project.Output, "Fleet.dll"),
            "publish",
            "--out",
            file);
    }
}
