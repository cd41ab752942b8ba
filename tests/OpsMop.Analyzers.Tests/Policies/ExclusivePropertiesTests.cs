namespace OpsMop.Analyzers.Tests.Policies;

public sealed class ExclusivePropertiesTests
{
    [Fact]
    public Task Content_and_source_of_a_file_exclude_each_other() =>
        Verify.DefineAsync("""host.File("/x").Content("a").{|OPM2001:Source("files/b")|}.Mode("0644");""");

    [Fact]
    public Task What_is_set_through_a_variable_counts() =>
        Verify.DefineAsync(
            """
            var f = host.File("/x").Mode("0644");
            f.Content("a");
            f.{|OPM2001:Source("files/b")|};
            """);

    [Fact]
    public Task The_branches_of_an_if_never_meet() =>
        Verify.DefineAsync(
            """
            var f = host.File("/x");
            if (Condition)
            {
                f.Content("a");
            }
            else
            {
                f.Source("files/b");
            }
            """);

    [Fact]
    public Task A_branch_meets_what_stands_before_it() =>
        Verify.DefineAsync(
            """
            var f = host.File("/x").Content("a");
            if (Condition)
            {
                f.{|OPM2001:Source("files/b")|};
            }
            """);

    [Fact]
    public Task What_follows_an_early_return_does_not_meet_what_stands_before_it() =>
        Verify.DefineAsync(
            """
            var f = host.File("/x");
            if (Condition)
            {
                f.Content("a");
                return;
            }

            f.Source("files/b");
            """);

    [Fact]
    public Task A_condition_and_its_contrary_never_meet() =>
        Verify.DefineAsync(
            """
            var f = host.File("/x");
            if (Condition)
            {
                f.Content("a");
            }

            if (!Condition)
            {
                f.Source("files/b");
            }
            """);

    [Fact]
    public Task Two_conditions_that_may_both_hold_are_left_to_the_run_time() =>
        Verify.DefineAsync(
            """
            var f = host.File("/x");
            if (Condition)
            {
                f.Content("a");
            }

            if (Other)
            {
                f.Source("files/b");
            }
            """);

    [Fact]
    public Task Null_is_not_given() => Verify.DefineAsync("""host.File("/x").Content(null).Source("files/b");""");

    [Fact]
    public Task What_may_be_null_is_left_to_the_run_time() => Verify.DefineAsync("""host.File("/x").Url(Maybe).Source("files/b");""");

    [Fact]
    public Task Inside_loops_and_lambdas_it_is_the_same() =>
        Verify.DefineAsync(
            """
            foreach (var name in Names)
            {
                host.Parallel(() => host.Link(Folder / name).Target("x").{|OPM2001:Absent()|});
            }
            """);

    [Fact]
    public Task A_variable_that_is_assigned_between_makes_another_condition() =>
        Verify.DefineAsync(
            """
            var f = host.File("/x");
            var first = true;
            if (first)
            {
                f.Content("a");
            }

            first = Condition;
            if (first)
            {
                f.Source("files/b");
            }
            """);

    [Fact]
    public Task Dice_are_thrown_anew() =>
        Verify.FileAsync(
            """
            public sealed partial class Site : Role
            {
                public bool Old { get; set; }

                public override void Define(Host host)
                {
                    var f = host.File("/x");
                    if (Toss())
                    {
                        f.Content("a");
                    }

                    if (Toss())
                    {
                        f.Source("files/b");
                    }

                    if (host.Platform.Is("debian"))
                    {
                        f.Content("a");
                    }

                    if (host.Platform.Is("debian"))
                    {
                        f.{|OPM2001:Url("https://example.org")|};
                    }
                }

                private static bool Toss() => Random.Shared.Next(2) == 0;
            }
            """);

    [Fact]
    public Task What_follows_a_loop_that_returns_does_not_meet_what_stands_in_it() =>
        Verify.DefineAsync(
            """
            var f = host.File("/x");
            foreach (var name in Names)
            {
                if (name == Word)
                {
                    f.Content("a");
                    return;
                }
            }

            f.Source("files/b");
            """);

    [Fact]
    public Task What_follows_a_switch_that_goes_on_with_the_loop_does_not_meet_what_stands_in_it() =>
        Verify.DefineAsync(
            """
            foreach (var name in Names)
            {
                var f = host.File($"/x/{name}");
                switch (name)
                {
                    case "gone":
                        f.Absent();
                        continue;
                    case "old":
                        f.Owner("old");
                        break;
                }

                f.Content(name);
            }

            foreach (var name in Names)
            {
                var g = host.File($"/y/{name}").Content("a");
                if (name == Word)
                {
                    g.{|OPM2001:Absent()|};
                    break;
                }
            }
            """);

    [Fact]
    public Task A_break_leaves_one_round_of_its_own_loop_and_no_more() =>
        Verify.DefineAsync(
            """
            foreach (var name in Names)
            {
                var f = host.File($"/x/{name}");
                while (Condition)
                {
                    if (Other)
                    {
                        f.Source("files/b");
                        break;
                    }

                    f.Url("https://example.org").Checksum(Word);
                }

                f.{|OPM2001:Content("a")|};
            }
            """);

    [Fact]
    public Task What_a_try_did_before_it_failed_nobody_knows_in_its_catch() =>
        Verify.DefineAsync(
            """
            var f = host.File("/x");
            try
            {
                f.Content(Names[0]);
            }
            catch (ArgumentOutOfRangeException)
            {
                f.Absent();
            }

            var g = host.File("/y").Content("a");
            try
            {
                g.{|OPM2001:Source("files/b")|};
            }
            catch (InvalidOperationException)
            {
                g.Title("y");
            }
            """);

    [Fact]
    public Task A_variable_that_is_assigned_again_is_another_resource() =>
        Verify.DefineAsync(
            """
            var f = host.File("/x").Content("a");
            f = host.File("/y").Source("files/b");
            f.Owner("root");

            var user = host.User("a");
            user.Absent();
            user = host.User("b");
            user.Home("/b");

            var one = Condition ? host.File("/1") : host.File("/2");
            one.Content("a");
            one.{|OPM2001:{|OPM2001:Source("files/b")|}|};
            f.Url("https://example.org").{|OPM2001:{|OPM2001:Absent()|}|};
            """);
}
