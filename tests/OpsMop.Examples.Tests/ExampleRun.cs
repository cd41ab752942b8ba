using OpsMop.Engine.Events;

namespace OpsMop.Examples.Tests;

/// <summary>What an example said.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
internal sealed record ExampleRun(int ExitCode, string Output, string Error)
{
    public IReadOnlyList<RunEvent> Events { get; } =
        [.. Output.Split('\n').Where(line => line.StartsWith("{\"event\"", StringComparison.Ordinal)).Select(EventJson.Read)];

    /// <summary>The last event.</summary>
    public RunFinished Finished => Events.LastOrDefault() as RunFinished ?? throw new InvalidOperationException($"There is no last event. Exit code {ExitCode}.\n{Output}\n{Error}");

    /// <summary>How each resource ended that was not in order: <c>changed File[/etc/motd]</c>.</summary>
    public IEnumerable<string> Told => Resources.Where(one => one.Status is not (OutcomeStatus.Unchanged or OutcomeStatus.Skipped))
        .Select(one => $"{(one.Maybe ? "maybe " : "")}{one.Status.ToString().ToLowerInvariant()} {one.Resource}");

    public IEnumerable<ResourceFinished> Resources => Events.OfType<ResourceFinished>();

    public IEnumerable<string> Messages => Events.OfType<MessageSaid>().Select(said => said.Message);

    /// <summary>The run, after a look at its exit code.</summary>
    public ExampleRun Ends(int code)
    {
        Assert.True(code == ExitCode, $"Exit code {ExitCode} instead of {code}.\n{Output}\n{Error}");
        return this;
    }
}
