namespace OpsMop.Analyzers.Tests.Policies;

public sealed class RequiredPropertiesTests
{
    [Fact]
    public Task A_link_needs_a_target_or_to_be_absent() => Verify.DefineAsync("""{|OPM2002:host.Link("/x")|};""");

    [Fact]
    public Task A_target_that_is_set_through_a_variable_is_there() =>
        Verify.DefineAsync(
            """
            var link = host.Link("/x");
            if (Condition)
            {
                link.Target("y");
            }
            else
            {
                link.Absent();
            }
            """);

    [Fact]
    public Task Null_is_not_given() => Verify.DefineAsync("""{|OPM2002:host.Link("/x")|}.Target(null);""");

    [Fact]
    public Task A_key_must_not_be_empty() => Verify.DefineAsync("""host.Package({|OPM2002:""|});""");

    [Fact]
    public Task A_key_that_may_be_null_need_not_be_given() => Verify.DefineAsync("""host.Ini("/x", null, "key").Value("1"); host.Ini("/x", "a", {|OPM2002:""|}).Value("1");""");

    [Fact]
    public Task What_a_method_of_the_author_sets_is_left_to_the_run_time() =>
        Verify.FileAsync(
            """
            public sealed partial class Site : Role
            {
                public override void Define(Host host) => Finish(host.Link("/x"));

                private static void Finish(LinkBuilder link) => link.Target("y");
            }
            """);

    [Fact]
    public Task The_fix_adds_the_call() => Fix.DefineAsync("OPM2002", """host.Link("/x").Force();""", """host.Link("/x").Target("").Force();""");

    [Fact]
    public Task A_method_of_the_author_in_the_languages_namespace_is_no_other() => Verify.FileAsync(
        """
        namespace OpsMop
        {
            public static class House
            {
                public static LinkBuilder To(this LinkBuilder link, AbsolutePath target) => link.Target(target.Value);

                public static void Seen(this ResourceBuilder builder) => Console.Write(builder.Location);
            }
        }

        public sealed partial class Site : Role
        {
            public override void Define(Host host)
            {
                host.Link("/a").To("/b");
                var b = host.Link("/b");
                b.To("/c");
                var c = host.Link("/c");
                c.Seen();
                {|OPM2002:host.Link("/d")|}.Title("d");
            }
        }
        """);

    [Fact]
    public Task A_method_that_the_author_of_a_type_writes_into_its_builder_may_set_anything() => Verify.FileAsync(
        """
        /// <summary>A share.</summary>
        [ResourceType("share")]
        public sealed partial class ShareResource : Resource
        {
            /// <summary>Its name.</summary>
            [Key] public string Share { get; }

            /// <summary>Where it is.</summary>
            [Required] public AbsolutePath Path { get; }
        }

        public abstract partial class ShareBuilderBase<TSelf>
        {
            public TSelf Public() => Path("/srv/public");
        }

        public sealed partial class Site : Role
        {
            public override void Define(Host host)
            {
                host.Share("a").Public().Title("a");
                {|OPM2002:host.Share("b")|}.Title("b");
            }
        }
        """);
}
