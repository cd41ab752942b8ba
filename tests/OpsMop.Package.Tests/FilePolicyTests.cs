namespace OpsMop.Package.Tests;

/// <summary>A policy that is one file, with <c>#:package OpsMop@*</c>.</summary>
[Collection(PackageCollection.Name)]
public sealed class FilePolicyTests(PackedFeed feed)
{
    [Fact]
    public void The_single_file_example_runs_and_its_second_run_starts_from_the_cache()
    {
        var folder = feed.NewFolder("file");
        File.Copy(Path.Combine(feed.Root, "examples", "hello.cs"), Path.Combine(folder, "hello.cs"));
        var target = Path.Combine(folder, "target");

        var first = Tool.Run(folder, "dotnet", "run", "hello.cs", "--", "plan", "--set", $"folder={target}").Expect(0);
        Assert.Contains("greeting.txt", first.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(target));

        var second = Tool.Run(folder, "dotnet", "run", "hello.cs", "--", "apply", "--set", $"folder={target}").Expect(0);
        Assert.Equal("Hello OpsMop World! Congratulations!\n", File.ReadAllText(Path.Combine(target, "greeting.txt")));
        Assert.True(second.Elapsed < first.Elapsed / 2, $"The first run took {first.Elapsed}, the second {second.Elapsed}: it was built again.");
    }
}
