using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace OpsMop.Tests.Domain;

public sealed class CommandTextTests
{
    [Fact]
    public void A_hole_is_one_argument_and_one_that_touches_text_stays_in_its_word()
    {
        string dir = "a b; rm -rf /", empty = "";
        CommandText command = $"git -C {dir} --x={dir}y {empty} 'c d' \"e\\\"f\" g\\ h '' {8}{'c'} {(AbsolutePath)"/srv/"}";
        Assert.Equal(["git", "-C", dir, $"--x={dir}y", "", "c d", "e\"f", "g h", "", "8c", "/srv"], command.ToArguments());
        Assert.False(command.HasShellSyntax);
        Assert.Null(command.Error);
    }

    [Fact]
    public void A_list_is_as_many_arguments_as_it_has_elements()
    {
        string[] packages = ["a", "b c"];
        CommandText command = $"apt install {packages} -y";
        Assert.Equal(["apt", "install", "a", "b c", "-y"], command.ToArguments());
        Assert.Equal("apt install a 'b c' -y", command.ToShell());
        Assert.Equal(["true"], ((CommandText)$"true {Array.Empty<string>()}").ToArguments());
        Assert.NotNull(((CommandText)$"apt --x={packages}").Error);
    }

    [Fact]
    public void A_shell_gets_its_literal_text_as_it_is_and_holes_quoted_where_needed()
    {
        string word = "it's", plain = "/var/log/x";
        CommandText command = $"grep -c {word} {plain} | wc -l > \"$HOME/x\"";
        Assert.Equal("grep -c 'it'\\''s' /var/log/x | wc -l > \"$HOME/x\"", command.ToShell());
        Assert.True(command.HasShellSyntax);
        Assert.Contains("use Shell", command.ArgumentsError, StringComparison.Ordinal);
        Assert.Null(command.Error);
        Assert.Throws<InvalidOperationException>(command.ToArguments);
    }

    [Theory]
    [InlineData("a && b", true)]
    [InlineData("a || b", true)]
    [InlineData("a; b", true)]
    [InlineData("a > b", true)]
    [InlineData("a `b`", true)]
    [InlineData("a $(b)", true)]
    [InlineData("a $HOME", true)]
    [InlineData("a\nb", true)]
    [InlineData("a \\\n b\n", false)]
    [InlineData("a '|' \"&&\" \\; '$(b)' $", false)]
    public void Shell_syntax_counts_outside_quotes_only(string text, bool expected) => Assert.Equal(expected, CommandText.Verbatim(text).HasShellSyntax);

    [Theory]
    [InlineData("a 'b")]
    [InlineData("a \"b")]
    [InlineData("a \\")]
    [InlineData("  ")]
    public void A_command_that_does_not_end_is_refused(string text) => Assert.NotNull(CommandText.Verbatim(text).ArgumentsError);

    [Fact]
    public void A_hole_where_quoting_is_not_safe_is_refused()
    {
        string x = "x";
        CommandText[] commands =
        [
            $"echo '{x}'", $"echo \"a {x}\"", $"echo \\{x}", $"echo ${x}", $"echo `echo {x}`", $"echo \"$(echo \"{x}\")\"", $"echo ${{y:-{x}}}", $"echo $(({x}))",
            $"true # {x}", $"cat <<END\n{x}\nEND\n", $"echo $'a\\'' {x}", $"echo \"$(case a in a) echo \"{x}\" ;; esac)\"", $"echo \"`echo \"` {x}", $"(( {x} ))",
        ];
        Assert.All(commands, command => Assert.NotNull(command.ShellError));
        Assert.NotNull(commands[0].Error);
        Assert.NotNull(commands[1].ArgumentsError);
    }

    [Fact]
    public void A_hole_where_quoting_is_safe_is_taken()
    {
        string x = "x";
        CommandText[] commands =
        [
            $"echo \"$(date)\" {x}", $"echo \"$(echo {x})\"", $"y={x}; echo \"$y\"", $"echo $# {x}", $"echo a#{x}", $"# it's\necho {x}", $"echo $((1 + (2))) {x}", $"cat <<< {x}",
            $"echo ${{y:-z}} {x}", $"( cd {x} && ls )", $"for i in {new[] { x }}; do echo $i; done",
        ];
        Assert.All(commands, command => Assert.Null(command.ShellError));
    }

    [Fact]
    public void What_a_hole_cannot_hold_is_carried_as_an_error()
    {
        CommandText[] commands =
        [
            $"a {(string?)null}", $"a {(UnixMode)"+x"}", $"a {default(AbsolutePath)}", $"a {"b\0c"}", $"a {(Text)$"{Secret.Adopt("hunter2")}"}", $"a {(string[]?)null}",
        ];
        Assert.All(commands, command => Assert.NotNull(command.Error));
        Assert.All(commands, command => Assert.DoesNotContain("hunter2", command.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_secret_in_a_hole_is_told_as_the_compiler_tells_it()
    {
        CommandText command = $"mysql -p{(Text)$"{Secret.Adopt("hunter2")}"}";

        Assert.Equal(("OPM4001", OpsMop.Parsing.SecretFaults.InCommand), (command.Fault!.Id, command.Error));
        Assert.Equal("OPM4001", command.ShellFault!.Id);
        Assert.Equal("OPM2004", ((CommandText)$"a {(string?)null}").Fault!.Id);
    }

    [Fact]
    public void Syntax_may_span_parts_that_the_compiler_joins()
    {
        string x = "x";
        CommandText command = $"echo \"a " + $"b\" {x}";
        Assert.Equal(["echo", "a b", "x"], command.ToArguments());
    }

    [Fact]
    public void A_shell_reads_out_of_holes_just_what_was_put_in()
    {
        // Each hole in several places where a real shell might make something else of it; all rounds are one process.
        string[] awkward = ["", "'", "''", "\\", "\n", "a\n", "$HOME", "`id`", "$(id)", "-n", "~", "*", "!", "#", "a=b", "2", "if", "é\u2603", "\"", "\r", "\u0001", ";", "%s", "x'\\''y"];
        Gen<string> random = ArbMap.Default.GeneratorFor<string?>().Select(text => new UTF8Encoding().GetString(new UTF8Encoding().GetBytes((text ?? "").Replace("\0", "", StringComparison.Ordinal))));
        string[] values = [.. awkward, .. Gen.Sample(random, 200)];
        var script = new StringBuilder();
        var expected = new List<string>();
        foreach (string value in values)
        {
            string[] list = [value, "b", value];
            CommandText command = $"v=5; printf '%s\\0' {value} a{value} --x={value}/{value} \"$v\"{value} $v{value} {list}; w={value}; printf '%s\\0' \"$w\" \"$(printf '%s.' {value})\" >&{1}\n";
            Assert.Null(command.ShellError);
            script.Append(command.ToShell());
            expected.AddRange([value, "a" + value, $"--x={value}/{value}", "5" + value, "5" + value, value, "b", value, value, value + "."]);
        }

        foreach (string shell in new[] { "/bin/sh", "/bin/bash", "/bin/busybox" }.Where(File.Exists))
        {
            Assert.Equal(expected, RunShell(shell, script.ToString()));
        }
    }

    private static string[] RunShell(string program, string script)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, script);
            var start = new ProcessStartInfo(program, program.EndsWith("busybox", StringComparison.Ordinal) ? ["sh", file] : [file]) { RedirectStandardOutput = true, StandardOutputEncoding = new UTF8Encoding(false) };
            using Process shell = Process.Start(start)!;
            string output = shell.StandardOutput.ReadToEnd();
            shell.WaitForExit();
            Assert.Equal(0, shell.ExitCode);
            return output.Split('\0')[..^1];
        }
        finally
        {
            File.Delete(file);
        }
    }
}
