using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace OpsMop.Engine.State;

/// <summary>
/// A file of JSON lines that only grows, 0600. One write(2) a line and no buffer of ours: what was appended is with the kernel, so
/// that a crash of the agent loses nothing; a loss of power may take what was not flushed, and then leaves a torn last line at most.
/// </summary>
internal sealed class AppendLog : IDisposable
{
    private static readonly JsonWriterOptions Options = new()
    {
        SkipValidation = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // the file is read by people too
    };

    private readonly FileStream _stream;
    private readonly SafeFileHandle _file;
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private readonly Utf8JsonWriter _writer;
    private readonly Lock _gate = new();
    private long _length;

    internal AppendLog(string path)
    {
        _stream = StateFile.Open(path);
        _file = _stream.SafeFileHandle;
        _length = RandomAccess.GetLength(_file);
        _writer = new Utf8JsonWriter(_buffer, Options);
    }

    /// <summary>Appends one object.</summary>
    /// <typeparam name="TState">What is written about.</typeparam>
    /// <param name="state">What is written about, so that the delegate captures nothing.</param>
    /// <param name="write">Writes the object's members.</param>
    internal void Append<TState>(TState state, Action<Utf8JsonWriter, TState> write)
    {
        lock (_gate)
        {
            _buffer.ResetWrittenCount();
            _writer.Reset(_buffer);
            _writer.WriteStartObject();
            write(_writer, state);
            _writer.WriteEndObject();
            _writer.Flush();
            _buffer.Write("\n"u8);

            // The position is ours: after a write that failed half-way (a full disk) the next line overwrites the torn one.
            RandomAccess.Write(_file, _buffer.WrittenSpan, _length);
            _length += _buffer.WrittenCount;
        }
    }

    /// <summary>Makes what was appended survive a loss of power.</summary>
    internal void Flush() => RandomAccess.FlushToDisk(_file);

    public void Dispose()
    {
        _writer.Dispose();
        _stream.Dispose();
    }

    /// <summary>Reads the lines of such a file up to the first that is torn.</summary>
    /// <typeparam name="T">What a line is.</typeparam>
    /// <param name="path">The file; a missing one has no lines.</param>
    /// <param name="parse">Reads one line.</param>
    /// <param name="torn">Whether something follows the lines that is none.</param>
    /// <param name="length">Where the whole lines end.</param>
    internal static List<T> Read<T>(string path, Func<JsonElement, T> parse, out bool torn, out long length)
    {
        var lines = new List<T>();
        torn = false;
        length = 0;
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return lines;
        }

        for (var start = 0; start < bytes.Length;)
        {
            var size = bytes.AsSpan(start).IndexOf((byte)'\n');
            if (size < 0)
            {
                torn = true;
                break;
            }

            try
            {
                using var document = JsonDocument.Parse(bytes.AsMemory(start, size));
                lines.Add(parse(document.RootElement));
            }
            catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                // After a loss of power a block may be zeros. What comes after it cannot be trusted to be in order.
                torn = true;
                break;
            }

            start += size + 1;
            length = start;
        }

        return lines;
    }
}
