using System.Diagnostics;

namespace OpsMop.Lab;

/// <summary>Runs the programs that make up the lab.</summary>
internal static class Tool
{
    public static readonly TimeSpan DefaultTime = TimeSpan.FromMinutes(2);

    public static async Task<LabResult> RunAsync(IReadOnlyList<string> command, string? input = null, TimeSpan? time = null, string? directory = null)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory ?? "/",
        };
        using Process process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(time ?? DefaultTime);
        string shown = string.Join(' ', command);
        Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token);
        Task<string> error = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            try
            {
                await process.StandardInput.WriteAsync(input);
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // It ended without reading what it was given; its exit code says why.
            }

            await process.WaitForExitAsync(limit.Token);
            return new LabResult(shown, process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return new LabResult(shown, 124, output.IsCompletedSuccessfully ? output.Result : "", $"It did not end within {(time ?? DefaultTime).TotalSeconds:0} seconds.\n");
        }
    }

    public static async Task MustAsync(params string[] command) => (await RunAsync(command)).OrThrow();

    public static bool Exists(string name) => Search.Any(folder => File.Exists(Path.Combine(folder, name)));

    // sbin is not in everybody's PATH, and root under sudo may be one of them.
    private static IEnumerable<string> Search =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Concat(["/usr/sbin", "/sbin", "/usr/bin", "/bin"]);
}
