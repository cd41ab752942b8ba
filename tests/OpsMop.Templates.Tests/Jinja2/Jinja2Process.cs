using System.Diagnostics;
using System.Text.Json;

namespace OpsMop.Templates.Tests;

/// <summary>Debian's Jinja2: expressions in, what it renders out.</summary>
internal static class Jinja2Process
{
    private const string Python = "/usr/bin/python3";

    /// <summary>Why it cannot run here; null if it can.</summary>
    public static string? Missing { get; } = !File.Exists(Python) ? "needs /usr/bin/python3, which is not installed"
        : Run(Python, ["-c", "import jinja2"], "").Code != 0 ? "needs python3-jinja2, which is not installed"
        : null;

    public static (string? Text, string? Error)[] Render(IReadOnlyList<string> expressions)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "Jinja2", "expressions.py");
        (int code, string output) = Run(Python, [script], JsonSerializer.Serialize(expressions));
        Assert.Equal(0, code);
        string?[][] results = JsonSerializer.Deserialize<string?[][]>(output)!;
        return [.. results.Select(static result => (result[0], result[1]))];
    }

    private static (int Code, string Output) Run(string program, string[] arguments, string input)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true,
            RedirectStandardError = true })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        _ = errors.Result;
        return (process.ExitCode, output.Result);
    }
}
