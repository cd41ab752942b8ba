using System.Text;
using OpsMop.Engine.Sources;

namespace OpsMop.Push.Files;

/// <summary>
/// What a host may have of the controller's files, and may bring to it. It names contents by their hashes, so that a host knows what differs without a question, and asks for nothing
/// but hashes that are in it.
/// </summary>
internal sealed class FileManifest
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="folders">The folders, the first wins.</param>
    /// <param name="rules">The rules that it was made by, for messages.</param>
    /// <param name="allowed">The absolute paths that roles allow, for messages.</param>
    /// <param name="received">The folders that files may be brought to, and how many bytes.</param>
    public FileManifest(
        IReadOnlyList<ManifestFolder> folders, FileRules rules, IReadOnlyList<(string Path, string? Only)> allowed, IReadOnlyList<(AbsolutePath Folder, long Limit)> received)
    {
        Folders = folders;
        Rules = rules;
        Allowed = allowed;
        Received = received;
    }

    private static ReadOnlySpan<byte> Mark => "OpsMop files 1\n"u8;

    /// <summary>The folders, the first wins.</summary>
    public IReadOnlyList<ManifestFolder> Folders { get; }

    /// <summary>The rules that it was made by.</summary>
    public FileRules Rules { get; }

    /// <summary>The absolute paths that roles allow.</summary>
    public IReadOnlyList<(string Path, string? Only)> Allowed { get; }

    /// <summary>The folders that files may be brought to, and how many bytes of them.</summary>
    public IReadOnlyList<(AbsolutePath Folder, long Limit)> Received { get; }

    /// <summary>Writes it down. The same manifest gives the same bytes.</summary>
    public byte[] Print()
    {
        using var memory = new MemoryStream();
        memory.Write(Mark);
        using (var writer = new BinaryWriter(memory, s_strict, leaveOpen: true))
        {
            WriteAll(Rules.Allowed, writer.Write);
            WriteAll(Rules.Denied, writer.Write);
            WriteAll(Allowed, one =>
            {
                writer.Write(one.Path);
                writer.Write(one.Only is not null);
                writer.Write(one.Only ?? "");
            });
            WriteAll(Received, one =>
            {
                writer.Write(one.Folder.Value);
                writer.Write7BitEncodedInt64(one.Limit);
            });
            WriteAll(Folders, folder =>
            {
                writer.Write((byte)folder.Kind);
                writer.Write(folder.Path);
                WriteAll(folder.Entries, entry =>
                {
                    writer.Write(entry.Path);
                    writer.Write7BitEncodedInt64(entry.Size);
                    writer.Write(entry.IsExecutable);
                    writer.Write(Convert.FromHexString(entry.Hash.Value));
                });
                WriteAll(folder.Gaps, gap =>
                {
                    writer.Write(gap.Path);
                    writer.Write((byte)gap.Gap);
                });
            });

            void WriteAll<T>(IReadOnlyList<T> all, Action<T> write)
            {
                writer.Write7BitEncodedInt(all.Count);
                foreach (var one in all)
                {
                    write(one);
                }
            }
        }

        return memory.ToArray();
    }

    /// <summary>Reads what <see cref="Print"/> has written.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <exception cref="InvalidDataException">It is no manifest, or one of another version.</exception>
    public static FileManifest Parse(ReadOnlyMemory<byte> bytes)
    {
        if (!bytes.Span.StartsWith(Mark))
        {
            throw new InvalidDataException("This is no list of files, or one of another version of OpsMop.");
        }

        try
        {
            using var memory = new MemoryStream(bytes[Mark.Length..].ToArray(), writable: false);
            using var reader = new BinaryReader(memory, s_strict);
            var rules = new FileRules(ReadAll(reader.ReadString), ReadAll(reader.ReadString));
            var allowed = ReadAll(() =>
            {
                var (path, has, only) = (reader.ReadString(), reader.ReadBoolean(), reader.ReadString());
                return (path, has ? only : null);
            });
            var received = ReadAll(() => ((AbsolutePath)reader.ReadString(), reader.Read7BitEncodedInt64()));
            var folders = ReadAll(() =>
            {
                var kind = reader.ReadByte();
                var path = reader.ReadString();
                var entries = ReadAll(() =>
                {
                    var (name, size, isExecutable) = (reader.ReadString(), reader.Read7BitEncodedInt64(), reader.ReadBoolean());
                    var hash = reader.ReadBytes(32);
                    return size >= 0 && hash.Length == 32
                        ? new ManifestEntry(name, size, Sha256.FromHash(hash), isExecutable)
                        : throw new InvalidDataException("A file of the list has no size, or no hash.");
                });
                return new ManifestFolder((SharedFolderKind)kind, path, entries, ReadAll(() => (reader.ReadString(), (ManifestGap)reader.ReadByte())));
            });
            return memory.Position == memory.Length
                ? new FileManifest(folders, rules, allowed, received)
                : throw new InvalidDataException("There is something behind the end of the list of files.");

            List<T> ReadAll<T>(Func<T> read)
            {
                // Each takes a byte at least: a number that is made up does not take memory.
                var count = reader.Read7BitEncodedInt();
                if (count < 0 || count > memory.Length - memory.Position)
                {
                    throw new InvalidDataException("The list of files is not whole.");
                }

                var all = new List<T>(count);
                for (var i = 0; i < count; i++)
                {
                    all.Add(read());
                }

                return all;
            }
        }
        catch (Exception exception) when (exception is EndOfStreamException or FormatException or IOException or DecoderFallbackException or ArgumentException)
        {
            throw new InvalidDataException("The list of files is not whole.", exception);
        }
    }
}
