namespace OpsMop.Package.Tests;

/// <summary>How a program of the outside world ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it printed, on either stream.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record ToolResult(int ExitCode, string Output, TimeSpan Elapsed)
{
    /// <summary>Fails the test with the output unless the program ended as expected.</summary>
    public ToolResult Expect(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"Exit code {ExitCode}, not {exitCode}:\n{Output}");
        return this;
    }
}
