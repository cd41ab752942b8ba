namespace OpsMop.Analyzers.Tests.Idempotence;

public sealed class UnguardedCommandsTests
{
    [Fact]
    public Task A_command_needs_something_that_says_when_it_is_not_needed() =>
        Verify.DefineAsync(
            """
            {|OPM3001:host.Command($"make install")|};
            {|OPM3001:host.Shell($"make && make install")|}.Directory("/src").As("app");
            """);

    [Theory]
    [InlineData("""Creates("/usr/local/bin/x")""")]
    [InlineData("""Removes("/src/x")""")]
    [InlineData("""Unless($"x --version")""")]
    [InlineData("""OnlyIf($"x --is-old")""")]
    [InlineData("""ChangedWhen(outcome => outcome.Output.Contains("changed"))""")]
    [InlineData("""WhenChanged(host.File("/x").Mode("0644"))""")]
    public Task Each_of_these_says_it(string call) => Verify.DefineAsync($"""host.Command($"make install").{call};""", withHabits: true);

    [Fact]
    public Task What_is_set_through_a_variable_or_in_a_branch_counts() =>
        Verify.DefineAsync(
            """
            var install = host.Command($"make install");
            if (Condition)
            {
                install.Creates("/usr/local/bin/x");
            }
            else
            {
                install.ChangedWhen(_ => false);
            }
            """,
            withHabits: true);

    [Fact]
    public Task Null_says_nothing() => Verify.DefineAsync("""{|OPM3001:host.Command($"make install")|}.Unless(null);""");

    [Fact]
    public Task Handlers_rescues_and_methods_that_they_call_are_meant_to_run() =>
        Verify.FileAsync(
            """
            public sealed partial class Site : Role
            {
                public override void Define(Host host)
                {
                    var reload = host.Handler("reload", () => host.Command($"app reload"));
                    var restart = host.Handler("restart", () => Restart(host));
                    var stop = host.Handler("stop", Stop);
                    host.Try(() => host.Command($"app migrate").Creates("/srv/x")).Rescue(() => host.Command($"app rollback"));
                    host.File("/etc/app").Mode("0644").Notifies(reload, restart, stop);

                    void Stop() => host.Command($"app stop");
                }

                private static void Restart(Host host) => host.Command($"app restart");
            }
            """,
            withHabits: true);

    [Fact]
    public Task A_method_that_only_Define_calls_runs_in_every_run() =>
        Verify.FileAsync(
            """
            public sealed partial class Site : Role
            {
                public override void Define(Host host)
                {
                    Install(host);
                    Local();

                    void Local() => {|OPM3001:host.Command($"make check")|};
                }

                private static void Install(Host host) => {|OPM3001:host.Command($"make install")|};
            }
            """);

    [Fact]
    public Task A_method_for_others_is_left_alone() =>
        Verify.FileAsync(
            """
            public static class Tools
            {
                public static void Install(this Host host, string name) => host.Command($"make {name}");
            }
            """,
            withHabits: true);

    [Fact]
    public Task Procedures_do_what_they_say() => Verify.ProcedureAsync("""await host.Command($"app migrate");""");

    [Fact]
    public Task In_loops_and_blocks_it_is_the_same() =>
        Verify.DefineAsync(
            """
            host.Parallel(() =>
            {
                foreach (var name in Names)
                {
                    {|OPM3001:host.Command($"make {name}")|};
                }
            });
            Names.ToList().ForEach(name => {|OPM3001:host.Command($"make {name}")|});
            """);

    [Fact]
    public Task A_look_at_the_host_is_a_guard_written_in_CSharp() =>
        Verify.DefineAsync(
            """
            var isThere = host.FileTests.Exists("/usr/local/bin/x");
            if (!isThere)
            {
                host.Command($"make install");
            }

            host.Command($"make data").When(() => !host.FileTests.IsDirectory("/srv/data"));
            host.When(() => !host.FileTests.Exists("/srv/more"), () => host.Command($"make more"));
            """,
            withHabits: true);

    [Fact]
    public async Task Of_a_command_that_only_reads_it_says_so()
    {
        var found = await Verify.DefineAsync("""{|OPM3001:host.Shell($"grep -c a /x | sort")|}.IgnoreErrors("none yet");""");
        Assert.Equal(
            "Shell[grep -c a /x | sort]: it changes nothing, and still counts as changed in every run. Add .ChangedWhen(_ => false).",
            Assert.Single(found).GetMessage());
    }

    [Fact]
    public Task What_fails_by_its_own_words_never_counts_as_changed() =>
        Verify.DefineAsync("""host.Command($"false"); host.Shell($"echo trouble >&2; exit 3");""", withHabits: true);

    [Fact]
    public async Task The_message_names_the_properties_of_the_type()
    {
        var found = await Verify.FileAsync(
            """
            /// <summary>Runs a query.</summary>
            [ResourceType("sql", Action = true)]
            public sealed partial class SqlResource : Resource
            {
                /// <summary>The query.</summary>
                [Required, RunsCommand]
                public CommandText Query { get; }

                /// <summary>A query that answers whether there is nothing to do.</summary>
                [RunsCommand, Guards]
                public CommandText? Unless { get; }
            }

            public sealed partial class Site : Role
            {
                public override void Define(Host host)
                {
                    {|OPM3001:host.Sql($"psql -f a")|};
                    host.Sql($"psql -f a").Unless($"psql -c b");
                }
            }
            """);
        Assert.Contains("Add .Unless(…) to say when it is not needed, or .ChangedWhen(…).", Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public Task The_fix_for_what_only_reads_says_that_nothing_changes() =>
        Fix.DefineAsync("OPM3001", """host.Command($"cat /etc/x").Title("x");""", """host.Command($"cat /etc/x").ChangedWhen(_ => false).Title("x");""");

    [Theory]
    [InlineData("cp -a /srv/a.conf /srv/b.conf", "\"/srv/b.conf\"")]
    public Task The_fix_names_the_path_that_the_command_makes(string command, string path) =>
        Fix.DefineAsync("OPM3001", $"""host.Command($"{command}");""", $"""host.Command($"{command}").Creates({path});""");

    [Theory]
    [InlineData("make install")]
    [InlineData("cp /srv/a.conf /etc")]
    [InlineData("tar -C /srv -xf /root/app.tar")]
    public Task No_fix_is_offered_where_the_path_is_not_certain(string command) => Fix.NoneAsync("OPM3001", $"""host.Command($"{command}");""");

    [Fact]
    public Task What_a_loop_goes_over_and_a_switch_looks_at_may_ask_the_host() => Verify.DefineAsync(
        """
        foreach (var name in Names.Where(name => !host.FileTests.Exists(Folder / name)))
        {
            host.Command($"install {name}");
        }

        var missing = Names.Where(name => !host.FileTests.Exists(Folder / name)).ToList();
        foreach (var name in missing)
        {
            host.Command($"install {name}");
        }

        switch (host.FileTests.Exists("/a"), Names.Count)
        {
            case (false, > 0):
                host.Command($"install all");
                break;
        }

        _ = host.FileTests.Exists("/b") || Do(() => host.Command($"install b"));
        foreach (var name in Names.Where(name => name.Length > 3))
        {
            {|OPM3001:host.Command($"install {name}")|};
        }

        static bool Do(Action action)
        {
            action();
            return true;
        }
        """);
}
