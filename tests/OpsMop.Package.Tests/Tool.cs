using System.Diagnostics;

namespace OpsMop.Package.Tests;

/// <summary>Runs programs as a user would, in a folder and with a clean environment.</summary>
public static class Tool
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public static ToolResult Run(string folder, string program, params string[] arguments)
    {
        // Output goes to a file: the build servers that dotnet leaves behind would keep a pipe open.
        var output = Path.GetTempFileName();
        try
        {
            var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = folder, UseShellExecute = false };
            foreach (var argument in (string[])["-c", "out=$1; shift; exec \"$@\" >\"$out\" 2>&1 </dev/null", "sh", output, program, .. arguments])
            {
                start.ArgumentList.Add(argument);
            }

            // What the test run's own build has set is not for the builds of the user.
            foreach (var name in start.Environment.Keys.Where(IsOfTheTestRun).ToList())
            {
                start.Environment.Remove(name);
            }

            start.Environment["DOTNET_NOLOGO"] = "1";
            start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
            start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
            start.Environment["XDG_STATE_HOME"] = Path.Combine(folder, "state");
            var clock = Stopwatch.StartNew();
            using var process = Process.Start(start)!;
            if (!process.WaitForExit(Limit))
            {
                process.Kill(entireProcessTree: true);
                Assert.Fail($"{program} {string.Join(' ', arguments)} did not end within {Limit}:\n{File.ReadAllText(output)}");
            }

            return new ToolResult(process.ExitCode, File.ReadAllText(output), clock.Elapsed);
        }
        finally
        {
            File.Delete(output);
        }
    }

    private static bool IsOfTheTestRun(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)
        || name is "UseSharedCompilation" or "DOTNET_HOST_PATH" or "DOTNET_CLI_USE_MSBUILD_SERVER" or "NUGET_PACKAGES" or "NUGET_FALLBACK_PACKAGES";
}
