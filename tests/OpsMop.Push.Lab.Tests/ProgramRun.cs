using System.Text.Json;

namespace OpsMop.Push.Lab.Tests;

/// <summary>How a run of the program ended.</summary>
/// <param name="Command">The command, for messages.</param>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
/// <param name="TimedOut">Whether it had to be ended.</param>
/// <param name="LeftProcesses">Whether something that it started lives on and holds its streams.</param>
/// <param name="Took">How long it ran.</param>
public sealed record ProgramRun(string Command, int ExitCode, string Output, string Error, bool TimedOut, bool LeftProcesses, TimeSpan Took)
{
    private IReadOnlyList<JsonElement>? _events;

    /// <summary>Everything it said.</summary>
    public string Said => Output + Error;

    /// <summary>Its events, where it was run with <c>--output json</c>.</summary>
    public IReadOnlyList<JsonElement> Events => _events ??= [.. Output.Split('\n').Select(Parse).OfType<JsonElement>()];

    /// <summary>The events of a kind, such as <c>host.finished</c>.</summary>
    /// <param name="kind">The kind.</param>
    public IEnumerable<JsonElement> Of(string kind) => Events.Where(one => Text(one, "event") == kind);

    /// <summary>How the work on each host ended: <c>ok</c>, <c>changed</c>, <c>failed</c>, <c>unreachable</c>, <c>skipped</c>.</summary>
    public IReadOnlyDictionary<string, string> Hosts => Of("host.finished").ToDictionary(one => Text(one, "host"), one => Text(one, "status").ToLowerInvariant());

    /// <summary>The first error of a host; empty where there is none.</summary>
    /// <param name="host">The host.</param>
    public string ErrorOf(LabHost host) => Text(Of("host.finished").Single(one => Text(one, "host") == host.Name), "error");

    /// <summary>Fails, showing what was said, unless it ended with this exit code, by itself, and left nothing running.</summary>
    /// <param name="exitCode">The exit code.</param>
    /// <returns>Itself.</returns>
    public ProgramRun Expect(int exitCode)
    {
        Assert.True(ExitCode == exitCode && !TimedOut && !LeftProcesses, $"`{Command}` ended with {ExitCode}{(TimedOut ? ", because its time was up" : "")}{(LeftProcesses ? ", and left processes behind" : "")}:\n{Said}");
        return this;
    }

    /// <summary>Fails, showing what was said, unless a host ended like this.</summary>
    /// <param name="host">The host.</param>
    /// <param name="status">How it ended.</param>
    /// <param name="because">What the error says, among other things.</param>
    /// <returns>Itself.</returns>
    public ProgramRun Expect(LabHost host, string status, params string[] because)
    {
        Assert.True(Hosts.TryGetValue(host.Name, out string? have) && have == status, $"{host.Name} is {have ?? "not mentioned"}, not {status}:\n{Said}");
        Assert.All(because, part => Assert.Contains(part, ErrorOf(host), StringComparison.OrdinalIgnoreCase));
        return this;
    }

    /// <summary>A property of an event as text; empty where it has none.</summary>
    /// <param name="one">The event.</param>
    /// <param name="name">The property.</param>
    public static string Text(JsonElement one, string name) => one.TryGetProperty(name, out JsonElement value) ? value.ToString() : "";

    internal static JsonElement? Parse(string line)
    {
        if (!line.StartsWith('{'))
        {
            return null;
        }

        using JsonDocument document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }
}
