using System.Buffers;
using System.Text.Json;

namespace OpsMop.Engine.State;

/// <summary>
/// The notifications of handlers that have not been served. One enters before the change that raises it is made and is struck out
/// when the handler has succeeded, so that it survives a failure, a crash and a reboot.
/// </summary>
/// <remarks>
/// An append-only file of lines, rewritten without what is struck out when it is opened. What may be lost is chosen so that it
/// never costs a restart that is due: a notification is flushed before the change; a strike that a loss of power takes makes the
/// handler run once more. Who opens it holds the <see cref="RunLock"/>.
/// </remarks>
public sealed class Ledger : IDisposable
{
    private const string FileName = "ledger.jsonl";

    private readonly AppendLog _log;
    private readonly Lock _gate = new();
    private readonly List<(string Handler, List<LedgerCause> Causes)> _pending;

    private Ledger(AppendLog log, List<(string Handler, List<LedgerCause> Causes)> pending)
    {
        _log = log;
        _pending = pending;
    }

    /// <summary>The handlers that are to run, in the order in which they were first notified.</summary>
    public IReadOnlyList<PendingNotification> Pending
    {
        get
        {
            lock (_gate)
            {
                return [.. _pending.Select(static entry => new PendingNotification(entry.Handler, [.. entry.Causes]))];
            }
        }
    }

    /// <summary>Reads what is pending without opening the ledger, for <c>opsmop pending</c> beside a run.</summary>
    /// <param name="stateDirectory">The state directory.</param>
    public static IReadOnlyList<PendingNotification> Peek(string stateDirectory) =>
        [.. Replay(Path.Combine(stateDirectory, FileName), out _).Select(static entry => new PendingNotification(entry.Handler, entry.Causes))];

    /// <summary>Opens the ledger of a host. The caller holds the run lock.</summary>
    /// <param name="stateDirectory">The state directory (<see cref="RunStore.Directory"/>).</param>
    public static Ledger Open(string stateDirectory)
    {
        var path = Path.Combine(stateDirectory, FileName);
        var pending = Replay(path, out var isCompact);
        if (!isCompact || !File.Exists(path))
        {
            // Also where it is missing: the name of the file has to be durable before a line in it can be.
            StateFile.Replace(path, Compact(pending));
        }

        return new Ledger(new AppendLog(path), pending);
    }

    /// <summary>Enters a notification. When it returns, the notification survives a loss of power: now the change may be made.</summary>
    /// <param name="handler">The handler's identity.</param>
    /// <param name="cause">Why it is to run.</param>
    public void Raise(string handler, LedgerCause cause)
    {
        ArgumentException.ThrowIfNullOrEmpty(handler);
        ArgumentNullException.ThrowIfNull(cause);
        lock (_gate)
        {
            var entry = _pending.Find(entry => entry.Handler == handler);
            if (entry.Causes?.Contains(cause) == true)
            {
                return;
            }

            _log.Append((handler, cause), static (json, raised) => WriteRaised(json, raised.handler, raised.cause));
            if (entry.Causes is not null)
            {
                // That the handler is due is durable already; a thousand files that notify one handler are not a thousand flushes.
                entry.Causes.Add(cause);
                return;
            }

            _log.Flush();
            _pending.Add((handler, [cause]));
        }
    }

    /// <summary>Strikes a handler out: it has succeeded.</summary>
    /// <param name="handler">The handler's identity.</param>
    public void Strike(string handler)
    {
        lock (_gate)
        {
            var index = _pending.FindIndex(entry => entry.Handler == handler);
            if (index < 0)
            {
                return;
            }

            _log.Append(handler, static (json, handler) => json.WriteString("strike"u8, handler));
            _pending.RemoveAt(index);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _log.Dispose();

    private static List<(string Handler, List<LedgerCause> Causes)> Replay(string path, out bool isCompact)
    {
        var pending = new List<(string Handler, List<LedgerCause> Causes)>();
        var struck = false;
        var lines = AppendLog.Read(path, Parse, out var torn, out _);
        foreach (var (handler, cause) in lines)
        {
            var index = pending.FindIndex(entry => entry.Handler == handler);
            if (cause is null)
            {
                struck = true;
                if (index >= 0)
                {
                    pending.RemoveAt(index);
                }
            }
            else if (index < 0)
            {
                pending.Add((handler, [cause]));
            }
            else if (!pending[index].Causes.Contains(cause))
            {
                pending[index].Causes.Add(cause);
            }
        }

        isCompact = !struck && !torn;
        return pending;
    }

    private static byte[] Compact(List<(string Handler, List<LedgerCause> Causes)> pending)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        foreach (var (handler, causes) in pending)
        {
            foreach (var cause in causes)
            {
                json.Reset();
                json.WriteStartObject();
                WriteRaised(json, handler, cause);
                json.WriteEndObject();
                json.Flush();
                buffer.Write("\n"u8);
            }
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteRaised(Utf8JsonWriter json, string handler, LedgerCause cause)
    {
        json.WriteString("raise"u8, handler);
        json.WriteString("resource"u8, cause.Resource);
        if (cause.Location is not null)
        {
            json.WriteString("at"u8, cause.Location);
        }

        json.WriteString("run"u8, cause.Run);
    }

    private static (string Handler, LedgerCause? Cause) Parse(JsonElement line) =>
        line.TryGetProperty("strike"u8, out var struck)
            ? (struck.GetString()!, null)
            : (line.GetProperty("raise"u8).GetString()!, new LedgerCause(
                line.GetProperty("resource"u8).GetString()!,
                line.TryGetProperty("at"u8, out var at) ? at.GetString() : null,
                line.GetProperty("run"u8).GetString()!));
}
