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

    /// <summary>An edit of the file alone is compiled without MSBuild, and so without the check at the end of a build.</summary>
    [Fact]
    public void What_is_edited_into_a_single_file_is_caught_when_it_runs()
    {
        var folder = feed.NewFolder("edited");
        var file = Path.Combine(folder, "hello.cs");
        var text = File.ReadAllText(Path.Combine(feed.Root, "examples", "hello.cs"));
        File.WriteAllText(file, text);
        Tool.Run(folder, "dotnet", "run", "hello.cs", "--", "validate").Expect(0);

        // What the compiler can know is an error of the compiler, here too; this it cannot.
        const string Mode = ".Mode(\"0644\")";
        Assert.Contains(Mode, text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace(Mode, ".Mode(string.Concat(\"0\", Message.Length > 0 ? \"999\" : \"644\"))", StringComparison.Ordinal));
        foreach (var verb in (string[])["validate", "plan", "apply"])
        {
            var refused = Tool.Run(folder, "dotnet", "run", "hello.cs", "--", verb, "--set", $"folder={folder}/target").Expect(65);
            Assert.Contains("error OPM2004: File[", refused.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("The build failed", refused.Output, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(Path.Combine(folder, "target")));
    }
}
