using System.Diagnostics;
using System.Text.Json;

namespace OpsMop.Templates.Tests;

/// <summary>The Jinja2 that this language is measured with: that of the machine's own Python.</summary>
internal static class Jinja2
{
    private const string Python = "/usr/bin/python3";

    private static readonly Lazy<bool> Installed = new(() =>
    {
        if (!File.Exists(Python))
        {
            return false;
        }

        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", "import jinja2"]) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    });

    public static bool IsInstalled => Installed.Value;

    /// <summary>Runs a script of this folder once, with a question as JSON on its input; the answer on its output.</summary>
    public static TAnswer Ask<TQuestion, TAnswer>(string script, TQuestion question)
    {
        var start = new ProcessStartInfo(Python, [Path.Combine(AppContext.BaseDirectory, "Jinja2", script)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        JsonSerializer.Serialize(process.StandardInput.BaseStream, question);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        return JsonSerializer.Deserialize<TAnswer>(output)!;
    }
}
