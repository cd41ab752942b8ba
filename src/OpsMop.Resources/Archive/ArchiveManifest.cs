using System.Buffers;
using System.Text.Json;

namespace OpsMop;

/// <summary>What was extracted to a directory, as it is recorded there.</summary>
/// <param name="Archive">The SHA-256 of the archive; not given where it was begun and did not come to its end.</param>
/// <param name="Address">The SHA-256 of the address that it was fetched from; not given where there was none.</param>
/// <param name="Strip">How many directories were taken off.</param>
/// <param name="Except">What was left out.</param>
/// <param name="IsMade">Whether the directory itself was made for it.</param>
/// <param name="Entries">What is there of it.</param>
internal sealed record ArchiveManifest(
    Sha256 Archive, Sha256 Address, int Strip, IReadOnlyList<string> Except, bool IsMade, IReadOnlyList<ArchiveEntry> Entries)
{
    /// <summary>The name of the file.</summary>
    public const string Name = ".opsmop-archive.json";

    private const int OthersBits = 0b000_111_111;
    private static readonly FileMetadata Private = new(UnixMode.FromBits(0b110_000_000));

    /// <summary>Reads the record of a directory; <see langword="null"/> where there is none that can be trusted: then everything is compared anew.</summary>
    /// <param name="system">Where.</param>
    /// <param name="directory">The directory.</param>
    /// <param name="cancel">Cancels the reading.</param>
    public static async ValueTask<ArchiveManifest?> ReadAsync(ISystemReader system, AbsolutePath directory, CancellationToken cancel)
    {
        var path = directory / Name;
        if (await system.StatAsync(path, follow: false, cancel).ConfigureAwait(false) is not { IsFile: true } have || (have.Mode.Bits & OthersBits) != 0)
        {
            return null;
        }

        // The directory may belong to somebody else, who must not decide what is deleted or what counts as unchanged.
        if (have.Owner != "root" && (await SystemTool.QueryAsync(system, cancel, "id", "-un").ConfigureAwait(false)).Output.Trim() != have.Owner)
        {
            return null;
        }

        try
        {
            return Parse(await system.ReadAsync(path, cancel).ConfigureAwait(false), directory);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Writes the record.</summary>
    /// <param name="system">Where.</param>
    /// <param name="directory">The directory.</param>
    /// <param name="cancel">Cancels the writing.</param>
    public ValueTask WriteAsync(ISystem system, AbsolutePath directory, CancellationToken cancel) =>
        system.WriteAsync(directory / Name, FileContent.FromBytes(Print()), Private, cancel);

    /// <summary>Whether it is the record of an archive, extracted as it is to be.</summary>
    /// <param name="archive">The SHA-256 of the archive; not given where not known.</param>
    /// <param name="want">How it is to be extracted.</param>
    public bool IsOf(Sha256 archive, ArchiveResource want) =>
        archive.IsGiven && archive == Archive && Strip == (want.Strip ?? 0) && Except.SequenceEqual(want.Except ?? []);

    private static ArchiveManifest? Parse(ReadOnlyMemory<byte> bytes, AbsolutePath directory)
    {
        using var document = JsonDocument.Parse(bytes);
        var root = document.RootElement;
        var entries = new List<ArchiveEntry>();
        foreach (var one in root.GetProperty("entries").EnumerateArray())
        {
            var entry = new ArchiveEntry(Text(one, "path"), Kind(one), Text(one, "mode"))
            {
                Target = Text(one, "target"),
                Hash = Hash(one, "sha256"),
                Size = one.TryGetProperty("size", out var size) ? size.GetInt64() : 0,
                Modified = one.TryGetProperty("modified", out var modified) ? modified.GetInt64() : 0,
                IsLeft = one.TryGetProperty("left", out var left) && left.GetBoolean(),
            };
            if ((directory / entry.Path).Error is not null || entry.Mode is not { IsGiven: true, Error: null })
            {
                return null;
            }

            entries.Add(entry);
        }

        return new ArchiveManifest(
            Hash(root, "archive"),
            Hash(root, "address"),
            root.GetProperty("strip").GetInt32(),
            [.. root.GetProperty("except").EnumerateArray().Select(one => one.GetString()!)],
            root.GetProperty("made").GetBoolean(),
            entries);

        static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString()! : "";

        static Sha256 Hash(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : default;

        static FileKind Kind(JsonElement element) => Text(element, "kind") switch
        {
            "file" => FileKind.File,
            "directory" => FileKind.Directory,
            "link" => FileKind.Link,
            _ => throw new FormatException(),
        };
    }

    private ReadOnlyMemory<byte> Print()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("about", "OpsMop: what was extracted here. Without this file, everything is compared with the archive again.");
            WriteHash(json, "archive", Archive);
            WriteHash(json, "address", Address);
            json.WriteNumber("strip", Strip);
            json.WriteStartArray("except");
            foreach (var pattern in Except)
            {
                json.WriteStringValue(pattern);
            }

            json.WriteEndArray();
            json.WriteBoolean("made", IsMade);
            json.WriteStartArray("entries");
            foreach (var entry in Entries)
            {
                Write(json, entry);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter json, ArchiveEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("path", entry.Path);
        json.WriteString("kind", entry.Kind switch { FileKind.Directory => "directory", FileKind.Link => "link", _ => "file" });
        json.WriteString("mode", entry.Mode.ToString());
        if (entry.Kind == FileKind.File)
        {
            json.WriteNumber("size", entry.Size);
            WriteHash(json, "sha256", entry.Hash);
            json.WriteNumber("modified", entry.Modified);
        }
        else if (entry.Kind == FileKind.Link)
        {
            json.WriteString("target", entry.Target);
        }

        if (entry.IsLeft)
        {
            json.WriteBoolean("left", true);
        }

        json.WriteEndObject();
    }

    private static void WriteHash(Utf8JsonWriter json, string name, Sha256 hash)
    {
        if (hash.IsGiven)
        {
            json.WriteString(name, hash.Value);
        }
    }
}
