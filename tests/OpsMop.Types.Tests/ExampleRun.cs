using System.Globalization;
using System.Text.Json;

namespace OpsMop.Types.Tests;

/// <summary>What a run of an example said, in its events.</summary>
public sealed class ExampleRun
{
    /// <summary>Reads the output of a run with <c>--output json</c>.</summary>
    /// <param name="exitCode">How it ended.</param>
    /// <param name="output">What it printed.</param>
    public ExampleRun(int exitCode, string output)
    {
        (ExitCode, Output) = (exitCode, output);
        foreach (string line in output.Split('\n').Where(line => line.StartsWith('{')))
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement one = document.RootElement;
            switch (one.GetProperty("event").GetString())
            {
                case "resource.finished" when one.GetProperty("status").GetString() == "changed" && !one.TryGetProperty("handler", out _):
                    Changed.Add($"{one.GetProperty("resource").GetString()}: {string.Join(", ", one.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("action").GetString()))}");
                    break;
                case "run.finished":
                    Failed = one.GetProperty("failed").GetInt32() + one.GetProperty("unknown").GetInt32();
                    Changes = one.GetProperty("changed").GetInt32();
                    break;
            }
        }
    }

    public int ExitCode { get; }

    public string Output { get; }

    /// <summary>What changed, or would: resource and actions.</summary>
    public List<string> Changed { get; } = [];

    /// <summary>How many resources failed or are unknown; -1 where the run did not come to its end.</summary>
    public int Failed { get; } = -1;

    /// <summary>How many resources changed, handlers included.</summary>
    public int Changes { get; } = -1;

    /// <summary>Fails, showing what was said, unless it ended well.</summary>
    /// <param name="what">Which run it was.</param>
    /// <returns>Itself.</returns>
    public ExampleRun Well(string what)
    {
        Assert.True(ExitCode is 0 or 2 && Failed == 0, string.Create(CultureInfo.InvariantCulture, $"{what} ended with {ExitCode}:\n{Output}"));
        return this;
    }
}
