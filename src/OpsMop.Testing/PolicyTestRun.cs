using OpsMop.Engine.Events;

namespace OpsMop.Testing;

/// <summary>What a run of <see cref="PolicyTest"/> did, or would do.</summary>
public sealed class PolicyTestRun : IEventSink
{
    private readonly List<RunEvent> _events = [];

    /// <summary>Everything that happened, in order.</summary>
    public IReadOnlyList<RunEvent> Events => _events;

    /// <summary>Each change as the resource's name and the action: <c>File[/etc/motd] create</c>. Those of handlers are among them.</summary>
    public IReadOnlyList<string> Changes => [.. Finished.Where(one => one.Status == OutcomeStatus.Changed).SelectMany(one => one.Changes.Select(change => $"{one.Resource} {change.Action}"))];

    /// <summary>Why each resource failed, or is unknown in a plan: <c>File[/etc/motd] The directory /etc does not exist. …</c></summary>
    public IReadOnlyList<string> Failures => [.. Finished.Where(one => one.Status is OutcomeStatus.Failed or OutcomeStatus.Unknown).Select(one => $"{one.Resource} {one.Reason}")];

    /// <summary>What was said.</summary>
    public IReadOnlyList<string> Messages => [.. _events.OfType<MessageSaid>().Select(said => said.Message)];

    private IEnumerable<ResourceFinished> Finished => _events.OfType<ResourceFinished>();

    void IEventSink.Take(RunEvent happened) => _events.Add(happened);
}
