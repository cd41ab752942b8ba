using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using OpsMop.Engine.Systems;

namespace OpsMop.Testing;

/// <summary>
/// A whole small system in memory, for tests of policies and providers that take no time and touch nothing. It behaves as a
/// POSIX system does: links are followed, parents must exist, unknown owners are refused, and faults are the kernel's.
/// </summary>
/// <example>
/// <code>
/// var system = new MemorySystem()
///     .WithFile("/etc/motd", "hello\n", mode: "0644")
///     .WithUser("app")
///     .WithProcess("systemctl is-active *", new ProcessResult(0, "active\n", ""));
/// </code>
/// </example>
public sealed class MemorySystem : ISystem
{
    private static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private readonly MemoryTree _tree = new(below: null, Epoch);
    private readonly Dictionary<string, UserAccount> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GroupAccount> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, object?> _observations = new(StringComparer.Ordinal);
    private readonly List<(string Name, Func<ProcessRequest, ProcessResult?> Answer)> _processes = [];
    private readonly List<string> _effects = [];
    private readonly List<string> _queries = [];
    private long _sequence;

    /// <summary>A system with an empty root directory and the user and group <c>root</c>, as whom everything runs.</summary>
    public MemorySystem()
    {
        _groups["root"] = new GroupAccount("root", 0, []);
        _users["root"] = new UserAccount("root", 0, 0, "root", "/root", "/bin/bash");
    }

    /// <summary>Every effect so far, one line each: <c>write /etc/x 0644 root:root</c>, <c>run systemctl restart nginx</c>.</summary>
    public IReadOnlyList<string> Effects
    {
        get
        {
            lock (_gate)
            {
                return [.. _effects];
            }
        }
    }

    /// <summary>Every query that was run so far, as its command line.</summary>
    public IReadOnlyList<string> Queries
    {
        get
        {
            lock (_gate)
            {
                return [.. _queries];
            }
        }
    }

    // ---- set-up ----

    /// <summary>Adds a file, or replaces it; directories on the way to it are made.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">Its text.</param>
    /// <param name="mode">Its mode; 0644 unless given.</param>
    /// <param name="owner">Its owner, who must exist.</param>
    /// <param name="group">Its group, which must exist.</param>
    public MemorySystem WithFile(AbsolutePath path, string content, UnixMode mode = default, string owner = "root", string group = "root") =>
        WithFile(path, Encoding.UTF8.GetBytes(content), mode, owner, group);

    /// <summary>Adds a file of bytes, or replaces it; directories on the way to it are made.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">Its content.</param>
    /// <param name="mode">Its mode; 0644 unless given.</param>
    /// <param name="owner">Its owner, who must exist.</param>
    /// <param name="group">Its group, which must exist.</param>
    public MemorySystem WithFile(AbsolutePath path, byte[] content, UnixMode mode = default, string owner = "root", string group = "root")
    {
        WithParent(path);
        Now(_tree.WriteAsync(path.Value, FileContent.FromBytes(content), SetUpMetadata(path, mode, 420, owner, group), NextStamp(), default));
        return this;
    }

    /// <summary>Adds a directory, or changes the mode and owners of one that is there; directories on the way to it are made.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="mode">Its mode; 0755 unless given.</param>
    /// <param name="owner">Its owner, who must exist.</param>
    /// <param name="group">Its group, which must exist.</param>
    public MemorySystem WithDirectory(AbsolutePath path, UnixMode mode = default, string owner = "root", string group = "root")
    {
        WithParent(path);
        var metadata = SetUpMetadata(path, mode, 493, owner, group);
        if (Now(_tree.StatAsync(path.Value, follow: false, default)) is { IsDirectory: true })
        {
            Now(_tree.SetOwnerAsync(path.Value, metadata.Owner, metadata.Group, NextStamp(), default));
            Now(_tree.SetModeAsync(path.Value, metadata.Mode, NextStamp(), default));
        }
        else
        {
            Now(_tree.CreateDirectoryAsync(path.Value, metadata, NextStamp(), default));
        }

        return this;
    }

    /// <summary>Adds a symbolic link, or replaces it; directories on the way to it are made.</summary>
    /// <param name="path">The link.</param>
    /// <param name="target">Where it points.</param>
    public MemorySystem WithLink(AbsolutePath path, string target)
    {
        WithParent(path);
        Now(_tree.CreateLinkAsync(path.Value, target, null, null, NextStamp(), default));
        return this;
    }

    /// <summary>Adds a user, and a group of the same name unless another is named.</summary>
    /// <param name="name">The login name.</param>
    /// <param name="id">The user id; the next free one from 1000 unless given.</param>
    /// <param name="group">The primary group, added if it is missing.</param>
    /// <param name="home">The home directory; <c>/home/NAME</c> unless given. It is not made.</param>
    /// <param name="shell">The login shell.</param>
    /// <param name="comment">The comment field.</param>
    public MemorySystem WithUser(string name, uint? id = null, string? group = null, string? home = null, string shell = "/bin/bash", string comment = "")
    {
        lock (_gate)
        {
            var userId = id ?? Math.Max(999, _users.Values.Max(user => user.Id)) + 1;
            group ??= name;
            if (!_groups.TryGetValue(group, out var primary))
            {
                var free = _groups.Values.All(existing => existing.Id != userId) ? userId : Math.Max(999, _groups.Values.Max(existing => existing.Id)) + 1;
                _groups[group] = primary = new GroupAccount(group, free, []);
            }

            _users[name] = new UserAccount(name, userId, primary.Id, comment, home ?? "/home/" + name, shell);
        }

        return this;
    }

    /// <summary>Adds a group, or replaces it.</summary>
    /// <param name="name">The group's name.</param>
    /// <param name="id">The group id; the next free one from 1000 unless given.</param>
    /// <param name="members">The login names of its members.</param>
    public MemorySystem WithGroup(string name, uint? id = null, params string[] members)
    {
        lock (_gate)
        {
            _groups[name] = new GroupAccount(name, id ?? Math.Max(999, _groups.Values.Max(group => group.Id)) + 1, members);
        }

        return this;
    }

    /// <summary>Takes a user away; files keep the owner.</summary>
    /// <param name="name">The login name.</param>
    public MemorySystem WithoutUser(string name)
    {
        lock (_gate)
        {
            _users.Remove(name);
        }

        return this;
    }

    /// <summary>Answers an observation without reading: <c>.WithObservation("package:nginx", new PackageState(…))</c>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The answer, of the type that is observed; <see langword="null"/> for absent.</param>
    public MemorySystem WithObservation(string key, object? value)
    {
        lock (_gate)
        {
            _observations[key] = value;
        }

        return this;
    }

    /// <summary>Answers processes by a function of their arguments. What is scripted later is asked first.</summary>
    /// <param name="answer">Gives the result, or <see langword="null"/> for a process that is not its own.</param>
    public MemorySystem WithProcess(Func<IReadOnlyList<string>, ProcessResult?> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return Script("(a function)", request => answer(request.Arguments));
    }

    /// <summary>Answers the processes whose command line matches a pattern. What is scripted later is asked first.</summary>
    /// <param name="pattern">The arguments with one space between them; <c>*</c> stands for anything.</param>
    /// <param name="result">How the process ends.</param>
    public MemorySystem WithProcess(string pattern, ProcessResult result) => WithProcess(pattern, _ => result);

    /// <summary>Answers the processes whose command line matches a pattern by a function, which may change this system as the process would.</summary>
    /// <param name="pattern">The arguments with one space between them; <c>*</c> stands for anything.</param>
    /// <param name="answer">Gives the result.</param>
    public MemorySystem WithProcess(string pattern, Func<ProcessRequest, ProcessResult> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var regex = new Regex("^" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal) + "$", RegexOptions.Singleline | RegexOptions.CultureInvariant);
        return Script(pattern, request => regex.IsMatch(CommandLine(request)) ? answer(request) : null);
    }

    /// <summary>
    /// The whole tree as stable text, one line a path in ordinal order: kind, mode, owners, path, and the content or the link's
    /// target. Two systems with the same text are in the same state, but for accounts and times.
    /// </summary>
    public string Describe()
    {
        var text = new StringBuilder();
        Describe("/", text);
        return text.ToString();
    }

    // ---- reading ----

    /// <inheritdoc/>
    public ValueTask<FileStatus?> StatAsync(AbsolutePath path, bool follow = false, CancellationToken cancel = default) => _tree.StatAsync(path.Value, follow, cancel);

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>> ReadAsync(AbsolutePath path, CancellationToken cancel = default) => _tree.ReadAsync(path.Value, cancel);

    /// <inheritdoc/>
    public ValueTask<bool> HasContentAsync(AbsolutePath path, FileContent content, CancellationToken cancel = default) =>
        _tree.HasContentAsync(path.Value, content, cancel);

    /// <inheritdoc/>
    public ValueTask<string> ReadLinkAsync(AbsolutePath path, CancellationToken cancel = default) => _tree.ReadLinkAsync(path.Value, cancel);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListAsync(AbsolutePath path, CancellationToken cancel = default) => _tree.ListAsync(path.Value, cancel);

    /// <inheritdoc/>
    public ValueTask<UserAccount?> FindUserAsync(string name, CancellationToken cancel = default)
    {
        lock (_gate)
        {
            return new(_users.GetValueOrDefault(name));
        }
    }

    /// <inheritdoc/>
    public ValueTask<GroupAccount?> FindGroupAsync(string name, CancellationToken cancel = default)
    {
        lock (_gate)
        {
            return new(_groups.GetValueOrDefault(name));
        }
    }

    /// <inheritdoc/>
    public ValueTask<T?> ObserveAsync<T>(string key, Func<ISystemReader, CancellationToken, ValueTask<T?>> read, CancellationToken cancel = default)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(read);
        object? scripted;
        lock (_gate)
        {
            if (!_observations.TryGetValue(key, out scripted))
            {
                return read(this, cancel);
            }
        }

        return scripted is null or T
            ? new((T?)scripted)
            : throw new InvalidOperationException($"The test answers {key} with a {scripted.GetType().Name}, but the provider observes a {typeof(T).Name}.");
    }

    /// <inheritdoc/>
    /// <exception cref="UnscriptedProcessException">The test has no answer for it.</exception>
    public ValueTask<ProcessResult> QueryAsync(ProcessRequest request, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        lock (_gate)
        {
            _queries.Add(CommandLine(request));
        }

        return new(Answer(request));
    }

    // ---- effects ----

    /// <inheritdoc/>
    public async ValueTask WriteAsync(AbsolutePath path, FileContent content, FileMetadata metadata, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        var known = Known(path, metadata);
        await _tree.WriteAsync(path.Value, await LoadAsync(path, content, cancel).ConfigureAwait(false), known, NextStamp(), cancel).ConfigureAwait(false);
        Record($"write {path.Value} {Describe(known)}");
    }

    /// <inheritdoc/>
    public async ValueTask<IStagedFile> StageAsync(AbsolutePath path, FileContent content, FileMetadata metadata, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        var known = Known(path, metadata);
        var staged = await _tree.StageAsync(path.Value, await LoadAsync(path, content, cancel).ConfigureAwait(false), known, NextStamp(), cancel).ConfigureAwait(false);
        Record($"stage {path.Value} {Describe(known)}");
        return new MemoryStagedFile(_tree, path, staged, NextStamp, () => Record($"commit {path.Value}"));
    }

    /// <inheritdoc/>
    public async ValueTask CreateDirectoryAsync(AbsolutePath path, FileMetadata metadata, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        var known = Known(path, metadata);
        await _tree.CreateDirectoryAsync(path.Value, known, NextStamp(), cancel).ConfigureAwait(false);
        Record($"mkdir {path.Value} {Describe(known)}");
    }

    /// <inheritdoc/>
    public async ValueTask CreateLinkAsync(AbsolutePath path, string target, string? owner = null, string? group = null, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        await _tree.CreateLinkAsync(path.Value, target, KnownUser(path, owner), KnownGroup(path, group), NextStamp(), cancel).ConfigureAwait(false);
        Record($"link {path.Value} -> {target}");
    }

    /// <inheritdoc/>
    public async ValueTask SetModeAsync(AbsolutePath path, UnixMode mode, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        await _tree.SetModeAsync(path.Value, mode, NextStamp(), cancel).ConfigureAwait(false);
        Record($"chmod {path.Value} {Octal(mode)}");
    }

    /// <inheritdoc/>
    public async ValueTask SetOwnerAsync(AbsolutePath path, string? owner, string? group, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        var (knownOwner, knownGroup) = (KnownUser(path, owner), KnownGroup(path, group));
        await _tree.SetOwnerAsync(path.Value, knownOwner, knownGroup, NextStamp(), cancel).ConfigureAwait(false);
        Record($"chown {path.Value} {knownOwner}:{knownGroup}");
    }

    /// <inheritdoc/>
    public async ValueTask DeleteAsync(AbsolutePath path, bool recursive = false, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        if (await _tree.DeleteAsync(path.Value, recursive, NextStamp(), cancel).ConfigureAwait(false))
        {
            Record($"delete {path.Value}");
        }
    }

    /// <inheritdoc/>
    /// <exception cref="UnscriptedProcessException">The test has no answer for it.</exception>
    public ValueTask<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        Record("run " + CommandLine(request));
        return new(Answer(request));
    }

    /// <summary>Nothing: memory survives no loss of power.</summary>
    /// <inheritdoc/>
    public ValueTask FlushAsync(CancellationToken cancel = default) => default;

    // ---- accounts ----

    private FileMetadata Known(AbsolutePath path, FileMetadata metadata) =>
        new(metadata.Mode, KnownUser(path, metadata.Owner) ?? "root", KnownGroup(path, metadata.Group) ?? "root");

    private string? KnownUser(AbsolutePath path, string? name)
    {
        lock (_gate)
        {
            if (name is null || _users.ContainsKey(name))
            {
                return name;
            }

            return uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                ? _users.Values.FirstOrDefault(user => user.Id == id)?.Name ?? name
                : throw new SystemFaultException(SystemFault.UnknownAccount, path.Value, $"{path.Value} cannot belong to the user {name}: there is no such user.");
        }
    }

    private string? KnownGroup(AbsolutePath path, string? name)
    {
        lock (_gate)
        {
            if (name is null || _groups.ContainsKey(name))
            {
                return name;
            }

            return uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                ? _groups.Values.FirstOrDefault(group => group.Id == id)?.Name ?? name
                : throw new SystemFaultException(SystemFault.UnknownAccount, path.Value, $"{path.Value} cannot belong to the group {name}: there is no such group.");
        }
    }

    // ---- processes ----

    private MemorySystem Script(string name, Func<ProcessRequest, ProcessResult?> answer)
    {
        lock (_gate)
        {
            _processes.Add((name, answer));
        }

        return this;
    }

    private ProcessResult Answer(ProcessRequest request)
    {
        (string Name, Func<ProcessRequest, ProcessResult?> Answer)[] scripted;
        lock (_gate)
        {
            scripted = [.. _processes];
        }

        for (var i = scripted.Length - 1; i >= 0; i--)
        {
            if (scripted[i].Answer(request) is { } result)
            {
                return result;
            }
        }

        throw new UnscriptedProcessException(CommandLine(request), [.. scripted.Select(process => process.Name)]);
    }

    private static string CommandLine(ProcessRequest request) => string.Join(' ', request.Arguments);

    // ---- set-up and description ----

    private void WithParent(AbsolutePath path)
    {
        var parent = MemoryTree.ParentOf(path.Value);
        if (Now(_tree.StatAsync(parent, follow: true, default)) is null)
        {
            WithDirectory(parent);
        }
    }

    private FileMetadata SetUpMetadata(AbsolutePath path, UnixMode mode, int usual, string owner, string group)
    {
        try
        {
            return Known(path, new FileMetadata(mode.IsGiven ? mode : UnixMode.FromBits(usual), owner, group));
        }
        catch (SystemFaultException fault)
        {
            throw new ArgumentException($"{fault.Message} Declare it before: .WithUser(\"{owner}\"), .WithGroup(\"{group}\").", nameof(owner), fault);
        }
    }

    private static async ValueTask<FileContent> LoadAsync(AbsolutePath path, FileContent content, CancellationToken cancel) =>
        FileContent.FromBytes(await MemoryTree.BytesOfAsync(path.Value, content, cancel).ConfigureAwait(false), content.IsSecret);

    private void Record(string effect)
    {
        lock (_gate)
        {
            _effects.Add(effect);
        }
    }

    private MemoryTree.Stamp NextStamp()
    {
        var sequence = Interlocked.Increment(ref _sequence);
        return new(sequence, Epoch.AddSeconds(sequence), "root", "root", null);
    }

    private void Describe(string path, StringBuilder text)
    {
        var status = Now(_tree.StatAsync(path, follow: false, default))!;
        var kind = status.Kind switch { FileKind.Directory => 'd', FileKind.Link => 'l', FileKind.File => 'f', _ => '?' };
        text.Append(CultureInfo.InvariantCulture, $"{kind} {Octal(status.Mode)} {status.Owner}:{status.Group} {path}");
        if (status.IsLink)
        {
            text.Append(" -> ").Append(Now(_tree.ReadLinkAsync(path, default)));
        }
        else if (status.IsFile)
        {
            text.Append(' ').Append(DescribeContent(Now(_tree.ReadAsync(path, default)).Span));
        }

        text.Append('\n');
        if (status.IsDirectory)
        {
            foreach (var name in Now(_tree.ListAsync(path, default)))
            {
                Describe(MemoryTree.Join(path, name), text);
            }
        }
    }

    private static string DescribeContent(ReadOnlySpan<byte> content)
    {
        if (content.Length > 200 || !System.Text.Unicode.Utf8.IsValid(content) || content.ContainsAnyInRange((byte)0, (byte)8))
        {
            return $"{content.Length} bytes, sha256 {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content))}";
        }

        return "\"" + Encoding.UTF8.GetString(content).Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n").Replace("\r", "\\r").Replace("\t", "\\t") + "\"";
    }

    private static string Describe(FileMetadata metadata) => $"{Octal(metadata.Mode)} {metadata.Owner}:{metadata.Group}";

    private static string Octal(UnixMode mode) => Convert.ToString(mode.Bits, 8).PadLeft(4, '0');

    // Nothing below a tree without a layer below ever waits.
    private static T Now<T>(ValueTask<T> task) => task.IsCompleted ? task.GetAwaiter().GetResult() : throw new InvalidOperationException("Memory does not wait.");

    private static void Now(ValueTask task)
    {
        if (!task.IsCompleted)
        {
            throw new InvalidOperationException("Memory does not wait.");
        }

        task.GetAwaiter().GetResult();
    }
}
