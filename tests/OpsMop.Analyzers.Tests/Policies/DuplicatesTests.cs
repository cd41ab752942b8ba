namespace OpsMop.Analyzers.Tests.Policies;

public sealed class DuplicatesTests
{
    [Fact]
    public Task The_same_path_twice_is_an_error_at_the_later() =>
        Verify.DefineAsync("""
            host.File("/x").Content("a").Mode("0644");
            {|OPM2005:host.File("/x")|}.Content("b").Mode("0644");
            """);

    [Fact]
    public async Task The_message_is_that_of_the_run_time()
    {
        var found = await Verify.FileAsync(
            """
            public sealed partial class Site : Role
            {
                public override void Define(Host host)
                {
                    host.Package("nginx");
                    {|OPM2005:host.Package("nginx")|};
                }
            }
            """);
        Assert.Equal("Package[nginx] is declared twice; the first is at /src/Policy.cs(5). Join them, or put each under a condition.", found[0].GetMessage());
    }

    [Theory]
    [InlineData("\"/srv/./x\"", "both manage the path /srv/x. Remove one of them, or put each under a condition.")]
    [InlineData("Folder / \"x\"", "both manage one path. Remove one of them, or put each under a condition.")]
    public async Task A_contradiction_names_the_thing_where_it_is_known(string path, string words)
    {
        var found = await Verify.DefineAsync($$$"""
            host.Link({{{path}}}).Target("y");
            {|OPM2006:host.Directory({{{path}}})|}.Mode("0755");
            """);
        Assert.EndsWith(words, found[0].GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public Task Paths_are_compared_as_they_are_normalised() =>
        Verify.DefineAsync("""
            const string Etc = "/etc";
            host.Directory("/etc/nginx").Mode("0755");
            {|OPM2005:host.Directory(Etc + "//nginx/")|}.Mode("0755");
            {|OPM2005:host.Directory((AbsolutePath)Etc / "nginx")|}.Mode("0755");
            """);

    [Fact]
    public Task Constants_of_other_classes_count() =>
        Verify.FileAsync(
            """
            public sealed partial class Site : Role
            {
                public override void Define(Host host)
                {
                    host.File(Paths.Motd).Mode("0644");
                    {|OPM2005:host.File("/etc/motd")|}.Mode("0644");
                }
            }

            public static class Paths
            {
                private static readonly AbsolutePath s_etc = "/etc";
                public static AbsolutePath Motd => s_etc / "motd";
            }
            """);

    [Fact]
    public Task The_same_unknown_path_twice_is_the_same_path() =>
        Verify.DefineAsync("""
            foreach (var name in Names)
            {
                host.File(Folder / $"{name}.conf").Mode("0644");
                {|OPM2005:host.File(Folder / $"{name}.conf")|}.Mode("0644");
            }
            """);

    [Fact]
    public Task Each_loop_has_a_variable_of_its_own() =>
        Verify.DefineAsync("""
            foreach (var name in Names)
            {
                host.File(Folder / name).Mode("0644");
            }

            foreach (var name in Names)
            {
                host.Link(Folder / "links" / name).Target(name);
                host.Link(Folder / "others" / name).Target(name);
            }
            """);

    [Fact]
    public Task What_a_method_answers_may_be_another_path_each_time() =>
        Verify.FileAsync(
            """
            public sealed partial class Site : Role
            {
                private int _next;

                public override void Define(Host host)
                {
                    host.File(Next()).Mode("0644");
                    host.File(Next()).Mode("0644");
                }

                private AbsolutePath Next() => $"/tmp/{_next++}";
            }
            """);

    [Fact]
    public Task Other_types_may_have_the_same_name() => Verify.DefineAsync("""host.Package("nginx"); host.Service("nginx").Running().Enabled(); host.User("nginx"); host.Group("nginx");""");

    [Fact]
    public Task Actions_may_repeat() => Verify.DefineAsync("""host.Echo("a"); host.Echo("a"); host.Command($"true").ChangedWhen(_ => false); host.Command($"true").ChangedWhen(_ => false);""");

    [Fact]
    public Task The_branches_of_an_if_are_alternatives() =>
        Verify.DefineAsync("""
            if (Condition)
            {
                host.File("/x").Content("a").Mode("0644");
            }
            else
            {
                host.File("/x").Absent();
            }
            """);

    [Fact]
    public Task What_stands_before_an_if_meets_both_branches() =>
        Verify.DefineAsync("""
            host.Package("nginx");
            if (Condition)
            {
                {|OPM2005:host.Package("nginx")|};
            }
            """);

    [Fact]
    public Task What_follows_an_early_return_is_an_alternative() =>
        Verify.DefineAsync("""
            foreach (var group in host.Groups)
            {
                if (group == "web")
                {
                    host.File("/x").Content("web").Mode("0644");
                    return;
                }
            }

            host.File("/x").Content("other").Mode("0644");
            """);

    [Fact]
    public Task What_follows_a_switch_that_returns_is_an_alternative() =>
        Verify.DefineAsync("""
            switch (Word)
            {
                case "a":
                    host.Package("a");
                    return;
                case "b":
                    host.Package("b");
                    break;
            }

            host.Package("a");
            {|OPM2005:host.Package("a")|};
            """);

    [Theory]
    [InlineData("""host.When(Condition, () => host.Package("a")); host.When(!Condition, () => host.Package("a"));""")]
    [InlineData("""host.Package("a").When(Condition); host.Package("a").When(() => Other);""")]
    [InlineData("""host.Try(() => host.Package("a")).Rescue(() => host.Package("a"));""")]
    [InlineData("""host.Handler("h", () => host.Package("a")); host.Package("a");""")]
    [InlineData("""var p = host.Package("a"); p.When(Condition); host.Package("a");""")]
    [InlineData("""Action more = () => host.Package("a"); host.When(Condition, more); host.Package("a");""")]
    [InlineData("""void More() => host.Package("a"); host.When(Condition, More); host.Package("a");""")]
    [InlineData("""var all = new[] { host.Package("a"), host.Package("b") }; foreach (var one in all) one.When(Condition); host.Package("a");""")]
    public Task What_the_run_time_takes_for_alternatives_are(string body) => Verify.DefineAsync(body);

    [Fact]
    public Task In_one_function_it_is_the_same() =>
        Verify.DefineAsync("""
            void Site(string name)
            {
                host.File(Folder / name).Mode("0644");
                {|OPM2005:host.File(Folder / name)|}.Mode("0644");
                host.Package("nginx");
            }

            Site("a");
            Names.ToList().ForEach(name =>
            {
                host.Link(Folder / name / "x").Target("y");
                {|OPM2005:host.Link(Folder / $"{name}/x")|}.Target("y");
            });
            host.Package("nginx");
            """);

    [Fact]
    public Task Parallel_is_no_alternative() => Verify.DefineAsync("""host.Parallel(() => host.Package("a")); {|OPM2005:host.Package("a")|};""");

    [Fact]
    public Task WhenChanged_is_no_condition() => Verify.DefineAsync("""var f = host.File("/x").Mode("0644"); host.Package("a"); {|OPM2005:host.Package("a")|}.WhenChanged(f);""");

    [Fact]
    public Task Procedures_may_say_a_thing_twice() => Verify.ProcedureAsync("""await host.Service("nginx").Stopped(); await host.Service("nginx").Running();""");

    [Fact]
    public Task Included_roles_count_and_are_reported_where_they_are_included() =>
        Verify.FileAsync(
            """
            public sealed partial class Site : Role
            {
                public override void Define(Host host)
                {
                    host.Package("nginx");
                    {|OPM2005:host.Include<Server>()|};
                    {|OPM2005:host.Package("openssl")|};
                }
            }

            public sealed partial class Server : Role
            {
                public bool Extra { get; set; }

                public override void Define(Host host)
                {
                    host.Package("nginx");
                    host.Package("openssl");
                    if (Extra)
                    {
                        host.Package("curl");
                    }
                }
            }
            """);

    [Fact]
    public Task What_an_included_role_declares_under_a_condition_is_left_to_the_run() =>
        Verify.FileAsync(
            """
            public sealed partial class Site : Role
            {
                public override void Define(Host host)
                {
                    host.Package("curl");
                    host.Package("jq");
                    host.Include<Server>(server => server.Folder = "/srv");
                    host.File("/srv/x").Mode("0644");
                }
            }

            public sealed partial class Server : Role
            {
                public bool Extra { get; set; }
                public AbsolutePath Folder { get; set; }

                public override void Define(Host host)
                {
                    host.File(Folder / "x").Mode("0644");
                    if (Extra)
                    {
                        host.Package("curl");
                        return;
                    }

                    host.Package("jq");
                }
            }
            """);

    [Fact]
    public Task Methods_that_are_called_count() =>
        Verify.FileAsync(
            """
            public sealed partial class Site : Role
            {
                public override void Define(Host host)
                {
                    Basics.Install(host);
                    {|OPM2005:host.Package("curl")|};
                    More(host, "a");
                    More(host, "b");
                    host.When(host.Name == "x", () => Basics.Install(host));
                }

                private static void More(Host host, string name) => host.Package(name);
            }

            public static class Basics
            {
                public static void Install(Host host) => host.Package("curl");
            }
            """);

    [Fact]
    public Task What_a_base_class_declares_counts_where_it_is_called() =>
        Verify.FileAsync(
            """
            public partial class Server : Role
            {
                public override void Define(Host host) => host.Package("nginx");
            }

            public sealed partial class Special : Server
            {
                public override void Define(Host host)
                {
                    base.Define(host);
                    {|OPM2005:host.Package("nginx")|};
                }
            }

            public sealed partial class Other : Server
            {
                public override void Define(Host host) => host.Package("nginx");
            }
            """);

    [Fact]
    public Task Handlers_have_one_name_each_in_a_role() =>
        Verify.DefineAsync("""
            var a = host.Handler("reload", () => host.Service("a").Reloaded());
            var b = {|OPM2005:host.Handler("reload", () => host.Service("b").Reloaded())|};
            host.File("/x").Mode("0644").Notifies(a, b);
            """);

    [Fact]
    public Task Roles_that_are_added_twice_have_a_name_each() =>
        Verify.FileAsync(
            """
            public sealed partial class Web : Policy
            {
                public bool Second { get; set; }

                public override void Compose(Roles roles)
                {
                    roles.Add<Site>();
                    roles.Add<Site>("blog");
                    roles.Add(new Site(), "shop");
                    {|OPM2005:roles.Add(new Site())|};
                    {|OPM2005:roles.Add<Site>("Blog", site => site.Name = "x")|}.Tags("x");
                    foreach (var name in new[] { "a", "b" })
                    {
                        roles.Add<Site>(name);
                    }
                }
            }

            public sealed partial class Site : Role
            {
                public string Name { get; set; } = "";

                public override void Define(Host host)
                {
                    host.Include<Logging>(name: $"{RoleName}-one");
                    host.Include<Logging>(name: $"{RoleName}-two");
                    host.Include<Logging>();
                    {|OPM2005:host.Include<Logging>()|};
                }
            }

            public sealed partial class Logging : Role
            {
                public override void Define(Host host) => host.Echo("logging");
            }
            """);

    [Fact]
    public Task A_type_of_the_user_is_checked_the_same_way() =>
        Verify.FileAsync(
            """
            /// <summary>A setting.</summary>
            [ResourceType("setting")]
            public sealed partial class SettingResource : Resource
            {
                /// <summary>Its section.</summary>
                [Key] public string Section { get; }

                /// <summary>Its name.</summary>
                [Key] public string Word { get; }
            }

            public sealed partial class Site : Role
            {
                public override void Define(Host host)
                {
                    host.Setting("a", "x");
                    host.Setting("b", "x");
                    {|OPM2005:host.Setting("a", "x")|};
                }
            }

            """);

    [Fact]
    public Task File_and_directory_at_one_path_contradict_each_other() =>
        Verify.DefineAsync("""
            host.File("/etc/nginx").Content("x").Mode("0644");
            {|OPM2006:host.Directory("/etc/nginx")|}.Mode("0755");
            """);

    [Fact]
    public async Task A_file_cannot_be_there_and_gone()
    {
        var found = await Verify.DefineAsync("""
            host.File("/x").Content("x").Mode("0644");
            {|OPM2006:host.File("/x")|}.Absent();
            """);
        Assert.StartsWith("File[/x] is to be gone here and to be there at /src/Policy.cs(", found[0].GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public Task Whether_it_is_to_be_gone_may_depend() =>
        Verify.DefineAsync("""
            var f = host.File("/x").Mode("0644");
            if (Condition)
            {
                f.Absent();
            }

            {|OPM2005:host.File("/x")|}.Mode("0644");

            var d = host.Directory("/d").Mode("0755");
            if (Condition)
            {
                d.Absent();
            }

            host.Link("/d").Target("/x");
            """);

    [Fact]
    public Task Neither_file_nor_directory_is_no_contradiction() => Verify.DefineAsync("""host.File("/x").Absent(); host.Directory("/x").Absent();""");

    [Fact]
    public Task Contradictions_in_branches_that_never_meet_are_none() =>
        Verify.DefineAsync("""
            if (Condition)
            {
                host.Directory("/data").Mode("0755");
                return;
            }

            host.Link("/data").Target("/mnt");
            """);

    [Fact]
    public async Task A_type_of_another_assembly_is_checked_the_same_way()
    {
        var library = PolicyProject.Of(("/lib/Jail.cs", """
            /// <summary>A jail.</summary>
            [ResourceType("jail")]
            public sealed partial class JailResource : Resource
            {
                /// <summary>Where.</summary>
                [Key, Claims(Claim.Path)] public AbsolutePath Path { get; }

                /// <summary>Gone.</summary>
                [Absence] public bool Absent { get; }
            }
            """)).Reference();
        var markup = Markup.Parse("""
            public sealed partial class Site : Role
            {
                public override void Define(Host host)
                {
                    host.Jail("/jail");
                    {|OPM2005:host.Jail("/jail/")|};
                    {|OPM2006:host.Jail("/jail")|}.Absent();
                    {|OPM2006:host.Directory("/jail")|}.Mode("0755");
                }
            }
            """);
        Verify.AssertEqual(markup, await PolicyProject.Of(("/src/Policy.cs", markup.Source)).With(library).DiagnosticsAsync("CS1591", "CS0436"));
    }

    [Fact]
    public Task A_property_that_another_method_assigns_may_be_another_path() =>
        Verify.FileAsync(
            """
            public sealed partial class Site : Role
            {
                private string Stage { get; set; } = "a";
                private string Kept { get; set; } = "a";
                private string Swapped { get; set; } = "a";

                public override void Define(Host host)
                {
                    host.File($"/x/{Stage}").Content("1");
                    host.File($"/y/{Swapped}").Content("1");
                    Next();
                    host.File($"/x/{Stage}").Content("2");
                    host.File($"/y/{Swapped}").Content("2");
                    host.File($"/z/{Kept}").Content("1");
                    {|OPM2005:host.File($"/z/{Kept}")|}.Content("2");
                    host.Include<Other>(other => other.Kept = "b");
                }

                private void Next()
                {
                    Stage = "b";
                    (Swapped, _) = ("b", Kept);
                }
            }

            public sealed partial class Other : Role
            {
                public string Kept { get; set; } = "";

                public override void Define(Host host) => host.Echo(Kept + "!");
            }
            """);

    [Fact]
    public Task A_variable_that_another_one_refers_to_may_be_changed_by_it() =>
        Verify.DefineAsync(
            """
            var place = "p";
            ref var alias = ref place;
            alias = "q";
            host.File($"/{place}").Content("q");
            host.File("/p").Content("p");
            var kept = "r";
            host.File($"/{kept}").Content("r");
            {|OPM2005:host.File("/r")|}.Content("r");
            """);
}
