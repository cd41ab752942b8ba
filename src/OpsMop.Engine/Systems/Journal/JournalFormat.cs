using System.Text.Json;

namespace OpsMop.Engine.Systems;

/// <summary>How records stand in <c>journal.jsonl</c>: one place for writing and reading.</summary>
internal static class JournalFormat
{
    internal const string FileName = "journal.jsonl";
    internal const string BackupFolder = "backups";

    private static readonly (EffectKind Kind, string Name)[] Kinds =
    [
        (EffectKind.Write, "write"), (EffectKind.CreateDirectory, "mkdir"), (EffectKind.CreateLink, "link"), (EffectKind.SetMode, "mode"),
        (EffectKind.SetOwner, "owner"), (EffectKind.Delete, "delete"), (EffectKind.Run, "run"),
    ];

    internal static void Write(Utf8JsonWriter json, JournalRecord record)
    {
        json.WriteNumber("n"u8, record.Number);
        json.WriteString("time"u8, record.Time);
        json.WriteString("resource"u8, record.Resource);
        if (record.Location is not null)
        {
            json.WriteString("at"u8, record.Location);
        }

        json.WriteString("kind"u8, Kinds[(int)record.Kind].Name);
        json.WriteString("path"u8, record.Path);
        Write(json, "before"u8, record.Before);
        Write(json, "after"u8, record.After);
    }

    /// <summary>The hash of content that was only known once it had been written.</summary>
    internal static void WriteContent(Utf8JsonWriter json, (int Number, string Hash, long Size) content)
    {
        json.WriteNumber("n"u8, content.Number);
        json.WriteString("kind"u8, "content"u8);
        json.WriteString("sha256"u8, content.Hash);
        json.WriteNumber("size"u8, content.Size);
    }

    /// <summary>Reads a line: a record, or the content of an earlier one.</summary>
    internal static (JournalRecord? Record, (int Number, string Hash, long Size) Content) Read(JsonElement line)
    {
        var number = line.GetProperty("n"u8).GetInt32();
        var name = line.GetProperty("kind"u8).GetString();
        if (name == "content")
        {
            return (null, (number, line.GetProperty("sha256"u8).GetString()!, line.GetProperty("size"u8).GetInt64()));
        }

        var kind = Array.FindIndex(Kinds, known => known.Name == name);
        if (kind < 0)
        {
            throw new FormatException($"The journal has an effect of the kind '{name}', which this version does not know.");
        }

        return (new JournalRecord
        {
            Number = number,
            Time = line.GetProperty("time"u8).GetDateTimeOffset(),
            Resource = line.GetProperty("resource"u8).GetString()!,
            Location = Text(line, "at"u8),
            Kind = Kinds[kind].Kind,
            Path = line.GetProperty("path"u8).GetString()!,
            Before = State(line, "before"u8),
            After = State(line, "after"u8),
        }, default);
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, RecordedState? state)
    {
        if (state is null)
        {
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("kind"u8, state.Kind switch { FileKind.File => "file"u8, FileKind.Directory => "directory"u8, FileKind.Link => "link"u8, _ => "other"u8 });
        if (state.Mode is { } mode)
        {
            json.WriteString("mode"u8, mode.ToString());
        }

        WriteText(json, "owner"u8, state.Owner);
        WriteText(json, "group"u8, state.Group);
        if (state.Size is { } size)
        {
            json.WriteNumber("size"u8, size);
        }

        WriteText(json, "sha256"u8, state.Sha256);
        WriteText(json, "target"u8, state.Target);
        if (state.Kept)
        {
            json.WriteBoolean("kept"u8, true);
        }

        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static RecordedState? State(JsonElement line, ReadOnlySpan<byte> name) => !line.TryGetProperty(name, out var state) ? null : new RecordedState
    {
        Kind = Text(state, "kind"u8) switch { "file" => FileKind.File, "directory" => FileKind.Directory, "link" => FileKind.Link, _ => FileKind.Other },
        Mode = Text(state, "mode"u8) is { } mode ? new UnixMode?(mode) : new UnixMode?(), // a bare null would become a mode that is not given
        Owner = Text(state, "owner"u8),
        Group = Text(state, "group"u8),
        Size = state.TryGetProperty("size"u8, out var size) ? size.GetInt64() : null,
        Sha256 = Text(state, "sha256"u8),
        Target = Text(state, "target"u8),
        Kept = state.TryGetProperty("kept"u8, out var kept) && kept.GetBoolean(),
    };

    private static string? Text(JsonElement element, ReadOnlySpan<byte> name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
