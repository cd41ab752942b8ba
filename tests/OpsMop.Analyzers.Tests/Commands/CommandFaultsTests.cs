namespace OpsMop.Analyzers.Tests.Commands;

public sealed class CommandFaultsTests
{
    [Fact]
    public Task Shell_syntax_in_a_command_is_found_where_it_stands() =>
        Verify.DefineAsync(
            """
            host.Command($"ps ax {|OPM3006:||} wc -l").ChangedWhen(_ => false);
            host.Command($"make {|OPM3006:&&|} make install").Creates("/usr/local/bin/x");
            host.Command($"date {|OPM3006:>|} /var/lib/x").Creates("/var/lib/x");
            host.Command($"tail {|OPM3006:$|}LOG").ChangedWhen(_ => false);
            """);

    [Fact]
    public Task Escapes_before_it_do_not_shift_the_place() =>
        Verify.DefineAsync(
            """"
            host.Command($"grep \"a\tb\" \\x {{}} {|OPM3006:||} wc").ChangedWhen(_ => false);
            host.Command($@"grep ""a"" {|OPM3006:||} wc").ChangedWhen(_ => false);
            host.Command($"""
                grep "a"
                  x {|OPM3006:||} wc
                """).ChangedWhen(_ => false);
            """".Replace("\n      x {|OPM3006:||} wc\n", "  x {|OPM3006:||} wc\n", StringComparison.Ordinal));

    [Fact]
    public Task In_quotes_it_is_an_argument_and_in_a_shell_it_is_right() =>
        Verify.DefineAsync(
            """
            host.Command($"grep 'a|b' \"c;d\" e\\&f").ChangedWhen(_ => false);
            host.Shell($"ps ax | wc -l").ChangedWhen(_ => false);
            """);

    [Fact]
    public Task The_questions_before_a_command_are_commands_too() =>
        Verify.DefineAsync(
            """
            host.Command($"make").Unless($"test -e /x {|OPM3006:||}| false");
            host.Shell($"make all; make install").OnlyIf($"test -e /x || false");
            """.Replace("{|OPM3006:||}|", "{|OPM3006:|||}", StringComparison.Ordinal));

    [Fact]
    public Task Texts_in_variables_branches_and_fields_are_read() =>
        Verify.FileAsync(
            """
            public static class Texts
            {
                public static readonly CommandText Count = $"ps ax | wc -l";
            }

            public sealed partial class Site : Role
            {
                public bool Condition { get; set; }

                public override void Define(Host host)
                {
                    CommandText text = $"a {|OPM3006:||} b";
                    host.Command(text).ChangedWhen(_ => false);
                    host.Command({|OPM3006:Texts.Count|}).ChangedWhen(_ => false);
                    host.Shell(Texts.Count).ChangedWhen(_ => false);
                    host.Command(Condition switch { true => $"a {|OPM3006:;|} b", false => $"c" }).ChangedWhen(_ => false);
                    host.Command(CommandText.Verbatim("a {|OPM3006:<|} b")).ChangedWhen(_ => false);
                }
            }
            """);

    [Fact]
    public Task A_quote_that_is_never_closed_is_no_command() =>
        Verify.DefineAsync(
            """
            host.Command($"grep {|OPM2004:'|}a b").ChangedWhen(_ => false);
            host.Shell($"grep {|OPM2004:\"|}a b").ChangedWhen(_ => false);
            host.Command($"{|OPM2004: |}").ChangedWhen(_ => false);
            host.Command({|OPM2002:$""|}).ChangedWhen(_ => false);
            """);

    [Fact]
    public Task A_hole_in_quotes_cannot_be_quoted() =>
        Verify.DefineAsync(
            """
            host.Command($"grep '{{|OPM4006:Word|}}' /x").ChangedWhen(_ => false);
            host.Shell($"grep \"{{|OPM4006:Word|}}\" /x | wc").ChangedWhen(_ => false);
            host.Shell($"a; b # {{|OPM4006:Word|}}").ChangedWhen(_ => false);
            host.Shell($"echo `ls {{|OPM4006:Word|}}`").ChangedWhen(_ => false);
            host.Shell($"echo {Word} | wc").ChangedWhen(_ => false);
            """.Replace("{{|", "{{|", StringComparison.Ordinal));

    [Fact]
    public Task A_list_stands_alone() =>
        Verify.DefineAsync(
            """
            host.Command($"install --names={{|OPM2004:Names|}}").Creates("/x");
            host.Command($"install {Names} --quiet").Creates("/x");
            """);

    [Fact]
    public Task Queries_and_checks_are_commands_too() =>
        Verify.ProcedureAsync(
            """
            await host.Query($"ps ax {|OPM3006:||} wc");
            await host.QueryShell($"ps ax | wc");
            await host.QueryShell($"grep '{{|OPM4006:Word|}}' /x | wc");
            await host.File("/etc/sudoers").Validate(file => $"visudo -cf {file} {|OPM3006:>|} /dev/null");
            """);

    [Fact]
    public Task Where_nobody_sees_who_runs_it_only_what_is_wrong_either_way_is_wrong() =>
        Verify.FileAsync(
            """
            public static class Texts
            {
                public static CommandText Count(string user) => $"ps -u {user} | wc -l";

                public static CommandText Broken(string user) => $"ps -u '{{|OPM4006:user|}}'";
            }
            """);

    [Fact]
    public async Task The_words_are_those_of_the_run_time()
    {
        var found = await Verify.DefineAsync("""host.Command($"a {|OPM3006:||} b").ChangedWhen(_ => false);""");
        Assert.Equal("Command[a | b]: Line: " + CommandText.Verbatim("a | b").ArgumentsError, Assert.Single(found).GetMessage());
    }

    [Fact]
    public Task A_type_of_the_project_is_checked_by_its_attributes() =>
        Verify.FileAsync(
            """
            /// <summary>Runs a job.</summary>
            [ResourceType("job")]
            public sealed partial class JobResource : Resource
            {
                /// <summary>Its name.</summary>
                [Key]
                public string Id { get; }

                /// <summary>What it runs.</summary>
                [RunsCommand]
                public CommandText? Run { get; }

                /// <summary>What it runs in a shell.</summary>
                [RunsCommand(Shell = true)]
                public CommandText? Script { get; }
            }

            public sealed partial class Site : Role
            {
                public override void Define(Host host) => host.Job("x").Run($"a {|OPM3006:||} b").Script($"a | b");
            }
            """);
}
