using Microsoft.CodeAnalysis;

namespace OpsMop.Analyzers.Tests.Idempotence;

public sealed class NeedlessShellTests
{
    [Fact]
    public async Task A_script_of_one_program_needs_no_shell_and_that_is_a_warning()
    {
        var found = await Verify.DefineAsync(
            """
            {|OPM3006:host.Shell($"git -C {Folder} pull --ff-only")|}.ChangedWhen(_ => true);
            {|OPM3006:host.Shell($"app 'a b' \"c\" {Names}")|}.Creates("/x");
            """);
        Assert.All(found, one => Assert.Equal(DiagnosticSeverity.Warning, one.Severity));
    }

    [Theory]
    [InlineData("a | b")]
    [InlineData("a && b")]
    [InlineData("a > /x")]
    [InlineData("a 2>&1")]
    [InlineData("a *.conf")]
    [InlineData("a file?.txt")]
    [InlineData("a ~/x")]
    [InlineData("a x=~/y")]
    [InlineData("a $HOME")]
    [InlineData("a \\\"$HOME\\\"")]
    [InlineData("a `b`")]
    [InlineData("X=1 a")]
    [InlineData("a # b")]
    [InlineData("cd /x")]
    [InlineData("test -e /x")]
    [InlineData("[ -e /x ]")]
    [InlineData("umask 022")]
    [InlineData("ulimit -n 100")]
    [InlineData(". /etc/profile")]
    [InlineData("echo x")]
    [InlineData("exec a")]
    [InlineData("a \\\\\\\\n")]
    [InlineData("( a )")]
    [InlineData("! a")]
    public Task Whatever_a_shell_may_read_otherwise_is_left_alone(string script) => Verify.DefineAsync($"""host.Shell($"{script}").Creates("/x");""");

    [Fact]
    public Task A_text_from_elsewhere_is_left_alone() =>
        Verify.DefineAsync(
            """
            host.Shell(Condition switch { true => $"a b", false => $"a | b" }).Creates("/x");
            host.Shell($"a b").Pipefail().Creates("/x");
            host.Shell($"make all; make install").Unless($"app --version");
            """);

    [Fact]
    public Task What_a_type_does_better_is_not_said_twice() => Verify.DefineAsync("""host.Shell($"{|OPM3002:systemctl start|} nginx");""");

    [Fact]
    public Task The_fix_runs_the_program_itself() =>
        Fix.DefineAsync("OPM3006", """host.Shell($"git -C {Folder} pull").Unless($"test -e /x").As("app");""", """host.Command($"git -C {Folder} pull").Unless($"test -e /x").As("app");""");

    [Fact]
    public Task No_fix_is_offered_where_the_exit_code_of_the_shell_is_asked_for() =>
        Fix.NoneAsync("OPM3006", """host.Shell($"app check").FailedWhen(outcome => outcome.ExitCode == 127).Creates("/x");""");

    [Fact]
    public Task The_error_has_no_fix() => Fix.NoneAsync("OPM3006", """host.Command($"a | b").Creates("/x");""");
}
