using System.Text.Json.Serialization;

namespace OpsMop.Engine.Events;

/// <summary>Something that happened in a run. The console, the JSON stream and any program that embeds the engine see the same events, in the same order.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(RunStarted), "run.started")]
[JsonDerivedType(typeof(RunFinished), "run.finished")]
[JsonDerivedType(typeof(RunInterrupted), "run.interrupted")]
[JsonDerivedType(typeof(RoleStarted), "role.started")]
[JsonDerivedType(typeof(RoleFinished), "role.finished")]
[JsonDerivedType(typeof(ResourceStarted), "resource.started")]
[JsonDerivedType(typeof(ResourceFinished), "resource.finished")]
[JsonDerivedType(typeof(ResourceRetrying), "resource.retrying")]
[JsonDerivedType(typeof(HandlerNotified), "handler.notified")]
[JsonDerivedType(typeof(HandlerStarted), "handler.started")]
[JsonDerivedType(typeof(MessageSaid), "message")]
[JsonDerivedType(typeof(FindingReported), "finding")]
[JsonDerivedType(typeof(PushStarted), "push.started")]
[JsonDerivedType(typeof(PushFinished), "push.finished")]
[JsonDerivedType(typeof(BatchStarted), "batch.started")]
[JsonDerivedType(typeof(HostContacting), "host.contacting")]
[JsonDerivedType(typeof(HostContacted), "host.contacted")]
[JsonDerivedType(typeof(HostFinished), "host.finished")]
[JsonDerivedType(typeof(CommandFinished), "command.finished")]
public abstract record RunEvent
{
    /// <summary>When it happened, in UTC.</summary>
    [JsonPropertyOrder(-2)]
    public DateTimeOffset Time { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>The host it happened on; empty for what concerns the whole run.</summary>
    [JsonPropertyOrder(-1)]
    public string Host { get; init; } = "";
}
