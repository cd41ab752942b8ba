using System.Text.Json;

namespace OpsMop.Engine.Events;

/// <summary>Writes the events that every run of an agent has, as <see cref="EventJson"/> does, but without what the serializer learns before its first one: see <see cref="Json.JsonMembers"/>.</summary>
internal static class EventWriter
{
    /// <summary>Writes an event.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="happened">The event.</param>
    /// <returns>Whether it is one of them; otherwise nothing was written.</returns>
    public static bool TryWrite(Utf8JsonWriter writer, RunEvent happened)
    {
        switch (happened)
        {
            case RunStarted run:
                Begin(writer, "run.started"u8, run);
                writer.WriteString("policy"u8, run.Policy);
                writer.WriteString("verb"u8, run.Verb);
                writer.WriteNumber("resources"u8, run.Resources);
                break;
            case RunFinished run:
                Begin(writer, "run.finished"u8, run);
                writer.WriteString("run"u8, run.Run);
                Count(writer, run.Unchanged, run.Changed, run.Failed, run.Skipped, run.Unknown);
                writer.WriteNumber("ignored"u8, run.Ignored);
                writer.WriteNumber("seconds"u8, run.Seconds);
                writer.WriteStartArray("pendingHandlers"u8);
                foreach (var handler in run.PendingHandlers)
                {
                    writer.WriteStringValue(handler);
                }

                writer.WriteEndArray();
                break;
            case RoleStarted role:
                Begin(writer, "role.started"u8, role);
                writer.WriteString("role"u8, role.Role);
                break;
            case RoleFinished role:
                Begin(writer, "role.finished"u8, role);
                writer.WriteString("role"u8, role.Role);
                Count(writer, role.Unchanged, role.Changed, role.Failed, role.Skipped, role.Unknown);
                writer.WriteNumber("seconds"u8, role.Seconds);
                break;
            case ResourceStarted resource:
                Begin(writer, "resource.started"u8, resource);
                writer.WriteString("role"u8, resource.Role);
                writer.WriteString("resource"u8, resource.Resource);
                writer.WriteString("file"u8, resource.File);
                writer.WriteNumber("line"u8, resource.Line);
                break;
            case ResourceFinished resource:
                Begin(writer, "resource.finished"u8, resource);
                writer.WriteString("role"u8, resource.Role);
                writer.WriteString("resource"u8, resource.Resource);
                Optional(writer, "title"u8, resource.Title);
                writer.WriteString("file"u8, resource.File);
                writer.WriteNumber("line"u8, resource.Line);
                writer.WriteString("status"u8, StatusOf(resource.Status));
                Optional(writer, "reason"u8, resource.Reason);
                Optional(writer, "ignored"u8, resource.Ignored);
                writer.WriteBoolean("maybe"u8, resource.Maybe);
                Optional(writer, "handler"u8, resource.Handler);
                writer.WriteStartArray("changes"u8);
                foreach (var change in resource.Changes)
                {
                    writer.WriteStartObject();
                    writer.WriteString("action"u8, change.Action);
                    Optional(writer, "from"u8, change.From);
                    Optional(writer, "to"u8, change.To);
                    Optional(writer, "diff"u8, change.Diff);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                if (resource.ExitCode is { } code)
                {
                    writer.WriteNumber("exitCode"u8, code);
                }

                Optional(writer, "output"u8, resource.Output);
                Optional(writer, "error"u8, resource.Error);
                writer.WriteNumber("attempts"u8, resource.Attempts);
                writer.WriteNumber("seconds"u8, resource.Seconds);
                break;
            default:
                return false;
        }

        writer.WriteEndObject();
        return true;
    }

    private static void Begin(Utf8JsonWriter writer, ReadOnlySpan<byte> kind, RunEvent happened)
    {
        writer.WriteStartObject();
        writer.WriteString("event"u8, kind);
        writer.WriteString("time"u8, happened.Time);
        writer.WriteString("host"u8, happened.Host);
    }

    private static void Count(Utf8JsonWriter writer, int unchanged, int changed, int failed, int skipped, int unknown)
    {
        writer.WriteNumber("unchanged"u8, unchanged);
        writer.WriteNumber("changed"u8, changed);
        writer.WriteNumber("failed"u8, failed);
        writer.WriteNumber("skipped"u8, skipped);
        writer.WriteNumber("unknown"u8, unknown);
    }

    private static void Optional(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private static ReadOnlySpan<byte> StatusOf(OutcomeStatus status) => status switch
    {
        OutcomeStatus.Unchanged => "unchanged"u8,
        OutcomeStatus.Changed => "changed"u8,
        OutcomeStatus.Failed => "failed"u8,
        OutcomeStatus.Skipped => "skipped"u8,
        OutcomeStatus.Unknown => "unknown"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}
