namespace OpsMop.Analyzers.Tests.Policies;

public sealed class RequiredVariablesTests
{
    private const string Site =
        """
        public sealed partial class Site : Role
        {
            [Required]
            public string Domain { get; set; } = "";

            [Required]
            public string? Owner { get; set; }

            [Required]
            public string Color { get; set; } = "blue";

            public override void Define(Host host) => host.Include<Part>(part => part.Name = Domain);
        }

        public sealed partial class Part : Role
        {
            [Required]
            public string Name { get; set; } = "";

            public override void Define(Host host) => host.Echo(Name);
        }

        """;

    [Fact]
    public Task A_role_that_is_added_whole_has_what_it_needs_or_does_not_build() =>
        PolicyAsync("""roles.Add({|OPM2002:new Site { Owner = "me" }|});""");

    [Fact]
    public Task A_role_that_is_added_whole_with_all_of_it_is_right() =>
        PolicyAsync("""roles.Add(new Site { Domain = "a.example", Owner = "me" });""");

    [Fact]
    public Task What_a_lambda_makes_empty_no_data_can_fill() =>
        PolicyAsync("""roles.Add<Site>(site => { site.Domain = {|OPM2002:""|}; site.Owner = {|OPM2002:null|}; });""");

    [Fact]
    public Task What_is_left_open_may_come_from_data() =>
        PolicyAsync("""roles.Add<Site>(); roles.Add<Site>("other", site => site.Domain = "b.example");""");

    [Fact]
    public Task A_role_with_a_constructor_of_its_own_may_know_better() =>
        Verify.FileAsync(
            """
            public sealed partial class Own : Role
            {
                public Own() => Name = "own";

                [Required]
                public string Name { get; set; }

                public override void Define(Host host) => host.Echo(Name);
            }

            public sealed partial class All : Policy
            {
                public override void Compose(Roles roles) => roles.Add(new Own());
            }
            """);

    [Fact]
    public Task An_included_role_is_asked_the_same() =>
        Verify.FileAsync(Site + """
            public sealed partial class Whole : Role
            {
                public override void Define(Host host) => host.Include<Part>(part => part.Name = {|OPM2002:""|});
            }
            """);

    [Fact]
    public Task The_fix_sets_the_variable() =>
        Fix.FileAsync("OPM2002", Site + Policy("""roles.Add(new Part());"""), Site + Policy("""roles.Add(new Part { Name = "" });"""));

    [Fact]
    public Task The_fix_adds_to_what_is_set() =>
        Fix.FileAsync(
            "OPM2002",
            Site + Policy("""roles.Add(new Site { Domain = "a.example" });"""),
            Site + Policy("""roles.Add(new Site { Domain = "a.example", Owner = "" });"""));

    private static Task PolicyAsync(string compose) => Verify.FileAsync(Site + Policy(compose));

    private static string Policy(string compose) =>
        $$"""
        public sealed partial class All : Policy
        {
            public override void Compose(Roles roles)
            {
                {{compose}}
            }
        }
        """;
}
