namespace OpsMop.Analyzers.Tests.Declarations;

/// <summary>OPM1009.</summary>
public sealed class ConstraintDeclarationsTests
{
    [Theory]
    [InlineData("[{|OPM1009:Range(5, 1)|}] public int? B { get; }")]
    [InlineData("[{|OPM1009:Range(300, 400)|}] public byte? B { get; }")]
    [InlineData("[Range(1, 1)] public int? B { get; }")]
    [InlineData("[Range(0, long.MaxValue)] public ulong? B { get; }")]
    [InlineData("[{|OPM1009:Range(1, 2)|}] public string? B { get; }")]
    [InlineData("[{|OPM1009:Length(3, 2)|}] public string? B { get; }")]
    [InlineData("[{|OPM1009:Length(-1, 2)|}] public IReadOnlyList<string>? B { get; }")]
    [InlineData("[Length(0, 2)] public IReadOnlyList<string>? B { get; }")]
    [InlineData("[{|OPM1009:Length(1, 2)|}] public int? B { get; }")]
    [InlineData("[RegularExpression({|OPM1009:\"(\"|})] public string? B { get; }")]
    [InlineData("[RegularExpression(\"(a|b)+\")] public string? B { get; }")]
    [InlineData("[{|OPM1009:AllowedValues()|}] public string? B { get; }")]
    [InlineData("[AllowedValues({|OPM1009:\"a\"|}, \"b\", \"a\")] public string? B { get; }")]
    [InlineData("[{|OPM1009:AllowedValues(\"a\", \"b\")|}, RegularExpression(\"[0-9]\")] public string? B { get; }")]
    [InlineData("[AllowedValues(\"a\", \"1\"), RegularExpression(\"[0-9]\")] public string? B { get; }")]
    [InlineData("[{|OPM1009:Url|}] public bool? B { get; }")]
    [InlineData("[{|OPM1009:Claims(Claim.Path)|}] public int? B { get; }")]
    [InlineData("[Claims(Claim.Path)] public IReadOnlyList<AbsolutePath>? B { get; }")]
    [InlineData("[{|OPM1009:FromScope(\"Mode\")|}] public string? B { get; }")]
    [InlineData("[FromScope(\"Mode\")] public UnixMode? B { get; }")]
    [InlineData("[ReadableBy({|OPM1009:\"C\"|})] public Text? B { get; } public string? C { get; }")]
    [InlineData("[{|OPM1009:Required|}] public bool B { get; }")]
    [InlineData("[Required] public bool? B { get; }")]
    public Task A_value_must_be_possible(string property) => TypeAsync(property);

    [Theory]
    [InlineData("[Excludes({|OPM1009:\"B\"|})] public string? B { get; }")]
    [InlineData("[{|OPM1009:Excludes(nameof(B))|}] public string? B { get; }")]
    [InlineData("[Needs({|OPM1009:\"B\"|}, \"C\")] public string? B { get; } public string? C { get; }")]
    [InlineData("[Excludes({|OPM1009:\"A\"|})] public string? B { get; }")]
    [InlineData("[Required, Excludes({|OPM1009:\"C\"|})] public string? B { get; } public string? C { get; }")]
    [InlineData("[Required, Excludes({|OPM1009:\"C\"|})] public string? B { get; } [Required] public string? C { get; }")]
    [InlineData("[{|OPM1009:Needs(\"C\")|}, Excludes(\"C\")] public string? B { get; } public string? C { get; }")]
    [InlineData("[{|OPM1009:Needs(\"C\")|}] public string? B { get; } [Excludes(\"B\")] public string? C { get; }")]
    [InlineData("[Needs(\"C\", \"D\"), Excludes(\"C\")] public string? B { get; } public string? C { get; } public string? D { get; }")]
    [InlineData("[Excludes(\"C\")] public string? B { get; } [Excludes(\"B\")] public string? C { get; }")]
    [InlineData("[Needs(\"C\")] public string? B { get; } [Needs(\"B\")] public string? C { get; }")]
    public Task Properties_must_be_possible_together(string properties) => TypeAsync(properties);

    [Theory]
    [InlineData("{|OPM1009:OneOf(\"B\")|}")]
    [InlineData("{|OPM1009:OneOf(\"B\", Optional = true)|}")]
    [InlineData("OneOf({|OPM1009:\"B\"|}, \"C\", \"B\")")]
    [InlineData("{|OPM1009:OneOf()|}")]
    [InlineData("{|OPM1009:OneOf(\"A\", \"B\")|}")]
    [InlineData("{|OPM1009:OneOf(\"D\", \"B\")|}")]
    [InlineData("OneOf(\"B\", \"C\"), OneOf(\"C\", \"E\", Optional = true)")]
    public Task OneOf_must_leave_a_choice(string attribute) =>
        TypeAsync("public string? B { get; } public string? C { get; } [Required] public string? D { get; } public string? E { get; }", $", {attribute}");

    [Fact]
    public Task Constraints_of_variables_are_checked_too() =>
        Verify.FileAsync(
            """
            public partial class Site : Role
            {
                [{|OPM1009:Range(5, 1)|}] public int Workers { get; set; }
                [{|OPM1009:Required|}] public int Port { get; set; }
                [Required] public int? Weight { get; set; }
                [Required] public Port Listen { get; set; }
                [Required] public string Name { get; set; } = "";
                [{|OPM1009:Url|}] public IReadOnlyList<string> Mirrors { get; set; } = [];
                [{|OPM1009:Needs("Name")|}] public string? Title { get; set; }
                [{|OPM1009:AllowedValues()|}] public string Kind { get; set; } = "";
                [RegularExpression("[a-z]+"), Length(1, 20)] public string User { get; set; } = "app";
                public override void Define(Host host) { }
            }
            """);

    private static async Task TypeAsync(string properties, string attributes = "")
    {
        var markup = Markup.Parse($"[ResourceType(\"thing\"){attributes}]\npublic sealed partial class Thing : Resource\n{{\n[Key] public string A {{ get; }}\n{properties}\n}}\n");
        Verify.AssertEqual(markup, await PolicyProject.Of(("/src/Policy.cs", markup.Source)).DiagnosticsAsync("CS1591", "OPM1008"));
    }
}
