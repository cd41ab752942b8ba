using System.Globalization;
using System.Text.RegularExpressions;

namespace OpsMop.Lab.Tests.Scenarios;

/// <summary>How a run of the policy on a host ended, as its operator sees it.</summary>
/// <param name="Result">The exit code and the output.</param>
public sealed partial record PolicyRun(LabResult Result)
{
    /// <summary>Everything it said.</summary>
    public string Said => Result.Output + Result.Error;

    /// <summary>Fails, showing what the run said, unless it ended as expected.</summary>
    /// <param name="exitCode">Its exit code.</param>
    /// <param name="changed">How many resources changed, or would.</param>
    /// <param name="failed">How many failed.</param>
    /// <param name="unknown">How many are unknown.</param>
    /// <param name="skipped">How many were skipped.</param>
    /// <returns>Itself.</returns>
    public PolicyRun Expect(int exitCode, int changed, int failed = 0, int unknown = 0, int skipped = 0)
    {
        var match = Sum().Matches(Result.Output).LastOrDefault() ?? throw new InvalidOperationException($"The run has no last line (exit code {Result.ExitCode}):\n{Said}");
        int Count(int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
        var (want, have) = ((exitCode, changed, failed, skipped, unknown), (Result.ExitCode, Count(1), Count(2), Count(3), Count(4)));
        Assert.True(want == have, $"Expected (exit code, changed, failed, skipped, unknown) {want}, found {have}:\n{Said}");
        return this;
    }

    /// <summary>Fails unless the run has said each of these.</summary>
    /// <param name="texts">What it must have said.</param>
    /// <returns>Itself.</returns>
    public PolicyRun Says(params string[] texts)
    {
        foreach (string text in texts)
        {
            Assert.True(Said.Contains(text, StringComparison.Ordinal), $"It does not say '{text}':\n{Said}");
        }

        return this;
    }

    /// <summary>Fails if the run has said this.</summary>
    /// <param name="text">What it must not have said.</param>
    /// <returns>Itself.</returns>
    public PolicyRun NeverSays(string text)
    {
        Assert.False(Said.Contains(text, StringComparison.Ordinal), $"It says '{text}':\n{Said}");
        return this;
    }

    [GeneratedRegex(@"^(\d+) (?:would change|changed), \d+ unchanged, (\d+) failed, (\d+) skipped, (\d+) unknown", RegexOptions.Multiline)]
    private static partial Regex Sum();
}
