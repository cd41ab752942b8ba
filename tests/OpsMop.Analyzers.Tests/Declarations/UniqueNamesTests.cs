namespace OpsMop.Analyzers.Tests.Declarations;

/// <summary>OPM1004.</summary>
public sealed class UniqueNamesTests
{
    private const string Note = "[ResourceType(\"note\")] public sealed partial class Note : Resource { /// <summary>I.</summary>\n[Key] public string Id { get; } }";

    [Fact]
    public Task The_later_of_two_types_of_one_name_is_wrong() =>
        Verify.FileAsync(
            """
            namespace Contoso.A { [ResourceType("note")] internal sealed partial class Note : Resource { [Key] public string Id { get; } } }
            namespace Contoso.B { [ResourceType({|OPM1004:"note"|})] internal sealed partial class Note : Resource { [Key] public string Id { get; } } }
            namespace Contoso.C { [ResourceType("memo")] internal sealed partial class Memo : Resource { [Key] public string Id { get; } } }
            """);

    [Fact]
    public Task A_name_of_a_package_is_taken() =>
        Verify.FileAsync("""namespace Contoso { [ResourceType({|OPM1004:"file"|})] internal sealed partial class FileResource : Resource { [Key] public string Id { get; } } }""");

    [Theory]
    [InlineData("typeof(Contoso.FileResource), \"contoso-file\"")]
    [InlineData("typeof(OpsMop.FileResource), \"plain-file\"")]
    public Task An_alias_tells_them_apart(string alias) =>
        Verify.FileAsync(
            $$"""
            [assembly: ResourceAlias({{alias}})]
            namespace Contoso { [ResourceType("file")] internal sealed partial class FileResource : Resource { [Key] public string Id { get; } } }
            """);

    [Fact]
    public async Task Two_packages_with_one_name_are_for_the_policy_that_uses_both()
    {
        var library = PolicyProject.Of(("/lib/Note.cs", Note)).Reference();
        Assert.Empty(await PolicyProject.Of(("/src/Policy.cs", "public partial class Site : Role { public override void Define(Host host) => host.Note(\"x\"); }")).With(library).DiagnosticsAsync("CS1591"));
        var clash = await PolicyProject.Of(("/src/Policy.cs", Note.Replace("public sealed", "internal sealed", StringComparison.Ordinal).Replace("class Note", "class Memo", StringComparison.Ordinal))).With(library).DiagnosticsAsync("CS1591", "CS0436");
        Assert.Equal("Memo is called \"note\", as Note of Contoso.Library is. Give it another name, or tell them apart with [assembly: ResourceAlias(typeof(Memo), \"…\")].", Assert.Single(clash).GetMessage());
    }

    [Theory]
    [InlineData("Platforms = [\"linux\"], Default = true", "Platforms = [\"LINUX\", \"bsd\"], Default = true", true)]
    [InlineData("Default = true", "Default = true", true)]
    [InlineData("Default = true", "Platforms = [\"debian\"], Default = true", false)]
    [InlineData("Platforms = [\"linux\"], Default = true", "Platforms = [\"debian\"], Default = true", false)]
    [InlineData("Platforms = [\"linux\"], Default = true", "Platforms = [\"linux\"]", false)]
    public Task Two_defaults_leave_no_choice(string one, string other, bool isWrong)
    {
        var provider = $"Provider<Note>(\"two\", {other})";
        return Verify.FileAsync(
            $$"""
            [ResourceType("note")] internal sealed partial class Note : Resource { [Key] public string Id { get; } }
            [Provider<Note>("one", {{one}})] internal sealed class One : Provider<Note> { public override ValueTask PlanAsync(Note want, Plan plan, CancellationToken cancel) => default; }
            [{{(isWrong ? $"{{|OPM1004:{provider}|}}" : provider)}}] internal sealed class Two : Provider<Note> { public override ValueTask PlanAsync(Note want, Plan plan, CancellationToken cancel) => default; }
            """);
    }

    [Fact]
    public Task A_second_default_for_a_type_of_a_package_is_wrong() =>
        Verify.FileAsync(
            """
            [{|OPM1004:Provider<FileResource>("mine", Default = true)|}]
            internal sealed class Mine : Provider<FileResource> { public override ValueTask PlanAsync(FileResource want, Plan plan, CancellationToken cancel) => default; }
            [Provider<FileResource>("bsd", Platforms = ["bsd"], Default = true)]
            internal sealed class Bsd : Provider<FileResource> { public override ValueTask PlanAsync(FileResource want, Plan plan, CancellationToken cancel) => default; }
            """);
}
