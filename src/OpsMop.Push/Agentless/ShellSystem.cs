using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OpsMop.Engine.Systems;

namespace OpsMop.Push.Agentless;

/// <summary>
/// Any POSIX host over one persistent session with its <c>sh</c>: nothing else is needed there but the utilities of POSIX, and what more there is gets used
/// (see docs/decisions/agentless.md). The providers run on the controller. It behaves as <see cref="LocalSystem"/> does on the host itself.
/// </summary>
internal sealed partial class ShellSystem : ISystem, IAsyncDisposable
{
    /// <summary>The script to start at the other end: one line for <c>sh -c</c>. Its greeting must have been read before the streams are given away.</summary>
    public const string Script = ShellScript.Bootstrap;

    // A file no larger than this is hashed along with its status: whoever asks for the one mostly asks for the other next.
    private const int GlimpseLimit = 1 << 20;

    private readonly ShellSession _session;
    private readonly ShellOptions _options;
    private readonly Lock _gate = new();
    private readonly HashSet<string> _touched = [];
    private ConcurrentDictionary<(bool IsUser, string Name), uint> _accounts = new();
    private ShellHello? _hello;
    private Glimpse? _glimpse;

    /// <summary>A host whose shell runs <see cref="Script"/> and has greeted.</summary>
    /// <param name="input">The shell's standard input.</param>
    /// <param name="output">The shell's standard output, after the greeting.</param>
    /// <param name="options">How it works.</param>
    public ShellSystem(Stream input, Stream output, ShellOptions? options = null)
    {
        _options = options ?? new ShellOptions();
        _session = new ShellSession(input, output, _options);
    }

    /// <summary>How many requests have been sent, for measurements.</summary>
    internal int Requests => _session.Requests;

    /// <summary>Ends the session. What runs there is left to finish.</summary>
    public ValueTask DisposeAsync() => _session.DisposeAsync();

    /// <inheritdoc/>
    public async ValueTask<FileStatus?> StatAsync(AbsolutePath path, bool follow = false, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        var name = Valid(path);
        var reply = await _session.AskAsync($"p '{(follow ? "L" : "")}' {Quote(name)} {Invariant(GlimpseLimit)}", cancel).ConfigureAwait(false);
        if (reply.Word is "none" or "middle")
        {
            return null;
        }

        if (reply.Word is not ("gnu" or "bsd" or "ls"))
        {
            throw await FaultAsync(reply, "look at", name).ConfigureAwait(false);
        }

        var (first, second) = reply.Split(_session.MarkLine);
        var status = ShellFileStatus.Parse(reply.Word, Encoding.UTF8.GetString(first.Span), DateTimeOffset.UtcNow)
            ?? throw new SystemFaultException(SystemFault.Other, name, $"Cannot look at {name}: the host's tool says '{reply.Text.Trim()}', which cannot be understood.");
        if (second is { Length: > 0 } more)
        {
            _glimpse = new Glimpse(name, status.IsLink, Encoding.UTF8.GetString(more.Span), reply.Number, Environment.TickCount64);
        }

        return status;
    }

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(AbsolutePath path, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        var name = Valid(path);
        var reply = await _session.AskAsync($"r {Quote(name)}", cancel).ConfigureAwait(false);
        return reply.IsOk ? reply.Body : throw await ReadFaultAsync(reply, name).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> HasContentAsync(AbsolutePath path, FileContent content, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        var name = Valid(path);
        var (want, size) = await HashAsync(content, cancel).ConfigureAwait(false);
        if (Look(name, isLink: false) is { } seen && Hash(seen) is { } known)
        {
            return want.Matches(known);
        }

        var reply = await _session.AskAsync($"c {Quote(name)} {(size is { } length ? Invariant(length) : "''")}", cancel).ConfigureAwait(false);
        switch (reply.Word)
        {
            case "ok":
                return want.Matches(Hash(reply.Text) ?? throw await ReadFaultAsync(reply, name).ConfigureAwait(false));
            case "differs" or "none" or "middle" or "dir":
                return false;
            case "nohash":
                using (var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256))
                {
                    reply = await _session.AskAsync($"r {Quote(name)}", cancel, bytes => hash.AppendData(bytes.Span)).ConfigureAwait(false);
                    return reply.IsOk ? FileOperations.Matches(want, hash) : throw await ReadFaultAsync(reply, name).ConfigureAwait(false);
                }

            default:
                throw await ReadFaultAsync(reply, name).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<string> ReadLinkAsync(AbsolutePath path, CancellationToken cancel = default)
    {
        const string Doing = "read the link";
        cancel.ThrowIfCancellationRequested();
        var name = Valid(path);
        if (Look(name, isLink: true) is { } seen)
        {
            return seen;
        }

        var reply = await _session.AskAsync($"k {Quote(name)}", cancel).ConfigureAwait(false);
        return reply.IsOk ? reply.Text
            : reply.Word == "kind" ? throw Faults.WrongKind(Doing, name, "it is not a symbolic link. Move what is there away, or correct the path.")
            : throw await FaultAsync(reply, Doing, name).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<string>> ListAsync(AbsolutePath path, CancellationToken cancel = default)
    {
        const string Doing = "list";
        cancel.ThrowIfCancellationRequested();
        var name = Valid(path);
        var reply = await _session.AskAsync($"d {Quote(name)}", cancel).ConfigureAwait(false);
        if (!reply.IsOk)
        {
            throw reply.Word == "kind" ? Faults.Of(Errno.NotDirectory, Doing, name) : await FaultAsync(reply, Doing, name).ConfigureAwait(false);
        }

        var names = reply.Text.Split('/')[..^1];
        Array.Sort(names, StringComparer.Ordinal);
        return names;
    }

    /// <inheritdoc/>
    public async ValueTask<UserAccount?> FindUserAsync(string name, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        if (!IsAccountName(name))
        {
            return null;
        }

        var reply = await _session.AskAsync($"u passwd {Quote(name)}", cancel).ConfigureAwait(false);
        return ShellAccounts.User(reply, name);
    }

    /// <inheritdoc/>
    public async ValueTask<GroupAccount?> FindGroupAsync(string name, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        if (!IsAccountName(name))
        {
            return null;
        }

        var reply = await _session.AskAsync($"u group {Quote(name)}", cancel).ConfigureAwait(false);
        return ShellAccounts.Group(reply, name);
    }

    /// <inheritdoc/>
    public ValueTask<T?> ObserveAsync<T>(string key, Func<ISystemReader, CancellationToken, ValueTask<T?>> read, CancellationToken cancel = default)
        where T : class => read(this, cancel);

    private static string Quote(string text) => ShellScript.Quote(text);

    private static string Invariant(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);

    private static bool IsAccountName(string name) => name.Length > 0 && name.AsSpan().IndexOfAny(":\n\0/") < 0 && name[0] != '-';

    private static string Valid(AbsolutePath path)
    {
        if (path is not { IsGiven: true, Error: null })
        {
            throw new SystemFaultException(SystemFault.Refused, path.Value, path.Error ?? "A path was not given.");
        }

        return path.Value.Contains('\0')
            ? throw new SystemFaultException(SystemFault.Refused, path.Value.Replace("\0", "\\0"), "A path holds a zero byte, where the kernel would cut it off. Correct it.")
            : path.Value;
    }

    private static UnixMode Valid(UnixMode mode, string path) => mode is { IsGiven: true, Error: null }
        ? mode
        : throw new SystemFaultException(SystemFault.Refused, path, mode.Error ?? $"The mode of {path} was not given.");

    private static byte[]? Hash(string text)
    {
        // Where it stands in the line differs from tool to tool; that it has 64 digits does not.
        foreach (var word in text.Split([' ', '\n', '\\', '='], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Length == 64 && word.All(char.IsAsciiHexDigit))
            {
                return Convert.FromHexString(word);
            }
        }

        return null;
    }

    private static async ValueTask<(Sha256 Hash, long? Size)> HashAsync(FileContent content, CancellationToken cancel)
    {
        if (content.Bytes is { } bytes)
        {
            return (Sha256.Of(bytes.Span), bytes.Length);
        }

        if (content.KnownHash.IsGiven)
        {
            return (content.KnownHash, null);
        }

        var stream = await content.OpenAsync(cancel).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = new byte[64 * 1024];
            long size = 0;
            while (await stream.ReadAsync(buffer, cancel).ConfigureAwait(false) is var count and > 0)
            {
                hash.AppendData(buffer, 0, count);
                size += count;
            }

            return (Sha256.FromHash(hash.GetHashAndReset()), size);
        }
    }

    /// <summary>What was seen of a path with its status, if nothing has been asked or done since: then nobody can tell it from an answer of its own.</summary>
    private string? Look(string path, bool isLink)
    {
        var glimpse = Interlocked.Exchange(ref _glimpse, null);
        return glimpse is not null
            && glimpse.Path == path
            && glimpse.IsLink == isLink
            && glimpse.Requests == _session.Requests
            && Environment.TickCount64 - glimpse.Time < 250
            ? glimpse.Text
            : null;
    }

    /// <summary>What the session found at the other end.</summary>
    internal async ValueTask<ShellHello> HelloAsync(CancellationToken cancel = default)
    {
        if (_hello is { } known)
        {
            return known;
        }

        var reply = await _session.Hello.WaitAsync(cancel).ConfigureAwait(false);
        var hello = ShellHello.Parse(reply);
        return reply.IsOk
            ? _hello = hello
            : throw new SystemFaultException(
                SystemFault.Refused,
                _options.Host,
                $"{_options.Host} has no safe folder for a session's own files: tried /run, $XDG_RUNTIME_DIR, /dev/shm, $TMPDIR, /tmp and /var/tmp. See that /tmp has the mode 1777 and room.");
    }

    private ValueTask<SystemFaultException> ReadFaultAsync(ShellReply reply, string path)
    {
        const string Doing = "read";
        return reply.Word == "other"
            ? new(Faults.WrongKind(Doing, path, "it is a device, socket or named pipe, not a file. Move it away, or correct the path."))
            : FaultAsync(new ShellReply(reply.Word, reply.Split(_session.MarkLine).Second ?? reply.Body), Doing, path);
    }

    /// <summary>The error in words. It asks more where the answer does not decide it: after a failure there is time.</summary>
    private async ValueTask<SystemFaultException> FaultAsync(ShellReply reply, string doing, string path)
    {
        doing = reply.Word switch { "owner" => "set the owner of", "mode" => "set the mode of", _ => doing };
        var hello = await HelloAsync().ConfigureAwait(false);
        var words = reply.Text.Trim();
        var error = ShellFaults.Decide(reply);
        if (error is null)
        {
            var conditions = await _session.AskAsync($"conditions {Quote(path)}").ConfigureAwait(false);
            error = ShellFaults.Decide(conditions, words);
        }

        return error switch
        {
            null => new SystemFaultException(SystemFault.Other, path, $"Cannot {doing} {path}: {(words.Length > 0 ? words : "the host does not say why")}."),
            0 => Faults.Immutable(doing, path),
            { } number => Faults.Of(number, doing, path, hello.IsRoot),
        };
    }

    private sealed record Glimpse(string Path, bool IsLink, string Text, int Requests, long Time);
}
