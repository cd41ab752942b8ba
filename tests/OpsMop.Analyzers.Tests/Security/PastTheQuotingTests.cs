namespace OpsMop.Analyzers.Tests.Security;

public sealed class PastTheQuotingTests
{
    [Fact]
    public Task A_hole_in_the_script_of_another_shell_is_read_as_syntax() =>
        Verify.DefineAsync(
            """
            host.Command($"bash -c {{|OPM4006:Word|}}").Creates("/x");
            host.Command($"sudo -u app sh -ec {{|OPM4006:Word|}}").Creates("/x");
            host.Shell($"cd /x && eval {{|OPM4006:Word|}}").Creates("/x");
            host.Command($"ssh -p 22 web rm {{|OPM4006:Word|}}").Creates("/x");
            host.Command($"ssh {Word} systemctl restart {{|OPM4006:Maybe|}!}").Creates("/x");
            host.Command($"su - app -c {{|OPM4006:Word|}}").Creates("/x");
            host.Command($"ssh web {{|OPM4006:Names|}}").Creates("/x");
            """);

    [Fact]
    public Task In_quotes_it_is_said_once_and_with_the_right_remedy() =>
        Verify.DefineAsync(
            """
            host.Command($"sh -c 'grep {{|OPM4006:Word|}} /x'").ChangedWhen(_ => false);
            host.Shell($"cd /x; bash -c \"grep {{|OPM4006:Word|}} /x\"").ChangedWhen(_ => false);
            """);

    [Fact]
    public Task Parameters_hosts_numbers_and_constants_are_fine() =>
        Verify.FileAsync(
            """
            public sealed partial class Site : Role
            {
                private const string Script = "exit 0";
                public string Word { get; set; } = "";
                public int Number { get; set; }
                public Port Port { get; set; } = 22;
                public UnitName Unit { get; set; } = "app";
                public AbsolutePath Folder { get; set; }

                public override void Define(Host host)
                {
                    var script = "echo $1";
                    host.Command($"sh -c 'grep \"$1\" /x' sh {Word}").ChangedWhen(_ => false);
                    host.Command($"bash {Folder / "install.sh"} -c {Word}").ChangedWhen(_ => false);
                    host.Command($"bash -c {Script}").ChangedWhen(_ => false);
                    host.Command($"bash -c {script}").ChangedWhen(_ => false);
                    host.Command($"ssh -p {Port} -i {Folder / "id"} {Word} uptime").ChangedWhen(_ => false);
                    host.Command($"ssh web systemctl restart {Unit}").ChangedWhen(_ => false);
                    host.Command($"ssh web sleep {Number}").ChangedWhen(_ => false);
                    host.Command($"python3 -c {Word}").ChangedWhen(_ => false);
                }
            }
            """);

    [Fact]
    public Task Verbatim_is_for_constants() =>
        Verify.DefineAsync(
            """
            host.Command(CommandText.Verbatim("git pull")).ChangedWhen(_ => false);
            host.Command(CommandText.Verbatim(Condition ? "git pull" : "git fetch")).ChangedWhen(_ => false);
            host.Command(CommandText.Verbatim({|OPM4006:Word|})).ChangedWhen(_ => false);
            host.Shell(CommandText.Verbatim({|OPM4006:"git " + Word|})).ChangedWhen(_ => false);
            #pragma warning disable OPM4006 // It comes from our own release.
            host.Command(CommandText.Verbatim(Word)).ChangedWhen(_ => false);
            #pragma warning restore OPM4006
            """);

    [Fact]
    public Task Queries_reach_shells_too() => Verify.ProcedureAsync("""await host.Query($"bash -c {{|OPM4006:Word|}}");""");
}
