using OpsMop.Generators;

namespace OpsMop.Analyzers;

/// <summary>The plain commands that one of our own types replaces word for word.</summary>
internal static class CommandReplacement
{
    /// <summary>The C# that follows <c>host.</c>; <see langword="null"/> where the command says more than that.</summary>
    public static string? Find(ReplacedCommand replaced, CommandSource source)
    {
        var command = replaced.Command;
        if (source.Script.Single is null || command.Redirections.Count > 0 || command.Assignments.Count > 0 || command.ProgramIndex != 0
            || !replaced.Type.Symbol.IsContract(replaced.Type.Symbol.Name))
        {
            return null;
        }

        var operands = command.Operands.ToList();
        var options = command.Arguments.Where(word => word.IsOption).Select(word => word.Text).OrderBy(text => text, StringComparer.Ordinal).ToArray();
        string? Name(int operand) => MadePath.CodeOf(operands[operand], source, mustBePath: false);
        string? Path(int operand) => MadePath.CodeOf(operands[operand], source, mustBePath: true);
        bool Are(params string[] allowed) => options.All(option => Array.IndexOf(allowed, option) >= 0);
        return (command.Program, operands.Count) switch
        {
            ("apt-get" or "apt" or "aptitude", 2) when operands[1].Text.IndexOf('=') < 0
                && Are("-y", "--yes", "--assume-yes", "-q", "-qq", "-yq", "-qy", "-yqq", "-qqy", "--no-install-recommends") && Name(1) is { } package =>
                operands[0].Text switch
                {
                    "install" => $"Package({package}){(options.Contains("--no-install-recommends") ? ".NoRecommends()" : "")}",
                    "remove" => $"Package({package}).Absent()",
                    "purge" => $"Package({package}).Absent().Purge()",
                    _ => null,
                },
            ("systemctl", 2) when Are("--now") && Name(1) is { } unit =>
                (operands[0].Text, options.Length > 0) switch
                {
                    ("enable", true) => $"Service({unit}).Running().Enabled()",
                    ("enable", false) => $"Service({unit}).Enabled()",
                    ("disable", true) => $"Service({unit}).Stopped().Enabled(false)",
                    ("disable", false) => $"Service({unit}).Enabled(false)",
                    ("start", false) => $"Service({unit}).Running()",
                    ("stop", false) => $"Service({unit}).Stopped()",
                    ("mask", false) => $"Service({unit}).Masked()",
                    ("unmask", false) => $"Service({unit}).Masked(false)",
                    _ => null,
                },
            ("mkdir", 1) when Are("-p", "--parents") && Path(0) is { } folder => $"Directory({folder}){(options.Length > 0 ? ".Parents()" : "")}",
            ("touch", 1) when Are() && Path(0) is { } file => $"File({file})",
            ("rm", 1) when Are("-f") && Path(0) is { } gone => $"File({gone}).Absent()",
            ("ln", 2) when options is ["-s"] or ["-sfn"] or ["-snf"] && !operands[1].Text.EndsWith("/", StringComparison.Ordinal) && Path(1) is { } link
                && (Name(0) ?? Path(0)) is { } target => $"Link({link}).Target({target}){(options[0] == "-s" ? "" : ".Force()")}",
            ("useradd", 1) when Are("-r", "--system") && Name(0) is { } user => $"User({user}){(options.Length > 0 ? ".System()" : "")}",
            ("groupadd", 1) when Are("-r", "--system") && Name(0) is { } group => $"Group({group}){(options.Length > 0 ? ".System()" : "")}",
            ("userdel", 1) when Are("-r") && Name(0) is { } former => $"User({former}).Absent(){(options.Length > 0 ? ".RemoveHome()" : "")}",
            ("groupdel", 1) when Are() && Name(0) is { } dissolved => $"Group({dissolved}).Absent()",
            _ => null,
        };
    }
}
