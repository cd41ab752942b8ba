using System.Globalization;
using System.Text;

namespace OpsMop;

/// <summary>The file of a program of supervisor's.</summary>
internal static class SupervisorFile
{
    /// <summary>What it holds.</summary>
    /// <param name="want">The program.</param>
    public static string Print(SupervisorProgramResource want)
    {
        var text = new StringBuilder($"[program:{want.Label}]\n");
        Add("command", string.Join(' ', want.Command!.ToArguments().Select(Quote)));
        Add("directory", want.Directory.IsGiven ? want.Directory.Value : null);
        Add("user", want.User);
        Add("autostart", want.AutoStart is { } start ? start ? "true" : "false" : null);
        Add("autorestart", want.AutoRestart switch
        {
            SupervisorRestart.Always => "true",
            SupervisorRestart.Never => "false",
            SupervisorRestart.Unexpected => "unexpected",
            _ => null,
        });
        Add("numprocs", Number(want.Processes));
        if (want.Processes > 1)
        {
            text.Append("process_name=%(program_name)s_%(process_num)02d\n");
        }

        Add("priority", Number(want.Priority));
        Add("environment", want.Environment is { Count: > 0 } variables
            ? string.Join(',', variables.OrderBy(static one => one.Key, StringComparer.Ordinal).Select(static one => $"{one.Key}=\"{one.Value}\""))
            : null);
        Add("stdout_logfile", want.OutputLog.IsGiven ? want.OutputLog.Value : null);
        Add("stderr_logfile", want.ErrorLog.IsGiven ? want.ErrorLog.Value : null);
        Add("redirect_stderr", want.JoinErrors ? "true" : null);
        Add("stopsignal", want.StopSignal);
        Add("stopwaitsecs", want.StopTime is { IsGiven: true } time ? ((long)Math.Ceiling(time.Value.TotalSeconds)).ToString(CultureInfo.InvariantCulture) : null);
        return text.ToString();

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                text.Append(name).Append('=').Append(value.Replace("%", "%%", StringComparison.Ordinal)).Append('\n');
            }
        }
    }

    private static string? Number(int? value) => value?.ToString(CultureInfo.InvariantCulture);

    /// <summary>Supervisor splits a command as a shell would, and expands nothing.</summary>
    private static string Quote(string word) =>
        word.Length > 0 && word.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '@' or '%' or '+' or '=' or ':' or ',' or '.' or '/' or '-')
            ? word
            : ShellQuoting.Quote(word);
}
